"""Days, fiscal years and eras. A fiscal year runs from 1 April to 31 March and is named by its April."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from tsunagari.base.errors import BadInput

HALF_WIDTH = str.maketrans("０１２３４５６７８９／．－", "0123456789/.-")
ALLOWED = "a day such as 2009-01-09, 2009年1月9日, 平成21年1月9日 or H21.1.9"


@dataclass(frozen=True, slots=True)
class Era:
    """`base` + year of the era = year AD."""

    ja: str
    letter: str
    first: datetime.date
    base: int


ERAS = (
    Era("令和", "R", datetime.date(2019, 5, 1), 2018),
    Era("平成", "H", datetime.date(1989, 1, 8), 1988),
    Era("昭和", "S", datetime.date(1926, 12, 25), 1925),
    Era("大正", "T", datetime.date(1912, 7, 30), 1911),
    Era("明治", "M", datetime.date(1868, 1, 25), 1867),
)
ERA_AND_YEAR = r"(?P<era>令和|平成|昭和|大正|明治|[RHSTM])?\s*(?P<year>元|[0-9]{1,4})"
KANJI = re.compile(ERA_AND_YEAR + r"年\s*(?P<month>[0-9]{1,2})月\s*(?P<day>[0-9]{1,2})日")
MARKED = re.compile(ERA_AND_YEAR + r"(?P<mark>[-/.])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})")


def fiscal_year_of(day: datetime.date) -> int:
    return day.year if day.month >= 4 else day.year - 1


def era_of(day: datetime.date) -> Era:
    """The era a day lies in. Raises BadInput before 明治."""
    for era in ERAS:
        if day >= era.first:
            return era
    raise BadInput(given=day.isoformat(), allowed=f"a day from {ERAS[-1].first}", mend="Write the year AD.")


def era_year(name: str, year: int) -> int:
    """The year AD of a year of an era: 平成21 → 2009. Raises BadInput for years the era never had."""
    era = next((era for era in ERAS if name in (era.ja, era.letter)), None)
    if era is None:
        raise BadInput(given=name, allowed="、".join(era.ja for era in ERAS), mend="Write the year AD.")
    ad = era.base + year
    if year < 1 or ad > last_year(era):
        raise BadInput(given=f"{name}{year}年", allowed=f"{era.ja}1年 to {last_year(era) - era.base}年")
    return ad


def last_year(era: Era) -> int:
    position = ERAS.index(era)
    return ERAS[position - 1].first.year if position else datetime.MAXYEAR


def read_date(text: str) -> datetime.date:
    """A day in ISO form or as people write it, of either calendar.

    Raises BadInput for a day that does not exist, and for one outside its era (昭和64年1月8日).
    """
    plain = text.strip().translate(HALF_WIDTH)
    match = KANJI.fullmatch(plain) or MARKED.fullmatch(plain)
    if not match or (match["era"] is None and (match["year"] == "元" or len(match["year"]) < 4)):
        raise BadInput(given=text, allowed=ALLOWED, mend="Write year, month and day.")
    number = 1 if match["year"] == "元" else int(match["year"])
    try:
        year = era_year(match["era"], number) if match["era"] else number
        day = datetime.date(year, int(match["month"]), int(match["day"]))
    except ValueError as error:
        mend = str(error) if isinstance(error, BadInput) else "There is no such day."
        raise BadInput(given=text, allowed=ALLOWED, mend=mend) from error
    if match["era"] and match["era"] not in (era_of(day).ja, era_of(day).letter):
        raise BadInput(given=text, allowed=ALLOWED, mend=f"That day lies in {era_of(day).ja}.")
    return day


def date_ja(day: datetime.date) -> str:
    """2009年10月1日（平成21年10月1日）."""
    western = f"{day.year}年{day.month}月{day.day}日"
    return f"{western}（{wareki(day)}）"


def wareki(day: datetime.date) -> str:
    era = era_of(day)
    number = day.year - era.base
    return f"{era.ja}{'元' if number == 1 else number}年{day.month}月{day.day}日"


def fiscal_year_ja(year: int) -> str:
    """平成21年度（2009）: the era is that of 1 April."""
    era = era_of(datetime.date(year, 4, 1))
    number = year - era.base
    return f"{era.ja}{'元' if number == 1 else number}年度（{year}）"
