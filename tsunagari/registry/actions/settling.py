"""A person decides what became of work in doubt, or given up."""

from __future__ import annotations

import datetime

from django.db import transaction

from tsunagari.base.errors import BadInput, Conflict
from tsunagari.registry.actions.journal import record
from tsunagari.registry.models.outbox import OutboxItem
from tsunagari.registry.policy.actor import Actor
from tsunagari.registry.policy.outbox import DECIDABLE, DECISIONS, SEND_AGAIN


@transaction.atomic
def settle(actor: Actor, item_id: int, decision: str, *, now: datetime.datetime) -> OutboxItem:
    """Send it again at once, or leave it as it is for good.

    Written in the organisation's journal; what belongs to none, such as a mail about an account, to no chain.

    Raises BadInput for an unknown decision, Conflict where the item does not wait for this one (any more).
    """
    if decision not in DECISIONS:
        raise BadInput(given=decision, allowed=", ".join(DECISIONS), where="decision")
    item = OutboxItem.objects.select_for_update().get(pk=item_id)
    if decision not in DECIDABLE.get(item.state, ()):
        raise Conflict(given=decision, allowed="an item that waits for this decision", where=item.state)
    doubted = item.state
    if decision == SEND_AGAIN:
        item.state, item.due_at, item.attempts = "waiting", now, 0
    else:
        item.state, item.done_at, item.payload = "settled", now, {}
    item.lease_by, item.lease_until = "", None
    item.save()
    if item.organisation_id is not None:
        record(
            actor,
            "outbox.settled",
            organisation_id=item.organisation_id,
            subject_kind="outbox",
            subject_id=item.pk,
            now=now,
            values={"key": item.key, "was": doubted, "decision": decision},
        )
    return item
