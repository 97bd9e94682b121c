"""Pulled records for people: the queue, and one record raw beside what was made of it."""

from __future__ import annotations

from django.db.models import QuerySet

from tsunagari.jgrants.models.records import PulledRecord

WAITING, LISTED, GONE = "waiting", "listed", "gone"


def records_in(state: str, words: str) -> QuerySet[PulledRecord]:
    """Records of one state, those that changed last first; `words` folded, in title or text."""
    records = PulledRecord.objects.order_by("-changed_at", "id").defer("row", "detail")
    records = records.exclude(gone_at=None) if state == GONE else records.filter(gone_at=None)
    if state == WAITING:
        records = records.filter(is_waiting=True)
    return records.filter(words__contains=words) if words else records


def counts() -> dict[str, int]:
    listed = PulledRecord.objects.filter(gone_at=None)
    return {
        WAITING: listed.filter(is_waiting=True).count(),
        LISTED: listed.count(),
        GONE: PulledRecord.objects.exclude(gone_at=None).count(),
    }
