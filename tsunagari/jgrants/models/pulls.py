"""One row for each time that the source was asked."""

from __future__ import annotations

from django.db import models


class Pull(models.Model):
    """`ended_at` is empty while it runs, and stays so where it was interrupted.

    is_complete  the whole list was read, so that what is not on it is gone
    faults       what could not be read: [{"where", "what"}], the first of them
    """

    source = models.TextField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    is_complete = models.BooleanField(default=False)
    listed = models.PositiveIntegerField(default=0)
    repeated = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    back = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField(default=0)
    own = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    faults = models.JSONField(default=list)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"pull {self.pk}"
