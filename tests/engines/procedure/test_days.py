"""Days of law: what an office's calendar closes, and where limits end."""

from __future__ import annotations

import datetime
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engines.procedure.machine import is_open_day
from tsunagari.engines.procedure.days import (
    ONE_DAY,
    PUBLIC_OFFICES,
    Calendar,
    after_months,
    is_closed_by_law,
    last_day,
    shift,
)
from tsunagari.engines.procedure.declared import Limit

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
COUNTS = st.integers(1, 60)


@pytest.mark.parametrize(
    ("day", "is_closed"),
    [
        ("2009-09-18", False),  # Friday
        ("2009-09-19", True),  # Saturday
        ("2009-09-21", True),  # 敬老の日
        ("2009-09-22", True),  # between two holidays (国民の祝日に関する法律第3条第3項)
        ("2009-09-23", True),  # 秋分の日
        ("2009-05-06", True),  # in place of a Sunday (第3条第2項)
        ("2009-12-28", False),
        ("2009-12-29", True),
        ("2010-01-03", True),
        ("2010-01-04", False),
        ("2019-05-01", True),  # the day of accession
    ],
)
def test_what_the_law_closes(day: str, is_closed: bool) -> None:
    assert is_closed_by_law(date.fromisoformat(day)) is is_closed


def test_an_office_may_close_more() -> None:
    founding = Calendar(frozenset({date(2009, 10, 2)}))
    assert PUBLIC_OFFICES.is_open(date(2009, 10, 2))
    assert not founding.is_open(date(2009, 10, 2))
    assert last_day(Limit(1, is_business=True), date(2009, 10, 1), founding) == date(2009, 10, 5)


def test_three_business_days_over_the_year_end() -> None:
    assert last_day(Limit(3, is_business=True), date(2009, 12, 28), PUBLIC_OFFICES) == date(2010, 1, 6)


def test_a_limit_in_days_that_ends_on_a_closed_day_ends_on_the_next_open_one() -> None:
    assert last_day(Limit(2), date(2009, 9, 17), PUBLIC_OFFICES) == date(2009, 9, 24)
    assert last_day(Limit(1), date(2009, 9, 17), PUBLIC_OFFICES) == date(2009, 9, 18)


@given(DAYS, COUNTS, st.booleans())
def test_no_limit_ends_on_a_closed_day(since: date, count: int, is_business: bool) -> None:
    last = last_day(Limit(count, is_business), since, PUBLIC_OFFICES)
    assert is_open_day(last)
    assert last >= since + datetime.timedelta(count)


@given(DAYS, COUNTS)
def test_a_limit_in_business_days_holds_so_many_open_days(since: date, count: int) -> None:
    last = last_day(Limit(count, is_business=True), since, PUBLIC_OFFICES)
    days = [since + offset * ONE_DAY for offset in range(1, (last - since).days + 1)]
    assert sum(map(is_open_day, days)) == count


@given(DAYS.filter(is_open_day), st.integers(-40, 40))
def test_shifting_an_open_day_there_and_back(day: date, distance: int) -> None:
    assert shift(shift(day, distance, PUBLIC_OFFICES), -distance, PUBLIC_OFFICES) == day


@given(DAYS, COUNTS)
def test_a_later_start_never_ends_earlier(since: date, count: int) -> None:
    limit = Limit(count, is_business=True)
    assert last_day(limit, since, PUBLIC_OFFICES) <= last_day(limit, since + ONE_DAY, PUBLIC_OFFICES)


@pytest.mark.parametrize(
    ("since", "months", "on"),
    [
        ("2009-10-01", 3, "2010-01-04"),  # 1 January is closed
        ("2009-11-30", 3, "2010-03-01"),  # 28 February is a Sunday
        ("2008-11-30", 3, "2009-03-02"),
        ("2009-12-15", 1, "2010-01-15"),
        ("2009-08-31", 1, "2009-09-30"),
        ("2009-10-15", 24, "2011-10-17"),
    ],
)
def test_months_go_by_the_calendar(since: str, months: int, on: str) -> None:
    assert after_months(date.fromisoformat(since), months, PUBLIC_OFFICES) == date.fromisoformat(on)
