"""What was last done to the people of a firm."""

from __future__ import annotations

import datetime

from tsunagari.registry.models.firms import Firm
from tsunagari.registry.models.journal import JournalLine
from tsunagari.registry.policy.actor import Actor

UNDO_WITHIN = datetime.timedelta(minutes=10)


def undoable_change(actor: Actor, firm: Firm, *, now: datetime.datetime) -> JournalLine | None:
    """The last change of the firm's people, if the actor made it and it is not long ago."""
    lines = JournalLine.objects.filter(
        firm_id=firm.pk, verb="firm.changed", digests__has_key="contacts", at__gte=now - UNDO_WITHIN
    )
    last = lines.select_related("payload").order_by("at", "pk").last()
    is_own = last is not None and actor.person_id is not None and last.actor_id == actor.person_id
    return last if is_own and last.payload.erased_at is None else None
