"""Keys with which outside software writes on a person's behalf."""

from __future__ import annotations

from django.db import models

from tsunagari.registry.models.people import Membership


class ApiKey(models.Model):
    """A key that acts with one membership's rights. Only its digest is kept; it ends with the membership."""

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="keys")
    label = models.CharField(max_length=80)
    key_digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=8)
    made_at = models.DateTimeField()
    ends_on = models.DateField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "id"]

    def __str__(self) -> str:
        return f"{self.label} …{self.hint}"
