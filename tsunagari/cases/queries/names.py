"""Names of the people and organisations that a case's entries speak of."""

from __future__ import annotations

from collections.abc import Iterable

from tsunagari.cases.models.cases import Case
from tsunagari.cases.queries.cases import handoffs_of
from tsunagari.cases.queries.people import holders_of
from tsunagari.registry.models.handoffs import Handoff
from tsunagari.registry.models.people import Membership


def names_for(case: Case) -> dict[str, dict[int, str]]:
    """Two queries; a page that already has the records uses `named`."""
    return named(case, holders_of([case.organisation_id]), handoffs_of(case))


def named(
    case: Case, memberships: Iterable[Membership], handoffs: Iterable[Handoff]
) -> dict[str, dict[int, str]]:
    people = {membership.person_id: membership.person.name for membership in memberships}
    if case.holder:
        people[case.holder.pk] = case.holder.name
    return {
        "person": people,
        "organisation": {handoff.sent_to_id: handoff.sent_to.name for handoff in handoffs},
    }
