"""Months later the firm itself says what became of it."""

from __future__ import annotations

import datetime

from django.db import transaction

from tsunagari.base.errors import BadInput
from tsunagari.cases.actions.lines import about, counting_for
from tsunagari.cases.models.follow_ups import FollowUp
from tsunagari.cases.queries.procedures import procedure_of
from tsunagari.engines.procedure.positions import follow_up_events
from tsunagari.registry.actions.journal import record
from tsunagari.registry.policy.actor import Actor


@transaction.atomic
def confirm_outcome(
    actor: Actor, case_id: int, outcome: str, *, note: str = "", now: datetime.datetime
) -> FollowUp:
    """Keep the firm's own answer, once. Raises BadInput for an unknown outcome or a second answer."""
    follow_up = (
        FollowUp.objects.select_for_update(of=("self",))
        .select_related("case")
        .filter(case_id=case_id, cancelled_at=None)
        .first()
    )
    if follow_up is None or follow_up.answered_at is not None:
        raise BadInput(given=outcome, allowed="a question that is still open", where="outcome")
    case = follow_up.case
    asking = procedure_of(case).follow_up
    codes = [option.code for option in asking.asks.options] if asking else []
    if outcome not in codes:
        raise BadInput(given=outcome, allowed=", ".join(codes), where="outcome")
    follow_up.outcome, follow_up.note, follow_up.answered_at = outcome, note.strip(), now
    follow_up.save(update_fields=["outcome", "note", "answered_at"])
    for event in follow_up_events(procedure_of(case), outcome) or ("",):
        record(
            actor,
            "case.confirmed",
            **about(case),
            **counting_for(case),
            event=event,
            now=now,
            values={"outcome": outcome, "note": follow_up.note},
        )
    return follow_up
