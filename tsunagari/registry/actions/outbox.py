"""Work to be done later: owed where it becomes due, taken up under a lease, never doubled unasked.

    waiting ── claim ── begin ──▶ sending ── finish ──▶ done
       ▲                            │ ├── fail ──▶ waiting again, later; after MOST_ATTEMPTS: failed
       │                            │ └── doubt, or the lease runs out ──▶ uncertain ── settle ──▶ settled
       └────────────────────────────┘   (what may be repeated is simply taken up again)

A worker can be killed between any two of these. Before `begin` nothing was done, and the next worker takes
the item up. After it nobody can know: what may not be repeated waits for a person.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.db.transaction import TransactionManagementError

from tsunagari.base.errors import BadInput
from tsunagari.registry.models.outbox import OutboxItem

LEASE = datetime.timedelta(minutes=5)  # longer than any handler works on one item
LONGEST_KEY = 120
MOST_ATTEMPTS = 8
FIRST_PAUSE, LONGEST_PAUSE = datetime.timedelta(minutes=1), datetime.timedelta(hours=6)


def put(
    kind: str,
    key: str,
    payload: Mapping[str, Any],
    *,
    due_at: datetime.datetime,
    now: datetime.datetime,
    organisation_id: int | None = None,
) -> OutboxItem:
    """Owe one piece of work, in the caller's transaction: what rolls back is not owed.

    `kind` names a handler of the worker. A `key` that stands already is the same work: its item is returned.
    Raises TransactionManagementError outside a transaction, BadInput for a key that cannot be kept.
    """
    if not transaction.get_connection().in_atomic_block:
        raise TransactionManagementError("put belongs in the transaction of the record that makes it due")
    if not 0 < len(key) <= LONGEST_KEY:
        raise BadInput(given=key, allowed=f"1-{LONGEST_KEY} characters", where="outbox key")
    item, _ = OutboxItem.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "payload": dict(payload),
            "organisation_id": organisation_id,
            "made_at": now,
            "due_at": due_at,
        },
    )
    return item


@transaction.atomic
def claim(
    worker: str, *, now: datetime.datetime, limit: int, repeatable: Collection[str] = ()
) -> list[OutboxItem]:
    """Lease up to `limit` due items to `worker`, the longest due first. Two workers never hold one item."""
    free = Q(lease_until=None) | Q(lease_until__lte=now)
    again = Q(state="sending", kind__in=repeatable)
    due = OutboxItem.objects.filter(free, Q(state="waiting") | again, due_at__lte=now)
    items = list(due.select_for_update(skip_locked=True)[:limit])
    for item in items:
        item.lease_by, item.lease_until = worker, now + LEASE
    OutboxItem.objects.bulk_update(items, ["lease_by", "lease_until"])
    return items


def begin(item: OutboxItem, worker: str, *, now: datetime.datetime) -> bool:
    """Say that the work starts now. False: the lease was lost meanwhile, leave it alone."""
    held = OutboxItem.objects.filter(
        pk=item.pk, state__in=("waiting", "sending"), lease_by=worker, lease_until__gt=now
    )
    return bool(held.update(state="sending", attempts=F("attempts") + 1, lease_until=now + LEASE))


def release(worker: str) -> int:
    """Give back what `worker` holds and has not begun."""
    held = OutboxItem.objects.filter(state="waiting", lease_by=worker)
    return held.update(lease_by="", lease_until=None)


def withdraw(prefix: str) -> int:
    """Owe no more what nobody has begun of the keys that begin so, and forget what the others carried.

    What a worker is doing right now it still does. Returns how many items are no longer owed.
    """
    of_prefix = OutboxItem.objects.filter(key__startswith=prefix)
    of_prefix.exclude(state__in=("waiting", "sending")).update(payload={})
    return of_prefix.filter(state="waiting").delete()[0]


def finish(item: OutboxItem, worker: str, *, now: datetime.datetime) -> bool:
    """The work is done, and what it carried forgotten: mails hold links that are one person's.

    Counts also for a worker so slow that its item was already in doubt.
    """
    held = OutboxItem.objects.filter(pk=item.pk, state__in=("sending", "uncertain"), lease_by=worker)
    return bool(held.update(state="done", done_at=now, lease_until=None, error="", payload={}))


@transaction.atomic
def fail(item: OutboxItem, worker: str, error: str, *, now: datetime.datetime) -> bool:
    """The work was certainly not done: try again later, each pause longer, and give up in the end."""
    held = OutboxItem.objects.select_for_update().filter(pk=item.pk, state="sending", lease_by=worker).first()
    if held is None:
        return False
    held.state = "waiting" if held.attempts < MOST_ATTEMPTS else "failed"
    held.due_at = now + pause_after(held.attempts)
    held.error, held.lease_by, held.lease_until = error, "", None
    held.save(update_fields=["state", "due_at", "error", "lease_by", "lease_until"])
    return True


def pause_after(attempts: int) -> datetime.timedelta:
    """1, 4, 16, 64 minutes … six hours at most."""
    return min(FIRST_PAUSE * 4 ** (attempts - 1), LONGEST_PAUSE)


def doubt(item: OutboxItem, worker: str, error: str) -> bool:
    """The work broke off and may have been done: a person must look."""
    held = OutboxItem.objects.filter(pk=item.pk, state="sending", lease_by=worker)
    return bool(held.update(state="uncertain", error=error))


def flag_cut_off(*, now: datetime.datetime, repeatable: Collection[str] = ()) -> int:
    """Put in doubt what a worker began, did not finish and no longer holds. Returns how many."""
    cut_off = OutboxItem.objects.filter(state="sending", lease_until__lte=now).exclude(kind__in=repeatable)
    return cut_off.update(state="uncertain", error="cut off between doing and recording")
