"""What an organisation still owes, and what waits for its people."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from tsunagari.registry.models.outbox import OutboxItem
from tsunagari.registry.policy.actor import Actor


def items_seen(actor: Actor) -> QuerySet[OutboxItem]:
    """The items of the actor's organisation, the latest first."""
    return OutboxItem.objects.filter(organisation_id=actor.organisation_id).order_by("-due_at", "-pk")


def counts_by_state(actor: Actor) -> dict[str, int]:
    counted = items_seen(actor).order_by().values("state").annotate(count=Count("pk"))
    return {row["state"]: row["count"] for row in counted}
