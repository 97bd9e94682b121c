"""The demo's firms: kept by the demo's hub, some of them shared with its neighbours."""

from __future__ import annotations

import datetime

from django.db import transaction

from tsunagari.registry.actions.consents import give_consent
from tsunagari.registry.actions.firm_terms import index_firms
from tsunagari.registry.actions.journal import Entry, record_all
from tsunagari.registry.models.firms import Contact, Firm
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.actor import HOUSE
from tsunagari.registry.policy.demo_firms import DemoFirm, demo_firms
from tsunagari.registry.policy.demo_people import FAR, HOME
from tsunagari.registry.policy.field_groups import CONSULTATIONS, CONTACT, FIELD_GROUPS
from tsunagari.registry.policy.organisations import HUB

SHARED_EACH, FAR_COUNT = 25, 12  # every 25th firm is shared; the far hub keeps a few of its own
HALF_A_YEAR = datetime.timedelta(days=184)
PURPOSE = "取引の相談を引き継ぐため（デモ）"


@transaction.atomic
def load_demo_firms(*, now: datetime.datetime) -> int:
    """The demo's firms, their people and consents. Needs the demo's organisations.

    `now` is the demo's day; the cards were opened half a year before it. Asked again, nothing changes: cases
    hang on the cards. Real records are left alone. Returns how many demo firms there are.
    """
    began = now - HALF_A_YEAR
    home, far = demo_hub(HOME), demo_hub(FAR)
    if not Firm.objects.filter(kept_by=home, is_demo=True).exists():
        every = list(demo_firms())
        take_on(far, every[-FAR_COUNT:], began)
        share(take_on(home, every, began), began)
    return Firm.objects.filter(is_demo=True).count()


def demo_hub(prefecture: str) -> Organisation:
    return Organisation.objects.get(prefecture=prefecture, kind=HUB, parent=None, is_demo=True)


def take_on(home: Organisation, invented: list[DemoFirm], now: datetime.datetime) -> list[Firm]:
    """Cards, people, words and lines, all at once."""
    made = Firm.objects.bulk_create(
        Firm(kept_by=home, made_at=now, changed_at=now, is_demo=True, **one.fields) for one in invented
    )
    Contact.objects.bulk_create(
        Contact(firm=firm, name=one.contact, kana=one.contact_kana, duty="代表", phone=firm.phone)
        for firm, one in zip(made, invented, strict=True)
        if one.contact
    )
    index_firms(made)
    entries = [
        Entry(verb="firm.opened", subject_kind="firm", subject_id=firm.pk, firm_id=firm.pk, values=one.fields)
        for firm, one in zip(made, invented, strict=True)
    ]
    record_all(HOUSE, entries, organisation_id=home.pk, now=now)
    return made


def share(firms: list[Firm], now: datetime.datetime) -> None:
    """Some firms agreed that a neighbour sees their contact, some that it sees everything and may call."""
    neighbours = Organisation.objects.filter(prefecture=HOME, is_demo=True).exclude(kind=HUB).order_by("pk")
    desks = list(neighbours)
    for number, firm in enumerate(firms[::SHARED_EACH]):
        desk, is_whole = desks[number % len(desks)], number % 3 == 0
        groups = list(FIELD_GROUPS) if is_whole else [CONTACT, CONSULTATIONS]
        give_consent(HOUSE, firm, desk, groups, PURPOSE, "visit", now=now, may_approach=is_whole)
