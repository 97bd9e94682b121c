"""Whatever a plan goes through, nobody is told the same thing twice, and nothing that is new is left out."""

from __future__ import annotations

import datetime
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from hypothesis import given
from hypothesis import strategies as st

from tests.architecture.source import HOUSE
from tsunagari.alerts.policy.essence import essence_of
from tsunagari.alerts.policy.letters import MOST, bulletin, subject_of
from tsunagari.alerts.policy.news import CHANGED, NEW, Fit, Last, News, gathered, news_for
from tsunagari.alerts.policy.sightings import Sighting, look, titles_in
from tsunagari.base.words import Words
from tsunagari.engines.eligibility.rule import AllOf, Condition
from tsunagari.programmes.schema import Eligibility, Lineage, Offer, Programme

START = datetime.datetime(2009, 10, 1, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
TITLES = "甲乙丙"


def programme(key: str, title: str = "甲", most: int = 50, follows: tuple[str, ...] = ()) -> Programme:
    rule = AllOf((Condition("firm.employees_regular", "<=", most, "eligibility.all.0"),))
    lineage = tuple(Lineage(one, 2008, "continues") for one in follows)
    return Programme(
        key,
        "national",
        "(1)-①",
        Words(title, "A programme"),
        Words("説明", "What it is"),
        None,
        eligibility=Eligibility(rule),
        follows=lineage,
    )


programmes = st.builds(
    programme,
    st.sampled_from(["n-a", "n-b", "n-c"]),
    st.sampled_from(TITLES),
    st.sampled_from([20, 50]),
    st.lists(st.sampled_from(TITLES), max_size=2, unique=True).map(tuple),
)
catalogues = st.lists(programmes, max_size=3, unique_by=(lambda one: one.key, lambda one: one.name.ja))


@given(st.lists(catalogues, min_size=1, max_size=6))
def test_however_a_plan_changes_each_state_is_told_once(days: list[list[Programme]]) -> None:
    known: dict[str, Sighting] = {}
    told: dict[str, Last] = {}
    for number, here in enumerate(days, 1):
        now = START + number * DAY
        for is_again in (False, True):
            fresh = look(here, known, {}, now=now)
            known |= {one.key: one for one in fresh}
            assert known.keys() >= {one.key for one in here}
            fits = [Fit(one) for one in here]
            found = gathered([news_for(fits, known, told, since=START, today=now.date())])
            assert not (is_again and (fresh or found))
            assert len({one.root for one in found}) == len(found)
            for one in found:
                assert (one.what == NEW) is (one.root not in told)
                assert one.what == NEW or told[one.root].essence != one.essence
                told[one.root] = Last(one.essence, one.deadline_on)
        assert {known[one.key].root for one in here} <= told.keys()


def seen(
    *programmes: Programme,
    known: Mapping[str, Sighting] = MappingProxyType({}),
    between: Sequence[Programme] = (),
    now: datetime.datetime = START,
) -> dict[str, Sighting]:
    """All sightings by key after a look; `between`: programmes of the plans before."""
    return {**known, **{one.key: one for one in look(programmes, known, titles_in(between), now=now)}}


def test_a_programme_is_known_again_after_years_in_which_nobody_looked() -> None:
    first = seen(programme("n-a", "甲"))
    between = programme("n-b", "乙", follows=("甲",))
    last = programme("n-c", "丙", follows=("乙",))
    found = seen(last, known=first, between=[between], now=START + DAY)["n-c"]
    assert (found.root, found.seen_at) == ("n-a", START)
    lost = seen(last, known=first, now=START + DAY)["n-c"]  # the plan between is gone: nobody can know
    assert lost.root == "n-c"


def test_a_lineage_that_bites_its_tail_comes_to_an_end() -> None:
    one, two = programme("n-a", "甲", follows=("乙",)), programme("n-b", "乙", follows=("甲",))
    assert len(look([programme("n-c", "丙", follows=("甲",))], {}, titles_in([one, two]), now=START)) == 1


def test_what_still_stands_is_not_carried_on() -> None:
    known = seen(programme("n-a", "甲"))
    both = [programme("n-a", "甲"), programme("n-b", "乙", follows=("甲",))]
    (found,) = look(both, known, {}, now=START + DAY)
    assert (found.key, found.root, found.seen_at) == ("n-b", "n-b", START + DAY)


def test_no_two_share_a_root_also_where_two_carry_on_the_same_one_and_it_comes_back() -> None:
    known = seen(programme("n-a", "甲"))
    heirs = [programme(key, title, follows=("甲",)) for key, title in (("n-b", "乙"), ("n-c", "丙"))]
    known = seen(*heirs, known=known, now=START + DAY)
    assert [known[key].root for key in ("n-b", "n-c", "n-a")] == ["n-a", "n-a~", "n-a~~"]
    assert seen(*heirs, programme("n-a", "甲"), known=known, now=START + 2 * DAY) == known


def test_the_same_name_of_another_tier_is_another_programme() -> None:
    known = seen(programme("n-a", "甲"))
    (found,) = look([replace(programme("s-a", "甲"), tier="smrj")], known, {}, now=START + DAY)
    assert found.root == "s-a"


class TestEssence:
    def test_names_budgets_and_wording_do_not_count(self) -> None:
        one = programme("n-a")
        other = replace(one, key="n-b", name=Words("乙", ""), budget_yen=1, summary=Words("べつ", ""))
        assert essence_of(one) == essence_of(other)

    def test_a_limit_a_rate_and_a_cap_do(self) -> None:
        one = programme("n-a")
        offers = [Offer("subsidy", Words("a", ""), cap_yen=cap) for cap in (None, 1, 2)]
        every = [one, programme("n-a", most=51), *(replace(one, offers=(offer,)) for offer in offers)]
        assert len({essence_of(each) for each in every}) == len(every)
        reworded = replace(offers[1], words=Words("b", ""))
        assert essence_of(replace(one, offers=(reworded,))) == essence_of(replace(one, offers=(offers[1],)))

    def test_it_is_the_same_in_every_process(self) -> None:
        """Sets have another order in each process; what was written down must still be known tomorrow."""
        code = (
            "from tsunagari.alerts.policy.essence import meaning;"
            "from tsunagari.engines.eligibility.rule import Condition;"
            "print(meaning(Condition('a', 'in', frozenset('abcdefgh'), 'x')))"
        )
        said = {
            subprocess.run(
                [sys.executable, "-c", code],
                cwd=HOUSE,
                env={"PYTHONHASHSEED": seed},
                capture_output=True,
                text=True,
                check=True,
            ).stdout
            for seed in ("1", "2", "3")
        }
        assert len(said) == 1


class TestLetters:
    def news(self, count: int, what: str = NEW) -> list[News]:
        return [News(what, Fit(programme(f"n-{number}")), f"n-{number}", "x") for number in range(count)]

    def test_so_many_are_told_in_full_and_how_many_more_there_are(self) -> None:
        news = self.news(MOST + 3)
        links = {one.programme.key: Words(f"/{one.root}", f"/en/{one.root}") for one in news}
        letter = bulletin(news, links, mine=Words("/mine", "/en/mine"), stop=Words("/stop", "/en/stop"))
        assert sum(len(entries) for _heading, entries in letter.ja.sections) == MOST
        assert "3件" in letter.ja.more
        assert "3 more" in letter.en.text

    def test_a_subject_counts_each_kind(self) -> None:
        news = [*self.news(2), *self.news(1, CHANGED)]
        assert subject_of(news) == "新しく合う制度 2件、条件や内容が変わった制度 1件"
