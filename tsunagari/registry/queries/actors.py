"""Who someone is right now: looked up at every request, so that leaving works at the next one."""

from __future__ import annotations

import datetime
from dataclasses import replace

from django.db.models import QuerySet

from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.models.people import Deputising, Membership, Person
from tsunagari.registry.policy.actor import VISITOR, Actor
from tsunagari.registry.policy.roles import OWNER, SEES_BRANCHES

# All that an actor is made of, and the whole person.
NEEDED = (
    *("role", "organisation__name", "organisation__name_en", "organisation__id"),
    *("person__password", "person__last_login", "person__email", "person__name", "person__kana"),
    *("person__is_active", "person__is_demo"),
)


def person_with_roles(person_id: int) -> Person | None:
    """The person, with the roles they hold now at hand; None where there is no such person.

    One query for whoever holds a role, two for others: it is asked at each request of someone signed in.
    """
    roles = Membership.objects.filter(person=person_id, ended_at=None)
    held = list(roles.select_related("person", "organisation").only(*NEEDED))
    person = held[0].person if held else Person.objects.filter(pk=person_id).first()
    if person is not None:
        person.roles_at_hand = held
    return person


def roles_of(person: Person) -> list[Membership]:
    """The roles a person holds now: those at hand, else those of the record."""
    return list(memberships_of(person)) if person.roles_at_hand is None else person.roles_at_hand


def memberships_of(person: Person) -> QuerySet[Membership]:
    """The roles a person holds now, in a fixed order."""
    return person.memberships.filter(ended_at=None).select_related("organisation")


def actor_of(
    person: Person, *, today: datetime.date, membership_id: int | None = None, behalf_id: int | None = None
) -> Actor:
    """The actor a signed-in person is: in the role asked for, else in the first one; an owner without any.

    `behalf_id` is a deputising in force today under which the person acts; then the absent one's role counts.
    """
    if not person.is_active:
        return VISITOR
    if behalf_id is not None and (deputising := deputising_in_force(person, behalf_id, today=today)):
        absent = deputising.membership
        return replace(
            actor_in(absent),
            person_id=person.pk,
            name=person.name,
            on_behalf_of_id=absent.person_id,
            on_behalf_of=absent.person.name,
        )
    held = roles_of(person)
    chosen = next((one for one in held if one.pk == membership_id), held[0] if held else None)
    if chosen is None:
        return Actor(person_id=person.pk, name=person.name, role=OWNER)
    return replace(actor_in(chosen), name=person.name)


def actor_in(membership: Membership, *, key_id: int | None = None) -> Actor:
    """The actor that a membership makes of its person."""
    return Actor(
        person_id=membership.person_id,
        organisation_id=membership.organisation_id,
        role=membership.role,
        organisations=organisations_read_by(membership),
        key_id=key_id,
        organisation=membership.organisation.words,
    )


def organisations_read_by(membership: Membership) -> frozenset[int]:
    """The organisation itself; for roles that see branches also those beneath it, at any depth."""
    found = {membership.organisation_id}
    if membership.role in SEES_BRANCHES:
        edge = found
        while edge:
            branches = Organisation.objects.filter(parent__in=edge).values_list("pk", flat=True)
            edge = set(branches) - found
            found = found | edge
    return frozenset(found)


def deputising_in_force(person: Person, deputising_id: int, *, today: datetime.date) -> Deputising | None:
    """The deputising, if the person may act under it today and the absent one still holds the role."""
    return (
        person.deputisings.filter(
            pk=deputising_id,
            begins_on__lte=today,
            ends_on__gte=today,
            ended_at=None,
            membership__ended_at=None,
            membership__person__is_active=True,
        )
        .select_related("membership__organisation", "membership__person")
        .first()
    )
