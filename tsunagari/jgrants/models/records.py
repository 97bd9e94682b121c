"""Pulled programmes: the raw record as it came, what people decided about it, how it changed."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from tsunagari.jgrants.models.pulls import Pull


class PulledRecord(models.Model):
    """One programme of the source, once, whatever the number of pulls.

    row, detail     as they came, attachments' bytes aside (their SHA-256 stands instead)
    digest          of both: a different one is a change
    judged          field → {"raw", "value"}: what a person made of that raw value; None: it stays as text.
                    It holds as long as the source says the same.
    doubts          field → why nobody but a person can read it, those already judged aside
    words           what a keyword is looked for in, folded
    gone_at         since when the source lists it no more
    """

    number = models.CharField(max_length=18, unique=True)
    source = models.TextField()
    title = models.TextField()
    row = models.JSONField(default=dict)
    detail = models.JSONField(null=True, blank=True)
    digest = models.CharField(max_length=64)
    judged = models.JSONField(default=dict)
    doubts = models.JSONField(default=dict)
    is_waiting = models.BooleanField(default=False)
    words = models.TextField(default="")
    first_seen_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(is_waiting=True), name="pulled_waiting"),
            models.Index(fields=["gone_at"], name="pulled_gone"),
        ]

    def __str__(self) -> str:
        return self.number


class PulledChange(models.Model):
    """What one pull found different. `fields`: name → [before, after]; empty for new, gone and back."""

    NEW, CHANGED, GONE, BACK = "new", "changed", "gone", "back"

    record = models.ForeignKey(PulledRecord, models.CASCADE, related_name="changes")
    pull = models.ForeignKey(Pull, models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=10)
    fields = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["record", "pull"], name="pulled_change_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id}"
