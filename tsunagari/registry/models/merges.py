"""Two cards that turned out to be one firm, and cards that look alike and are not."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from tsunagari.registry.models.firms import Firm
from tsunagari.registry.models.people import Person


class FirmMerge(models.Model):
    """One card taken over by another. Nothing is deleted, so that it can be undone.

    before   fields of `firm` that the merge changed: field → value before
    after    the same fields as the merge left them
    carried  ids of cards that were merged into `merged` and now belong to `firm`
    """

    firm = models.ForeignKey(Firm, models.CASCADE, related_name="merges")
    merged = models.ForeignKey(Firm, models.CASCADE, related_name="+")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    carried = models.JSONField(default=list)
    merged_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    merged_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-merged_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["merged"], condition=Q(undone_at=None), name="merge_in_force_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.merged_id} into {self.firm_id}"


class KnownApart(models.Model):
    """Two cards that someone looked at and found to be different firms; `first` has the smaller id."""

    first = models.ForeignKey(Firm, models.CASCADE, related_name="+")
    second = models.ForeignKey(Firm, models.CASCADE, related_name="+")
    said_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="known_apart_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="known_apart_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} is not {self.second_id}"
