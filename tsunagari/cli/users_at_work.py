"""What the `user` commands do, once Django is awake."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Sequence

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from tsunagari.base.errors import BadInput
from tsunagari.base.places import prefecture
from tsunagari.cli.output import Row, say, show, table
from tsunagari.registry.actions.invitations import invite
from tsunagari.registry.actions.people import change_password, end_membership, take_on
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.models.people import Membership, Person
from tsunagari.registry.policy.actor import HOUSE
from tsunagari.registry.policy.organisations import KINDS
from tsunagari.registry.policy.roles import ADMINISTRATOR
from tsunagari.registry.policy.staff import check_staff_role
from tsunagari.registry.queries.actors import actor_in
from tsunagari.web.accounts.lost_factor import remove_second_factor
from tsunagari.web.clock import the_time


@transaction.atomic
def add(arguments: argparse.Namespace) -> int:
    check_staff_role(arguments.role)
    known = Person.objects.filter(email=arguments.email.strip().lower()).exists()
    password = "" if known else asked_password(arguments, Person(email=arguments.email, name=arguments.name))
    home = founded(arguments) if arguments.new_organisation else organisation(arguments.organisation)
    held = take_on(
        HOUSE,
        home,
        email=arguments.email,
        name=arguments.name,
        role=arguments.role,
        password=password,
        now=the_time(),
    )
    say(f"{held.person.email}: {held.role} of {home.name} (organisation {home.pk})")
    return 0


def organisation(number: int | None) -> Organisation:
    home = Organisation.objects.filter(pk=number).first()
    if home is None:
        mend = "Or found one with --new-organisation NAME."
        raise BadInput(
            given=str(number or ""), allowed="an organisation's number", mend=mend, where="--organisation"
        )
    return home


def founded(arguments: argparse.Namespace) -> Organisation:
    """A new organisation; it needs a name, a known kind and the prefecture it stands in."""
    if arguments.kind not in KINDS:
        raise BadInput(given=arguments.kind, allowed=", ".join(KINDS), where="--kind")
    place = prefecture(arguments.prefecture or "")
    name = arguments.new_organisation
    made, _ = Organisation.objects.get_or_create(
        kind=arguments.kind, name=name, prefecture=place.code, defaults={"kana": name}
    )
    return made


def asked_password(arguments: argparse.Namespace, person: Person) -> str:
    """From standard input or asked twice, never on the command line, where others could read it."""
    if arguments.password_stdin:
        given = sys.stdin.readline().rstrip("\n")
    else:
        given = getpass.getpass("New password: ")
        if getpass.getpass("Again: ") != given:
            raise BadInput(given="two different passwords", allowed="the same one twice", where="password")
    try:
        validate_password(given, person)
    except ValidationError as refused:
        raise BadInput(given="…", allowed=" ".join(refused.messages), where="password") from refused
    return given


def list_roles(arguments: argparse.Namespace) -> int:
    held = Membership.objects.filter(ended_at=None).select_related("person", "organisation")
    show([row_of(one) for one in held], arguments.format, as_text)
    return 0


def row_of(held: Membership) -> Row:
    return {
        "email": held.person.email,
        "name": held.person.name,
        "role": held.role,
        "organisation": held.organisation_id,
        "organisation_name": held.organisation.name,
        "since": held.since.date(),
    }


def as_text(rows: Sequence[Row]) -> str:
    columns = ("email", "name", "role", "organisation", "organisation_name", "since")
    return table(columns, [[str(row[column]) for column in columns] for row in rows])


@transaction.atomic
def end(arguments: argparse.Namespace) -> int:
    held = person_named(arguments.email).memberships.filter(ended_at=None).select_related("person")
    if arguments.organisation is not None:
        held = held.filter(organisation=arguments.organisation)
    for one in held:
        end_membership(HOUSE, one, now=the_time())
    say(f"{arguments.email}: {len(held)} role(s) ended")
    return 0


def person_named(email: str) -> Person:
    person = Person.objects.filter(email=email.strip().lower()).first()
    if person is None:
        raise BadInput(given=email, allowed="the e-mail address of a person here", where="email")
    return person


def set_password(arguments: argparse.Namespace) -> int:
    person = person_named(arguments.email)
    change_password(HOUSE, person, asked_password(arguments, person), now=the_time())
    say(f"{person.email}: new password set")
    return 0


def drop_second_factor(arguments: argparse.Namespace) -> int:
    person = person_named(arguments.email)
    kinds = remove_second_factor(HOUSE, person, now=the_time())
    if not kinds:
        mend = "Nothing was changed."
        raise BadInput(given=person.email, allowed="a person with a second factor", mend=mend, where="email")
    say(f"{person.email}: removed {', '.join(kinds)}; `tsunagari worker` sends a mail that says so")
    return 0


def invite_by_mail(arguments: argparse.Namespace) -> int:
    boss = person_named(arguments.by).memberships.filter(ended_at=None, role=ADMINISTRATOR).first()
    if boss is None:
        raise BadInput(given=arguments.by, allowed="an administrator's e-mail address", where="--by")
    offer = invite(
        actor_in(boss),
        boss.organisation,
        arguments.email,
        arguments.role,
        link=lambda word: settings.SITE + reverse("invitation", args=[word]),
        now=the_time(),
    )
    say(f"{offer.email}: invited until {offer.ends_at:%Y-%m-%d}; `tsunagari worker` sends the mail")
    return 0
