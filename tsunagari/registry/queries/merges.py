"""Which cards a firm has taken over."""

from __future__ import annotations

from django.db.models import QuerySet

from tsunagari.registry.models.firms import Firm
from tsunagari.registry.models.merges import FirmMerge


def merges_of(firm: Firm) -> QuerySet[FirmMerge]:
    """The merges in force that can be undone on this card, the latest first."""
    merges = FirmMerge.objects.filter(firm=firm, undone_at=None).select_related("merged")
    return merges.only("firm", "before", "after", "carried", "merged_at", "merged__name")
