"""By when one must have asked for a programme, where it says so."""

from __future__ import annotations

import datetime
import re

from tsunagari.base.errors import BadInput
from tsunagari.base.years import HALF_WIDTH, read_date
from tsunagari.programmes.schema import Programme

JAPAN = datetime.timezone(datetime.timedelta(hours=9))
DAY = r"(?:令和|平成|昭和)?\s*(?:元|[0-9]{1,4})年\s*[0-9]{1,2}月\s*[0-9]{1,2}日"
WEEKDAY = r"(?:\s*[（(][^）)]{1,5}[）)])?"
LAST_DAY = re.compile(rf"(?P<day>{DAY}){WEEKDAY}\s*(?:まで|必着|締切|締め切り|〆切)")


def deadline_of(programme: Programme) -> datetime.date | None:
    """The last day to take the first step; None where none is written, or where several are.

    Never a guess: the end of an outside call, else a whole day (year included) that is called the last one.
    """
    if programme.outside and programme.outside.closes_at:
        return programme.outside.closes_at.astimezone(JAPAN).date()
    step = programme.first_step.ja.translate(HALF_WIDTH) if programme.first_step else ""
    days = {day for found in LAST_DAY.finditer(step) if (day := read_day(found["day"]))}
    return days.pop() if len(days) == 1 else None


def read_day(text: str) -> datetime.date | None:
    try:
        return read_date(re.sub(r"\s", "", text))
    except BadInput:
        return None
