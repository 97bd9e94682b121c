"""The demo's people, taken on in their roles."""

from __future__ import annotations

import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.models.people import Membership, Person
from tsunagari.registry.policy.demo_people import BRANCH_NAME, DEMO_PASSWORD, DEMO_PEOPLE, HOME, DemoPerson
from tsunagari.registry.policy.organisations import HUB
from tsunagari.registry.policy.roles import OWNER


@transaction.atomic
def load_demo_people(*, now: datetime.datetime) -> list[Person]:
    """The demo's people in their roles, with the demo's password; asked again, the same ones.

    Needs the demo's organisations. Real people are left alone.
    """
    branch = demo_branch()
    password = make_password(DEMO_PASSWORD)
    return [take_on(one, branch, password, now) for one in DEMO_PEOPLE]


def demo_branch() -> Organisation:
    hub = demo_organisation_of(HOME, HUB)
    branch, _ = Organisation.objects.update_or_create(
        prefecture=HOME,
        kind=HUB,
        name=hub.name.replace("（デモ）", f" {BRANCH_NAME}（デモ）"),
        defaults={
            "name_en": hub.name_en.replace("(demo)", "Ishinomaki branch (demo)"),
            "kana": f"{hub.kana}いしのまきししょ",
            "parent": hub,
            "phone": "000-0004-0101",
            "url": "https://www.example.jp/04/hub/ishinomaki",
            "themes": hub.themes,
            "is_demo": True,
        },
    )
    return branch


def demo_organisation_of(prefecture: str, kind: str) -> Organisation:
    return Organisation.objects.get(prefecture=prefecture, kind=kind, parent=None, is_demo=True)


def take_on(one: DemoPerson, branch: Organisation, password: str, now: datetime.datetime) -> Person:
    person, _ = Person.objects.update_or_create(
        email=one.email, defaults={"name": f"{one.name}（デモ）", "password": password, "is_demo": True}
    )
    if one.role != OWNER:  # an owner works for no support organisation
        organisation = branch if one.is_at_branch else demo_organisation_of(one.prefecture, one.kind)
        Membership.objects.get_or_create(
            person=person,
            organisation=organisation,
            role=one.role,
            ended_at=None,
            defaults={"since": now},
        )
    return person
