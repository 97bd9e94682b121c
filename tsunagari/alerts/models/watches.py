"""Who wants to be told of what. All of it goes when they want it no more: nothing here outlives a wish."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tsunagari.alerts.policy.watched import KINDS, RHYTHMS


class Subscriber(models.Model):
    """An address that mails go to. Deleted, with all that hangs on it, when its owner says stop.

    digest     of the address, keyed: one row for one address, and nothing to look an address up by elsewhere
    word       what its links are made of; another one for each subscriber, and never used again
    letters    how many were owed so far: the number of each is part of its key in the outbox
    asked_at   when it was last sent a letter that somebody asked for by typing its address
    """

    digest = models.CharField(max_length=64, unique=True)
    address = models.EmailField(max_length=254)
    word = models.CharField(max_length=43, unique=True)
    letters = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"subscriber {self.pk}"


class Watch(models.Model):
    """A saved search, or the answers of a check. Nothing is told of it until its owner confirmed it by mail.

    kind     a code of policy.watched.KINDS
    pairs    names and values as the page's address carries them
    digest   of both, so that the same is saved once
    next_on  the day to look next
    """

    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="watches")
    kind = models.CharField(max_length=10)
    pairs = models.JSONField()
    digest = models.CharField(max_length=64)
    rhythm = models.CharField(max_length=10)
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    next_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["subscriber", "digest"], name="watch_once"),
            models.CheckConstraint(condition=Q(kind__in=tuple(KINDS)), name="watch_kind_known"),
            models.CheckConstraint(condition=Q(rhythm__in=tuple(RHYTHMS)), name="watch_rhythm_known"),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, next_on=None)
                | Q(confirmed_at__isnull=False, next_on__isnull=False),
                name="watch_looks_when_confirmed",
            ),
        ]
        indexes = [
            models.Index(fields=["next_on"], condition=Q(next_on__isnull=False), name="watch_due"),
            models.Index(fields=["made_at"], condition=Q(confirmed_at=None), name="watch_unconfirmed"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of subscriber {self.subscriber_id}"


class Told(models.Model):
    """What a subscriber was last told of a programme: in the transaction that owed the mail.

    root         the programme's first key: renamed, merged or published again it is still this one
    essence      what it gave and whom, as told
    deadline_on  the last day that was told of
    """

    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="told")
    root = models.CharField(max_length=120)
    essence = models.CharField(max_length=32)
    deadline_on = models.DateField(null=True, blank=True)
    told_at = models.DateTimeField()

    class Meta:
        ordering = ["-told_at", "id"]
        constraints = [models.UniqueConstraint(fields=["subscriber", "root"], name="told_once")]

    def __str__(self) -> str:
        return f"{self.root} to subscriber {self.subscriber_id}"
