"""Organisations and people for tests: a hub, its branch, another in the place, another far away."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.models.people import Membership, Person
from tsunagari.registry.policy.actor import Actor
from tsunagari.registry.queries.actors import actor_in

LONG_AGO = datetime.datetime(2009, 4, 1, 9, 0, tzinfo=datetime.UTC)
NOW = datetime.datetime(2009, 10, 1, 1, 30, tzinfo=datetime.UTC)
PASSWORD = "ながい-あいことば-2009"


def organisation(name: str = "あおば商工会議所", **fields: Any) -> Organisation:
    given = {"kind": "hub", "kana": name, "prefecture": "04"} | fields
    return Organisation.objects.create(name=name, **given)


def person(mailbox: str = "hana", **fields: Any) -> Person:
    one = Person(email=f"{mailbox}@example.jp", **({"name": f"青葉 {mailbox}"} | fields))
    one.set_password(PASSWORD)
    one.save()
    return one


def member(role: str, home: Organisation, who: Person | None = None) -> Membership:
    who = who or person(f"{role}-{home.pk}")
    return Membership.objects.create(person=who, organisation=home, role=role, since=LONG_AGO)


def actor(role: str, home: Organisation, who: Person | None = None) -> Actor:
    return actor_in(member(role, home, who))


@dataclass(frozen=True, slots=True)
class Country:
    """Organisations in every relation that one can have to another."""

    home: Organisation
    branch: Organisation
    neighbour: Organisation
    far: Organisation


def country() -> Country:
    home = organisation()
    return Country(
        home=home,
        branch=organisation("あおば商工会議所 支所", parent=home),
        neighbour=organisation("みどり支援センター", kind="support_centre"),
        far=organisation("わかば商工会議所", prefecture="40"),
    )
