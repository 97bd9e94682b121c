"""From a typed address to a confirmed watch, and out again."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import asdict

from django.db import models, transaction
from django.utils.timezone import localdate

from tsunagari.alerts.actions.owing import owe, prefix_of
from tsunagari.alerts.actions.sighting import sight
from tsunagari.alerts.links import CONFIRM, MINE, digest_of, link_to
from tsunagari.alerts.models.sightings import SightingRow
from tsunagari.alerts.models.watches import Subscriber, Watch
from tsunagari.alerts.policy.letters import Letter, confirm_letter, known_letter
from tsunagari.alerts.policy.watched import PAUSES, Watched
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.registry.actions.outbox import withdraw
from tsunagari.registry.policy.tokens import new_token

MOST_WATCHES = 20
CONFIRM_WITHIN = datetime.timedelta(days=7)
ASKED_EVERY = datetime.timedelta(hours=1)
MOST_UNANSWERED = 5  # letters to an address that never confirmed anything
DAY = datetime.timedelta(days=1)


@transaction.atomic
def save_watch(address: str, watched: Watched, rhythm: str, *, now: datetime.datetime) -> None:
    """Keep what is to be watched and ask the address, by mail, whether it wants that.

    Says nothing of whether the address is known. Typing one does no more than send it a letter an hour.
    """
    subscriber, _ = Subscriber.objects.select_for_update().get_or_create(
        digest=digest_of(address), defaults={"address": address, "word": new_token()}
    )
    is_known = subscriber.watches.filter(digest=watched.digest).exists()
    if not is_known and subscriber.watches.count() < MOST_WATCHES:
        subscriber.watches.create(**asdict(watched), digest=watched.digest, rhythm=rhythm, made_at=now)
    if may_be_asked(subscriber, now):
        Subscriber.objects.filter(pk=subscriber.pk).update(asked_at=now)
        owe(subscriber, asdict(letter_to(subscriber)), now=now)


def may_be_asked(subscriber: Subscriber, now: datetime.datetime) -> bool:
    """Whether a letter may go to an address just because somebody typed it."""
    is_soon = subscriber.asked_at is not None and now - subscriber.asked_at < ASKED_EVERY
    is_wanted = subscriber.letters < MOST_UNANSWERED or confirmed(subscriber).exists()
    return is_wanted and not is_soon


def letter_to(subscriber: Subscriber) -> Letter:
    """What there is to confirm; else where its own page is."""
    newest = subscriber.watches.filter(confirmed_at=None).order_by("-made_at").first()
    if newest is None:
        return known_letter(mine=link_to(subscriber, MINE))
    until = localdate(newest.made_at + CONFIRM_WITHIN)
    return confirm_letter(confirm=link_to(subscriber, CONFIRM), until=until)


def confirmed(subscriber: Subscriber) -> models.QuerySet[Watch]:
    return subscriber.watches.exclude(confirmed_at=None)


@transaction.atomic
def confirm_watches(
    subscriber: Subscriber, chosen: Collection[int], catalogue: Catalogue, *, now: datetime.datetime
) -> None:
    """The owner wants those `chosen` of what waits, and none of the others. Looks begin on the next day.

    What is published by now is no news to them.
    """
    if not SightingRow.objects.exists():
        sight(catalogue, now=now)
    waiting = subscriber.watches.filter(confirmed_at=None)
    waiting.filter(pk__in=chosen).update(confirmed_at=now, next_on=localdate(now) + DAY)
    waiting.exclude(pk__in=chosen).delete()
    leave_if_empty(subscriber)


@transaction.atomic
def change_rhythm(watch: Watch, rhythm: str, *, now: datetime.datetime) -> None:
    """From now on daily or weekly; the next look is never later than that asks."""
    next_on = watch.next_on and min(watch.next_on, localdate(now) + PAUSES[rhythm])
    Watch.objects.filter(pk=watch.pk).update(rhythm=rhythm, next_on=next_on)


@transaction.atomic
def drop_watch(watch: Watch) -> None:
    """No more of this one; with the last one the address goes too."""
    subscriber = watch.subscriber
    watch.delete()
    leave_if_empty(subscriber)


def leave_if_empty(subscriber: Subscriber) -> None:
    if not subscriber.watches.exists():
        leave(subscriber)


@transaction.atomic
def leave(subscriber: Subscriber) -> None:
    """Forget the address and everything with it, letters that have not left yet included."""
    withdraw(prefix_of(subscriber))
    subscriber.delete()


def forget_unconfirmed(now: datetime.datetime) -> int:
    """What nobody confirmed in time, and addresses that nothing is left of. Returns how many rows went."""
    late = Watch.objects.filter(confirmed_at=None, made_at__lt=now - CONFIRM_WITHIN)
    watches, _ = late.delete()
    alone = Subscriber.objects.filter(watches=None)
    for subscriber in alone:
        leave(subscriber)
    return watches
