"""The records that a field of a procedure may name."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping

from tsunagari.cases.models.cases import Case
from tsunagari.cases.queries.cases import form_is_filled
from tsunagari.cases.queries.people import holders_of, people_of
from tsunagari.engines.procedure.declared import Field, Move
from tsunagari.registry.queries.consents import consents_of

LOOKED_AT = frozenset({"form_filled", "consent_in_force"})  # guards that the desk can see for itself


def records_for(case: Case, fields: Collection[Field], on: datetime.date) -> dict[str, dict[str, str]]:
    """By field, what may be chosen: code → words. Only for fields that name a record."""
    found: dict[str, dict[str, str]] = {}
    for field in fields:
        if field.kind == "person":
            people = people_of(holders_of([case.organisation_id]))
            found[field.key] = {str(pk): person.name for pk, person in people.items()}
        elif field.kind == "consent":
            found[field.key] = consents_named(case, on)
    return found


def consents_named(case: Case, on: datetime.date) -> dict[str, str]:
    """The firm's consents in force, by whom they are given to and for what."""
    given = [one for one in consents_of(case.firm) if one.revoked_at is None]
    lasting = [one for one in given if one.ends_on is None or one.ends_on >= on]
    return {str(one.pk): f"{one.given_to.name}（{one.purpose}）" for one in lasting}


def guards_seen(case: Case, move: Move, records: Mapping[str, Mapping[str, str]]) -> dict[str, bool]:
    """The guards of a move that the desk can see for itself; a person confirms the others."""
    seen = {
        "form_filled": lambda: form_is_filled(case),
        "consent_in_force": lambda: any(
            records.get(field.key) for field in move.needs if field.kind == "consent"
        ),
    }
    return {guard: seen[guard]() for guard in move.guards if guard in LOOKED_AT}
