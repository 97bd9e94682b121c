"""Forgetting what nobody needs any more. The journal and the records are never swept."""

from __future__ import annotations

import datetime

from tsunagari.registry.models.outbox import OutboxItem
from tsunagari.registry.models.submissions import Submission

# A form sent again after that is a new one.
SUBMISSIONS_KEPT = datetime.timedelta(days=30)
# What a person must look at stays until they have.
OUTBOX_KEPT = datetime.timedelta(days=90)


def sweep_submissions(now: datetime.datetime) -> int:
    """Keys of forms that were sent long ago. Returns how many rows went."""
    return Submission.objects.filter(at__lt=now - SUBMISSIONS_KEPT).delete()[0]


def sweep_outbox(now: datetime.datetime) -> int:
    """Work that was done or settled long ago. Returns how many rows went."""
    closed = OutboxItem.objects.filter(state__in=("done", "settled"), done_at__lt=now - OUTBOX_KEPT)
    return closed.delete()[0]
