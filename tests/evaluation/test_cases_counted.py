"""Cases as their desk carries them: each counts once, and the firm's answer stands beside the desk's own."""

from __future__ import annotations

import dataclasses
import datetime

import pytest

from tests.cases.desks import GROUPS, MINUTE, NOW, Desk, at, desk, heard, moved, opened
from tests.registry.firms import card
from tsunagari.cases.actions.following_up import confirm_outcome
from tsunagari.cases.actions.handing_over import accept_handoff, refer_case
from tsunagari.cases.models.cases import Case
from tsunagari.engines.indicator.measure import Tally
from tsunagari.evaluation.policy.counted import Scope
from tsunagari.evaluation.queries.outcomes import read_outcomes
from tsunagari.evaluation.queries.tallies import count_programmes
from tsunagari.registry.actions.consents import give_consent
from tsunagari.registry.policy.actor import HOUSE

pytestmark = pytest.mark.django_db
RECEIVED, SOLVED, CONFIRMED = "consultation.received", "consultation.solved", "consultation.confirmed"
LATER = NOW + datetime.timedelta(days=100)
AFTER = Scope(2009, datetime.date(2010, 4, 1))


def closed(home: Desk, outcome: str) -> Case:
    case = heard(home)
    moved(home, case, "advise")
    return moved(home, case, "close", outcome=outcome)


def test_a_case_counts_once_and_its_outcome_when_the_firm_tells_it() -> None:
    home = desk()
    case = closed(home, "solved")
    programme = home.delivery.programme.key
    assert count_programmes(AFTER, {})[programme].tallies == {RECEIVED: Tally(1)}
    confirm_outcome(HOUSE, case.pk, "solved", now=LATER)
    assert count_programmes(AFTER, {})[programme].tallies == {
        RECEIVED: Tally(1),
        CONFIRMED: Tally(1),
        SOLVED: Tally(1),
    }


def handed_on() -> Tally:
    """What is counted as received once a case went from one hub to another."""
    home, partner = desk(), desk("もみじ商工会（デモ）", prefecture="06")
    case = heard(home)
    give_consent(home.actor, case.firm, partner.organisation, GROUPS, "紹介のため", "phone", now=NOW + MINUTE)
    moved(home, case, "advise")
    handoff = refer_case(
        home.actor, case.pk, "refer", partner.organisation.pk, note="", now=NOW + 2 * MINUTE, version=None
    )
    accept_handoff(
        partner.actor,
        handoff.pk,
        programme=partner.delivery.programme,
        procedure=partner.delivery.procedure,
        now=NOW + 3 * MINUTE,
    )
    assert Case.objects.count() == 2
    return count_programmes(AFTER, {})[home.delivery.programme.key].tallies[RECEIVED]


def test_a_case_handed_on_within_a_programme_is_one_consultation() -> None:
    assert handed_on() == Tally(1)


def test_counting_it_at_both_desks_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: were the receiving desk to count it too, the test above would turn red."""
    monkeypatch.setattr("tsunagari.cases.actions.opening.is_new_matter", lambda *_: True)
    assert handed_on() == Tally(2)


def test_the_desk_s_word_and_the_firm_s_are_shown_side_by_side() -> None:
    home = desk()
    firms = [card(home.actor, home.organisation, name=f"会社{n}") for n in range(3)]
    cases = [opened(home, firm) for firm in firms]
    for case, outcome in zip(cases, ("solved", "partly", "solved"), strict=True):
        moved(home, case, "accept")
        moved(home, case, "advise")
        moved(home, case, "close", outcome=outcome)
    confirm_outcome(HOUSE, cases[0].pk, "solved", now=LATER)
    confirm_outcome(HOUSE, cases[1].pk, "not_solved", now=LATER)
    told = read_outcomes(AFTER, home.delivery.programme.key)
    assert (told.by_desk, told.by_firm) == ({"solved": 2, "partly": 1}, {"solved": 1, "not_solved": 1})
    assert (told.closed, told.answered, told.agreed) == (3, 2, 1)
    before = read_outcomes(Scope(2009, NOW.date()), home.delivery.programme.key)
    assert (before.closed, before.answered) == (3, 0)
    elsewhere = dataclasses.replace(AFTER, prefecture="40")
    assert read_outcomes(elsewhere, home.delivery.programme.key).closed == 0
    nobody = dataclasses.replace(AFTER, organisations=[at(home.organisation, "officer").organisation.pk + 99])
    assert read_outcomes(nobody, home.delivery.programme.key).closed == 0
