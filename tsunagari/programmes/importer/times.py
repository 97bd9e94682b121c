"""Years as a plan writes them: ２０年度 means a year of the era the plan was written in."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from tsunagari.base.errors import BadInput
from tsunagari.base.text import half_width
from tsunagari.base.years import ERAS, era_year

TITLE_YEAR = re.compile(r"(令和|平成|昭和)([０-９0-9]+|元)年度.*計画")
WESTERN_YEAR = re.compile(r"(20[0-9]{2}|２０[０-９]{2})年度.*計画")


@dataclass(frozen=True, slots=True)
class PlanTime:
    """The fiscal year of the plan; turns bare era years into years AD."""

    year: int

    def fiscal_year(self, number: str) -> int:
        """２０(年度) → 2008 for a plan of 2009: the era in which it lies nearest the plan."""
        count = 1 if number == "元" else int(half_width(number))
        if count > 1900:
            return count
        years = []
        for era in ERAS[:3]:
            try:
                years.append(era_year(era.ja, count))
            except BadInput:
                continue
        if not years:
            raise BadInput(given=f"{number}年度", allowed="a year of 昭和, 平成 or 令和")
        return min(years, key=lambda year: abs(year - self.year))

    def day(self, year: str | None, month: str, day: str | None) -> datetime.date | None:
        """(２１)年(１)月(９)日; without a day, the month's last. None if there is no such day."""
        number = self.fiscal_year(year) if year else self.year
        first = int(half_width(month))
        try:
            if day:
                return datetime.date(number, first, int(half_width(day)))
            return datetime.date(number + first // 12, first % 12 + 1, 1) - datetime.timedelta(1)
        except ValueError:
            return None


def year_of_document(lines: Sequence[str]) -> int | None:
    """The fiscal year in the document's title, else None."""
    for line in lines[:60]:
        if match := TITLE_YEAR.search(line):
            number = 1 if match[2] == "元" else int(half_width(match[2]))
            return era_year(match[1], number)
        if match := WESTERN_YEAR.search(line):
            return int(half_width(match[1]))
    return None
