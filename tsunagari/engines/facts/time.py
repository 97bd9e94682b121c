"""How long a firm has been in business."""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Mapping
from typing import Any

from tsunagari.engines.facts.statutes import Statutes


def months_in_business(
    given: Mapping[str, Any], *, statutes: Statutes, as_of: datetime.date
) -> frozenset[int] | None:
    """Whole months from the founding day to `as_of`, by the calendar (民法第143条); None = unknown."""
    founded = given.get("firm.founded_on")
    if founded is None:
        return None
    months = (as_of.year - founded.year) * 12 + as_of.month - founded.month
    return frozenset({months - (as_of.day < founded.day and not is_month_end(as_of))})


def is_month_end(day: datetime.date) -> bool:
    """A day of the founding month that does not exist falls on the month's last day."""
    return (day + datetime.timedelta(1)).month != day.month


def founded_by(months: int, as_of: datetime.date) -> datetime.date:
    """The last founding day from which `months` whole months have passed on `as_of`."""
    year, month = divmod(as_of.year * 12 + as_of.month - 1 - months, 12)
    last = monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, last if is_month_end(as_of) else min(as_of.day, last))
