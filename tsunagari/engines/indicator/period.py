"""The days a figure covers. Two figures are divided only where they cover the same days."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

APRIL, MARCH = 4, 3


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """First and last day, both included."""

    first: datetime.date
    last: datetime.date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def fiscal_year(year: int) -> Period:
    """1 April of `year` to 31 March of the next."""
    return Period(datetime.date(year, APRIL, 1), datetime.date(year + 1, MARCH, 31))


def recorded_until(year: int, as_of: datetime.date) -> Period | None:
    """The part of the fiscal year that has been recorded by the end of `as_of`; None before it begins."""
    whole = fiscal_year(year)
    return Period(whole.first, min(whole.last, as_of)) if as_of >= whole.first else None
