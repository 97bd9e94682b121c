"""Who carries cases."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from tsunagari.registry.models.people import Membership, Person
from tsunagari.registry.policy.roles import COORDINATOR, EXPERT, OFFICER


def holders_of(organisation_ids: Collection[int]) -> QuerySet[Membership]:
    """The memberships of those who can hold a case of these organisations."""
    roles = (COORDINATOR, EXPERT, OFFICER)
    return (
        Membership.objects.filter(
            organisation__in=organisation_ids, ended_at=None, role__in=roles, person__is_active=True
        )
        .select_related("person")
        .only("organisation", "role", "person__name", "person__kana")
    )


def people_of(memberships: QuerySet[Membership]) -> dict[int, Person]:
    """The persons behind memberships, each once, by name."""
    people = (membership.person for membership in memberships)
    return {person.pk: person for person in sorted(people, key=lambda person: (person.kana, person.name))}


def names_of(memberships: QuerySet[Membership]) -> dict[int, str]:
    """The names of the persons behind memberships, each once, by name: where no more of them is needed."""
    found = memberships.values_list("person_id", "person__name", "person__kana")
    return {pk: name for pk, name, kana in sorted(found, key=lambda one: (one[2], one[1]))}
