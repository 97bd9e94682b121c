"""Days of law: business days, limits that end on an open day, months by the calendar."""

from __future__ import annotations

import datetime
from calendar import monthrange
from dataclasses import dataclass
from functools import lru_cache

import jpholiday

from tsunagari.engines.procedure.declared import Limit

ONE_DAY = datetime.timedelta(1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days an office is open. `closings` are its own, beside those of the law."""

    closings: frozenset[datetime.date] = frozenset()

    def is_open(self, day: datetime.date) -> bool:
        return not is_closed_by_law(day) and day not in self.closings


PUBLIC_OFFICES = Calendar()


@lru_cache(maxsize=4096)
def is_closed_by_law(day: datetime.date) -> bool:
    """行政機関の休日に関する法律第1条: 土曜・日曜、国民の祝日に関する法律の休日、12月29日から1月3日まで。"""
    is_year_end = (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3)
    return day.weekday() >= 5 or is_year_end or jpholiday.is_holiday(day)


def shift(day: datetime.date, business_days: int, calendar: Calendar) -> datetime.date:
    """The open day so many open days after `day` (before it, if negative); 0 is `day` itself."""
    step = ONE_DAY if business_days > 0 else -ONE_DAY
    for _ in range(abs(business_days)):
        day += step
        while not calendar.is_open(day):
            day += step
    return day


def next_open(day: datetime.date, calendar: Calendar) -> datetime.date:
    while not calendar.is_open(day):
        day += ONE_DAY
    return day


def last_day(limit: Limit, since: datetime.date, calendar: Calendar) -> datetime.date:
    """The last day in time. The first day is not counted (民法第140条).

    A limit that would end on a closed day ends on the next open one (行政機関の休日に関する法律第2条).
    """
    if limit.is_business:
        return shift(since, limit.days, calendar)
    return next_open(since + limit.days * ONE_DAY, calendar)


def after_months(since: datetime.date, months: int, calendar: Calendar) -> datetime.date:
    """The same day of a later month, or that month's last (民法第143条第2項); the next open day."""
    years, month = divmod(since.month - 1 + months, 12)
    year, month = since.year + years, month + 1
    return next_open(datetime.date(year, month, min(since.day, monthrange(year, month)[1])), calendar)
