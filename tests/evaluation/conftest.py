"""A journal to count: hubs of two prefectures that recorded consultations."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from tsunagari.programmes.catalogue import Catalogue, load_catalogue
from tsunagari.registry.actions.journal import record
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.actor import HOUSE

PLANS = Path(__file__).resolve().parents[2] / "plans"
HUB = "n-chiikiryoku"
RECEIVED, SOLVED, CONFIRMED = "consultation.received", "consultation.solved", "consultation.confirmed"
MIDYEAR, AFTER = datetime.date(2009, 10, 1), datetime.date(2010, 7, 1)
Tell = Callable[..., None]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue(PLANS, 2009)


@pytest.fixture
def hubs(db: None) -> tuple[Organisation, Organisation]:
    """One in 宮城, one in 山形."""
    return hub("あおば商工会議所", "04"), hub("もみじ商工会", "06")


def hub(name: str, prefecture: str) -> Organisation:
    return Organisation.objects.create(kind="hub", name=name, kana=name, prefecture=prefecture, is_demo=True)


def at(day: datetime.date, hour: int = 12) -> datetime.datetime:
    clock = datetime.datetime.combine(day, datetime.time(hour))
    return timezone.make_aware(clock, timezone.get_default_timezone())


@pytest.fixture
def tell(hubs: tuple[Organisation, Organisation]) -> Tell:
    """Record an event through the one door into the journal; each is of a case and a firm of its own."""
    cases = iter(range(1, 10_000))

    def told(where: Organisation, event: str = RECEIVED, **parts: Any) -> None:
        case = next(cases)
        given = {
            "verb": "case.opened",
            "programme": HUB,
            "year": 2009,
            "firm_id": case,
            "values": {},
            "on": MIDYEAR,
            "subject_id": case,
        } | parts
        with transaction.atomic():
            record(
                HOUSE,
                given.pop("verb"),
                organisation_id=where.pk,
                subject_kind="case",
                now=at(given.pop("on")),
                event=event,
                **given,
            )

    return told
