"""Work to be done later: the row is the truth, whoever does it only takes it up."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

STATES = ("waiting", "sending", "done", "failed", "uncertain", "settled")


class OutboxItem(models.Model):
    """One mail, reminder, export or feed to make. Written in the transaction that makes it due.

    kind         what to do: a name of the worker's handlers
    key          the same work is never written twice
    state        waiting; sending (someone holds the lease); done; failed (gave up after several attempts);
                 uncertain (cut off between doing and recording: a person must look); settled (a person did)
    lease_until  while it lasts the item belongs to `lease_by`
    """

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120, unique=True)
    payload = models.JSONField(default=dict)
    organisation_id = models.PositiveBigIntegerField(null=True, blank=True)
    state = models.CharField(max_length=10, default="waiting")
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_by = models.CharField(max_length=80, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["due_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=STATES), name="outbox_state_known"),
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(state__in=["waiting", "sending"]), name="outbox_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
