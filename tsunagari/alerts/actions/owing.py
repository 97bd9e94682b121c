"""Letters owed to a subscriber: each under a key of its own, in the transaction of what it tells of."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from tsunagari.alerts.models.watches import Subscriber
from tsunagari.registry.actions import outbox
from tsunagari.registry.actions.mails import KIND


def owe(subscriber: Subscriber, mail: Mapping[str, object], *, now: datetime.datetime) -> None:
    """Put {subject, text, html?, headers?} into the outbox. The caller holds the subscriber's row."""
    subscriber.letters += 1
    subscriber.save(update_fields=["letters"])
    key = f"{prefix_of(subscriber)}{subscriber.letters}"
    outbox.put(KIND, key, {"to": subscriber.address, **mail}, due_at=now, now=now)


def prefix_of(subscriber: Subscriber) -> str:
    """What the keys of all its letters begin with."""
    return f"alert:{subscriber.pk}:"
