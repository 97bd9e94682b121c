"""Owners who want to be told, and the days that pass for them."""

from __future__ import annotations

import datetime

from tsunagari.alerts.actions.saving import confirm_watches, save_watch
from tsunagari.alerts.actions.telling import tell_subscribers
from tsunagari.alerts.models.watches import Subscriber
from tsunagari.alerts.policy.watched import CHECK, SEARCH, Watched
from tsunagari.navigator.queries.editions import edition_of
from tsunagari.registry.models.outbox import OutboxItem

NOW = datetime.datetime(2009, 10, 1, 1, 30, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
HOUR = datetime.timedelta(hours=1)
ADDRESS = "owner@example.jp"
QUIET = Watched(SEARCH, (("q", "補聴器の店を静かにしたい"),))
SMALL = Watched(CHECK, (("firm.employees_regular", "0-5"),))


def asked(
    watched: Watched = QUIET, address: str = ADDRESS, rhythm: str = "daily", *, now: datetime.datetime = NOW
) -> Subscriber:
    """Typed in on the page; the mail that asks to confirm is owed."""
    save_watch(address, watched, rhythm, now=now)
    return Subscriber.objects.get(address=address)


def subscribed(
    *watched: Watched, address: str = ADDRESS, rhythm: str = "daily", now: datetime.datetime = NOW
) -> Subscriber:
    """Asked and confirmed; the mail that asked has left."""
    for one in watched or (QUIET,):
        subscriber = asked(one, address, rhythm, now=now)
    numbers = [watch.pk for watch in subscriber.watches.all()]
    confirm_watches(subscriber, numbers, edition_of().catalogue, now=now)
    OutboxItem.objects.all().delete()
    return subscriber


def letters_on(day: datetime.datetime) -> list[str]:
    """The subjects of the letters that a look on that day owes."""
    before = set(OutboxItem.objects.values_list("pk", flat=True))
    tell_subscribers(day)
    return [item.payload["subject"] for item in OutboxItem.objects.exclude(pk__in=before).order_by("pk")]
