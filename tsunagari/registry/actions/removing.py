"""Taking a record out again, if nothing else rests on it."""

from __future__ import annotations

from copy import copy

from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError


def removed(record: models.Model) -> bool:
    """Whether it could go. `record` keeps its number, so that what was written about it can still be said."""
    try:
        with transaction.atomic():
            copy(record).delete()  # which takes the number from the one that it is called on
    except (ProtectedError, IntegrityError):
        return False
    return True
