"""Who carries cases."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from tsunagari.registry.models.people import Membership, Person
from tsunagari.registry.policy.roles import COORDINATOR, EXPERT, OFFICER


def holders_of(organisation_ids: Collection[int]) -> QuerySet[Membership]:
    """The memberships of those who can hold a case of these organisations."""
    roles = (COORDINATOR, EXPERT, OFFICER)
    return Membership.objects.filter(
        organisation__in=organisation_ids, ended_at=None, role__in=roles, person__is_active=True
    ).select_related("person")


def people_of(memberships: QuerySet[Membership]) -> dict[int, Person]:
    """The persons behind memberships, each once, by name."""
    people = (membership.person for membership in memberships)
    return {person.pk: person for person in sorted(people, key=lambda person: (person.kana, person.name))}
