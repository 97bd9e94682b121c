"""Years as a plan writes them: ２０年度 means a year of the era the plan was written in."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from tsunagari.base.errors import BadInput
from tsunagari.base.text import half_width
from tsunagari.base.years import ERAS, Era, era_year

TITLE_YEAR = re.compile(r"(令和|平成|昭和)([０-９0-9]+|元)年度.*計画")
WESTERN_YEAR = re.compile(r"(20[0-9]{2}|２０[０-９]{2})年度.*計画")


@dataclass(frozen=True, slots=True)
class PlanTime:
    """The fiscal year of the plan; turns bare era years into years AD."""

    year: int

    def fiscal_year(self, number: str) -> int | None:
        """２０(年度) → 2008 for a plan of 2009: in the era that brings it nearest. None if in no era."""
        count = small_number(number)
        if count > 1900:
            return count
        years = [year for era in ERAS[:3] if (year := year_in(era, count))]
        return min(years, key=lambda year: abs(year - self.year), default=None)

    def day(self, year: str, month: str, day: str | None) -> datetime.date | None:
        """(２１)年(１)月(９)日; without a day, the month's last. None if there is no such day."""
        number, first = self.fiscal_year(year), small_number(month)
        try:
            if number is None:
                return None
            if day:
                return datetime.date(number, first, small_number(day))
            return datetime.date(number + first // 12, first % 12 + 1, 1) - datetime.timedelta(1)
        except ValueError:
            return None


def small_number(digits: str) -> int:
    """元 is 1; more than four digits are no year, month or day, and count as 0."""
    return 1 if digits == "元" else int(half_width(digits)) if len(digits) <= 4 else 0


def year_in(era: Era, count: int) -> int | None:
    try:
        return era_year(era.ja, count)
    except BadInput:
        return None


def year_of_document(lines: Sequence[str]) -> int | None:
    """The fiscal year in the document's title, else None."""
    for line in lines[:60]:
        if match := TITLE_YEAR.search(line):
            era = next(era for era in ERAS if era.ja == match[1])
            return year_in(era, small_number(match[2]))
        if match := WESTERN_YEAR.search(line):
            return int(half_width(match[1]))
    return None
