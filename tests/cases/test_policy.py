"""What a desk decides without a database: groups of days, what comes next, whom to propose."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsunagari.base.errors import BadInput
from tsunagari.base.words import Words
from tsunagari.cases.policy.answers import partner_answers
from tsunagari.cases.policy.inbox import GROUPS, Cursor, group_of, grouped, read_cursor
from tsunagari.cases.policy.movers import DESK_STAFF
from tsunagari.cases.policy.proposing import NO, UNKNOWN, YES, propose
from tsunagari.cases.policy.recording import first_form
from tsunagari.cases.policy.thread import happenings
from tsunagari.cases.policy.to_do import next_thing
from tsunagari.engines.procedure.declared import Procedure
from tsunagari.kit.published import plan_for

TODAY = datetime.date(2009, 10, 1)
DAY = datetime.timedelta(days=1)


@pytest.fixture(scope="module")
def consultation() -> Procedure:
    return plan_for(2009).procedures["consultation"]


# ── the inbox ─────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("due_on", "group"),
    [
        (TODAY - DAY, "overdue"),
        (TODAY, "today"),
        (TODAY + DAY, "week"),
        (TODAY + 7 * DAY, "week"),
        (TODAY + 8 * DAY, "later"),
        (None, "undated"),
    ],
)
def test_each_day_has_its_group(due_on: datetime.date | None, group: str) -> None:
    assert group_of(due_on, TODAY) == group


@given(st.lists(st.dates(datetime.date(2009, 9, 1), datetime.date(2009, 11, 1))))
def test_groups_keep_every_row_in_order(days: list[datetime.date]) -> None:
    rows = [SimpleNamespace(due_on=day) for day in sorted(days)] + [SimpleNamespace(due_on=None)]
    groups = list(grouped(rows, TODAY))
    assert [row for _, _, members in groups for row in members] == rows
    assert [code for code, _, _ in groups] == sorted({code for code, _, _ in groups}, key=list(GROUPS).index)


@given(st.none() | st.dates(), st.integers(0, 10**17))
def test_a_cursor_is_read_as_it_was_written(due_on: datetime.date | None, pk: int) -> None:
    assert read_cursor(str(Cursor(due_on, pk))) == Cursor(due_on, pk)


@pytest.mark.parametrize("text", ["x", "2009-10-01", "2009-02-30.1", "none.", "none.-1", "none.٣", "none.1'"])
def test_a_cursor_that_nobody_wrote_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        read_cursor(text)


# ── what comes next ───────────────────────────────────────────────────────────────────────────────
def test_the_form_comes_before_the_move(consultation: Procedure) -> None:
    step, by = consultation.steps["hearing"], {DESK_STAFF}
    before = next_thing(consultation, step, by, form_is_filled=False)
    after = next_thing(consultation, step, by, form_is_filled=True)
    assert before is not None
    assert after is not None
    assert (before.form, before.move) == (step.form, None)
    assert (after.form, after.move) == (None, step.move("advise"))


def test_where_nothing_is_ours_the_one_to_wait_for_is_named(consultation: Procedure) -> None:
    waiting = next_thing(consultation, consultation.steps["referred"], {DESK_STAFF}, form_is_filled=False)
    assert waiting is not None
    assert waiting.words.ja == "つないだ先の担当を待つ"
    assert next_thing(consultation, consultation.steps["closed"], {DESK_STAFF}, form_is_filled=False) is None


def test_a_partner_takes_on_or_gives_back(consultation: Procedure) -> None:
    answers = partner_answers(consultation.steps["referred"])
    assert {said: move.verb for said, move in answers.items()} == {
        "accepted": "confirm",
        "returned": "return",
    }
    assert partner_answers(consultation.steps["hearing"]) == {}


def test_the_first_form_is_found_one_move_from_the_start(consultation: Procedure) -> None:
    found = first_form(consultation, {DESK_STAFF})
    assert found is not None
    assert (found.form.name, found.move and found.move.verb) == ("first_hearing", "accept")
    assert first_form(consultation, {"expert"}) is None


# ── whom to propose ───────────────────────────────────────────────────────────────────────────────
@dataclass
class Place:
    pk: int
    prefecture: str
    themes: list[str]
    territory: list[str] = field(default_factory=list)
    kind: str = "hub"

    @property
    def words(self) -> Words:
        return Words(f"{self.pk}", f"{self.pk}")


def proposed(*places: Place, themes: tuple[str, ...] = ("ip",), prefecture: str = "04") -> list[Any]:
    return propose(places, prefecture=prefecture, municipality="04202", themes=themes)


def test_territory_and_theme_decide_and_the_specialist_comes_first() -> None:
    general = Place(1, "04", ["ip", "sales", "it"])
    special, far = Place(2, "04", ["ip"]), Place(3, "40", ["ip"])
    found = proposed(general, far, special)
    assert [one.organisation_id for one in found] == [2, 1, 3]
    assert [one.verdict for one in found] == [YES, YES, NO]


def test_a_municipality_far_from_its_seat_may_be_served() -> None:
    assert proposed(Place(1, "40", ["ip"], territory=["04202"]))[0].territory == YES
    assert proposed(Place(1, "04", ["ip"], territory=["04100"]))[0].territory == NO


def test_what_is_not_known_is_not_a_no() -> None:
    assert proposed(Place(1, "04", ["ip"]), themes=())[0].verdict == UNKNOWN
    assert proposed(Place(1, "04", ["ip"]), prefecture="")[0].verdict == UNKNOWN


# ── how it reads ──────────────────────────────────────────────────────────────────────────────────
def entry(**told: Any) -> Any:
    blank = {"at": None, "kind": "note", "verb": "", "from_step": "", "to_step": "", "text": "", "fields": {}}
    return SimpleNamespace(**(blank | {"is_for_firm": False, "person": None, "on_behalf_of": None} | told))


def test_entries_read_in_the_procedures_words(consultation: Procedure) -> None:
    move = entry(kind="moved", verb="close", from_step="advised", fields={"outcome": "solved"}, text="solved")
    heard = entry(
        kind="hearing", fields={"heard_on": "2009-10-01", "minutes": 35, "themes": ["ip", "it"], "gone": "x"}
    )
    told, hearing = happenings(consultation, [move, heard], {"person": {}, "organisation": {}})
    assert told.title.ja == "終える → 終了"
    assert [(label.ja, value.ja) for label, value in told.details] == [("結果", "解決した")]
    assert told.text == ""
    values = {label.ja: value.ja for label, value in hearing.details}
    assert values["聞き取った日"] == "2009年10月1日（平成21年10月1日）"
    assert values["困りごとの種類"] == "特許・商標を活かしたい、ＩＴを使いたい"


def test_a_move_of_a_version_that_knew_it_not_still_reads(consultation: Procedure) -> None:
    strange = entry(kind="moved", verb="vanished", from_step="nowhere")
    assert happenings(consultation, [strange], {"person": {}, "organisation": {}})[0].title.ja == "moved"
