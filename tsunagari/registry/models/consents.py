"""What a firm agreed to share."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tsunagari.registry.models.firms import Firm
from tsunagari.registry.models.organisations import Organisation


class Consent(models.Model):
    """A firm's consent: what may be seen by whom, for what, until when. It counts until revoked or ended.

    groups    field groups of the firm: codes of policy.field_groups.FIELD_GROUPS
    may_approach  the firm also agreed to be written to or called about programmes that may fit it
    given_how how it was given: page, phone, visit, paper
    ends_on   the last day; empty: until revoked
    """

    firm = models.ForeignKey(Firm, models.PROTECT, related_name="consents")
    given_to = models.ForeignKey(Organisation, models.PROTECT, related_name="consents")
    groups = models.JSONField(default=list)
    purpose = models.CharField(max_length=120)
    may_approach = models.BooleanField(default=False)
    given_how = models.CharField(max_length=10)
    given_at = models.DateTimeField()
    ends_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-given_at", "id"]
        indexes = [
            models.Index(fields=["given_to", "firm"], condition=Q(revoked_at=None), name="consent_unrevoked"),
        ]

    def __str__(self) -> str:
        return f"firm {self.firm_id} to {self.given_to_id}"
