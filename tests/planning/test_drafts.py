"""Next year's draft: it loads and checks by itself, carries the evidence, and never undoes an edit."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from tests.evaluation.conftest import AFTER, HUB, MIDYEAR, PLANS, SOLVED, Tell, at
from tsunagari.base.errors import BadInput
from tsunagari.engines.indicator.result import Flag
from tsunagari.evaluation.policy.counted import Scope
from tsunagari.evaluation.queries.figures import read_figures
from tsunagari.planning.actions.drafting import draft_year
from tsunagari.planning.actions.writing import KEPT, write_draft
from tsunagari.planning.policy.drafts import Draft, draft_examples, draft_programme, years_later
from tsunagari.programmes.catalogue import Catalogue, load_catalogue
from tsunagari.programmes.check import check_plan
from tsunagari.programmes.differences import compare_years
from tsunagari.registry.models.journal import JournalLine
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.actor import HOUSE, Actor

pytestmark = pytest.mark.django_db
Hubs = tuple[Organisation, Organisation]


Drafting = Callable[..., Draft]


@pytest.fixture
def draft(catalogue: Catalogue, plans: Path) -> Drafting:
    def drafted(on: datetime.date = MIDYEAR, actor: Actor = HOUSE) -> Draft:
        return draft_year(actor, catalogue, plans, 2010, now=at(on))

    return drafted


@pytest.fixture
def drafted(hubs: Hubs, tell: Tell, draft: Drafting, plans: Path, tmp_path: Path) -> Catalogue:
    """The plan of 2010, drafted after the year: three consultations, two solved."""
    for where in (hubs[0], hubs[0], hubs[1]):
        tell(where)
    for where in hubs:
        tell(where, SOLVED)
    write_draft(draft(AFTER), tmp_path)
    return load_catalogue(plans, 2010, drafts=tmp_path)


# ── what is drafted ──
def test_the_draft_loads_and_is_in_order_by_itself(drafted: Catalogue, catalogue: Catalogue) -> None:
    assert check_plan(drafted) == []
    assert [p.key for p in drafted.programmes] == [p.key for p in catalogue.programmes]
    assert drafted.plan.as_of == datetime.date(2010, 10, 1)
    assert drafted.plan.title.ja.startswith("平成22年度")


def test_the_whole_plan_can_be_drafted(tmp_path: Path) -> None:
    whole = load_catalogue(PLANS, 2009)
    write_draft(draft_year(HOUSE, whole, PLANS, 2010, now=at(MIDYEAR)), tmp_path)
    later = load_catalogue(PLANS, 2010, drafts=tmp_path)
    assert len(later.programmes) == len(whole.programmes)
    assert check_plan(later) == []


def test_each_programme_continues_and_its_budget_is_left_to_decide(
    drafted: Catalogue, catalogue: Catalogue
) -> None:
    for programme in drafted.programmes:
        before = catalogue.by_key[programme.key]
        assert programme.budget_yen is None
        assert programme.budget_before_yen == before.budget_yen
        ((title, year, how),) = [(f.title, f.year, f.how) for f in programme.follows]
        assert (title, year, how) == (before.name.ja, 2009, "continues")
        assert (programme.place, programme.eligibility) == (before.place, before.eligibility)
        assert (programme.offers, programme.indicators) == (before.offers, before.indicators)
        assert (programme.lines, programme.reported, programme.is_new) == (None, (), False)


def test_the_two_years_can_be_compared(drafted: Catalogue, catalogue: Catalogue) -> None:
    found = {(difference.what, difference.field) for difference in compare_years(catalogue, drafted)}
    assert found == {("changed", "budget_yen")}


def test_the_evidence_is_evaluations_own_figure(drafted: Catalogue, catalogue: Catalogue) -> None:
    shown = read_figures(catalogue, Scope(2009, AFTER))
    stands = [evidence.result for programme in drafted.programmes for evidence in programme.evidence]
    assert stands == [figure.result for figure in shown]
    cost, solved = drafted.by_key[HUB].evidence[:2]
    assert cost.result.value == Fraction(catalogue.by_key[HUB].budget_yen, 3)
    assert solved.result.value == Fraction(2, 3)
    assert (cost.organisations, cost.lines, cost.until) == (2, 5, AFTER)
    assert cost.judged_by == catalogue.by_key[HUB].digest


def test_within_the_year_the_evidence_is_flagged(hubs: Hubs, tell: Tell, draft: Drafting) -> None:
    tell(hubs[0])
    text = draft().files[f"2010/national/{HUB}.yaml"]
    assert f"flags: [{Flag.PERIODS_DIFFER}]" in text
    assert "value: 1, unit: cases, source: journal, from: 2009-04-01, to: 2009-10-01" in text


def test_a_year_before_or_the_same_is_refused(catalogue: Catalogue, plans: Path) -> None:
    with pytest.raises(BadInput, match="a year after 2009"):
        draft_year(HOUSE, catalogue, plans, 2009, now=at(MIDYEAR))


def test_drafting_is_written_in_the_journal_of_the_planner(
    hubs: Hubs, catalogue: Catalogue, draft: Drafting
) -> None:
    made = draft(actor=Actor(organisation_id=hubs[0].pk, role="planner"))
    line = JournalLine.objects.get(verb="plan.drafted")
    assert (line.organisation, line.year, line.event) == (hubs[0], 2010, "")
    assert line.payload.values["draft"] == made.digest
    assert line.payload.values["plan"] == catalogue.digest


# ── writing and writing again ──
def whats(made: Draft, folder: Path) -> dict[str, str]:
    return {step.file: step.what for step in write_draft(made, folder)}


def test_drafting_again_renews_only_what_nobody_touched(
    hubs: Hubs, tell: Tell, draft: Drafting, tmp_path: Path
) -> None:
    first = whats(draft(), tmp_path)
    assert set(first.values()) == {"new"}
    assert set(whats(draft(), tmp_path).values()) == {"same"}

    hub, other = tmp_path / "2010/national" / f"{HUB}.yaml", "2010/national/n-saisei.yaml"
    edited = hub.read_text(encoding="utf-8").replace("budget_before:", "budget: ４０億円\nbudget_before:")
    hub.write_text(edited, encoding="utf-8")
    (tmp_path / "2010/national/n-chizai.yaml").unlink()
    tell(hubs[0])
    steps = {step.file: step for step in write_draft(draft(AFTER), tmp_path)}

    assert hub.read_text(encoding="utf-8") == edited
    kept = steps[f"2010/national/{HUB}.yaml"]
    assert kept.what == "kept"
    assert kept.difference["budget"] == {"draft": "４０億円", "now": None}
    assert "evidence" in kept.difference
    assert steps["2010/national/n-chizai.yaml"].what == "left out"
    assert steps[other].what == "renewed"


def test_a_file_nobody_drafted_is_never_overwritten(draft: Drafting, tmp_path: Path) -> None:
    path = tmp_path / "2010" / "plan.yaml"
    path.parent.mkdir()
    path.write_text("[mine", encoding="utf-8")
    (step, *_others) = write_draft(draft(), tmp_path)
    assert (step.what, set(step.difference)) == ("kept", {"file"})
    assert path.read_text(encoding="utf-8") == "[mine"


def test_what_lies_there_afterwards_is_known_by_its_digest(draft: Drafting, tmp_path: Path) -> None:
    write_draft(draft(), tmp_path)
    assert (tmp_path / "2010" / KEPT).is_file()


# ── one file ──
def test_a_draft_can_itself_be_carried_over(catalogue: Catalogue) -> None:
    programme = catalogue.by_key[HUB]
    source = (PLANS / f"2009/national/{HUB}.yaml").read_text(encoding="utf-8")
    once = draft_programme(source, programme, [], 2009)
    twice = draft_programme(once, programme, [], 2010)
    assert twice.count("# Drafted") == 1
    assert "budget" not in [line.partition(":")[0] for line in twice.splitlines()]
    assert "budget_before" not in twice


def test_examples_keep_their_firms_and_move_their_days() -> None:
    text = "- name: A\n  given: {firm.founded_on: 2008-02-29, firm.kind: company}\n  verdict: yes\n"
    assert draft_examples(text, 1) == text.replace("2008-02-29", "2009-02-28")
    assert years_later(datetime.date(2008, 2, 29), 4) == datetime.date(2012, 2, 29)
