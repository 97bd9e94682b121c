"""Which movers of a procedure someone is, given their role and their tie to the case."""

from __future__ import annotations

from tsunagari.registry.policy.actor import Actor
from tsunagari.registry.policy.roles import COORDINATOR, EXPERT, OFFICER

APPLICANT, DESK_STAFF, PARTNER_STAFF, CLOCK = "applicant", "desk_staff", "partner_staff", "clock"
MOVERS_OF_ROLE: dict[str, frozenset[str]] = {
    COORDINATOR: frozenset({DESK_STAFF}),
    OFFICER: frozenset({DESK_STAFF, "officer"}),
    EXPERT: frozenset({"expert"}),
}


def staff_movers(role: str) -> frozenset[str]:
    """What a role makes of someone of the organisation that holds the case. An auditor moves nothing."""
    return MOVERS_OF_ROLE.get(role, frozenset())


def partner_movers(role: str) -> frozenset[str]:
    """What a role makes of someone of the organisation that the case was handed to."""
    return frozenset({PARTNER_STAFF}) if DESK_STAFF in staff_movers(role) else frozenset()


def movers_of(actor: Actor, organisation_id: int) -> frozenset[str]:
    """The movers an actor is for a case of an organisation; none for a branch, whose cases are only read."""
    return staff_movers(actor.role) if actor.organisation_id == organisation_id else frozenset()
