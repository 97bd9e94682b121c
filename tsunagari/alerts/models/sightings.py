"""Since when each programme has been published, and since when as it is now."""

from __future__ import annotations

from django.db import models


class SightingRow(models.Model):
    """One row for each key that was ever published (policy.sightings.Sighting says what is in it)."""

    key = models.CharField(max_length=120, unique=True)
    root = models.CharField(max_length=120)
    tier = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    essence = models.CharField(max_length=32)
    seen_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.key
