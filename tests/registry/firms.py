"""What tests of firms begin with: organisations, people who act for them, cards."""

from __future__ import annotations

import datetime
from typing import Any

from tsunagari.registry.actions.firms import open_card
from tsunagari.registry.models.firms import Firm
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.models.people import Membership, Person
from tsunagari.registry.policy.actor import Actor
from tsunagari.registry.policy.roles import COORDINATOR
from tsunagari.registry.queries.actors import actor_in

NOW = datetime.datetime(2009, 10, 1, 10, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=9)))
TODAY = NOW.date()
DAY = datetime.timedelta(days=1)


def organisation(name: str = "あおば商工会議所（デモ）", **fields: Any) -> Organisation:
    given = {"kind": "hub", "name": name, "kana": "あおば", "prefecture": "04"} | fields
    return Organisation.objects.create(**given)


def member(home: Organisation, role: str = COORDINATOR, name: str = "青葉 花") -> Person:
    email = f"p{Person.objects.count()}@example.jp"
    person = Person.objects.create(email=email, name=name)
    Membership.objects.create(person=person, organisation=home, role=role, since=NOW)
    return person


def staff(home: Organisation, role: str = COORDINATOR) -> Actor:
    return actor_in(member(home, role).memberships.get())


def card(actor: Actor, home: Organisation, name: str = "青葉金属工業（デモ）", **fields: Any) -> Firm:
    return open_card(actor, home, {"name": name} | fields, now=NOW)
