"""The demo's desk is believable, always the same, and filled only once."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cases.desks import NOW
from tsunagari.cases.actions import demo_cases
from tsunagari.cases.models.cases import Case
from tsunagari.cases.models.entries import CaseEntry
from tsunagari.cases.models.follow_ups import FollowUp
from tsunagari.kit.published import plan_for
from tsunagari.registry.actions.demo_organisations import load_demo_organisations
from tsunagari.registry.actions.demo_people import load_demo_people
from tsunagari.registry.actions.firms import open_card
from tsunagari.registry.models.journal import JournalLine
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.actor import HOUSE

pytestmark = pytest.mark.django_db


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo_cases, "CLOSED", 9)
    monkeypatch.setattr(demo_cases, "SPREAD", 1)
    load_demo_organisations()
    load_demo_people(now=NOW)
    hub = Organisation.objects.get(kind="hub", prefecture="04", parent=None)
    for number in range(7):
        open_card(HOUSE, hub, {"name": f"{number}番の店（デモ）"}, now=NOW, is_demo=True)


def lives() -> list[Any]:
    return list(CaseEntry.objects.order_by("pk").values_list("at", "kind", "verb", "text"))


@pytest.mark.usefixtures("small")
def test_the_demos_desk_has_work_of_every_kind() -> None:
    count = demo_cases.load_demo_cases(plan_for(2009), now=NOW)
    assert count == Case.objects.exclude(channel="handoff").count() == 9 + 42
    assert {"received", "hearing", "advised", "referred", "closed"} <= set(
        Case.objects.values_list("step", flat=True)
    )
    due = Case.objects.filter(closed_at=None, due_on=NOW.date(), meaning="waiting")
    assert due.count() >= 4
    assert Case.objects.filter(closed_at=None, due_on__lt=NOW.date()).exists()
    assert FollowUp.objects.exclude(answered_at=None).exists()
    assert not CaseEntry.objects.filter(at__gt=NOW).exists()
    assert JournalLine.objects.filter(event="consultation.received").count() >= count


@pytest.mark.usefixtures("small")
def test_it_is_filled_once() -> None:
    assert not demo_cases.is_demo_lived_in()
    demo_cases.load_demo_cases(plan_for(2009), now=NOW)
    assert demo_cases.is_demo_lived_in()
    before = lives()
    assert demo_cases.load_demo_cases(plan_for(2009), now=NOW) == 0
    assert lives() == before


def test_without_the_demos_people_and_firms_nothing_is_made() -> None:
    assert demo_cases.load_demo_cases(plan_for(2009), now=NOW) == 0
