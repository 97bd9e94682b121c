"""What an inbox is asked for, and how its rows fall into groups by the day they are due."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tsunagari.base.errors import BadInput

ROWS = 30  # on one page
VIEWS: dict[str, Promise] = {
    "mine": _("自分の担当"),
    "unheld": _("担当なし"),
    "waiting": _("返事待ち"),
    "all": _("ぜんぶ"),
}
GROUPS: dict[str, Promise] = {
    "overdue": _("期限をすぎたもの"),
    "today": _("今日"),
    "week": _("これから7日"),
    "later": _("そのあと"),
    "undated": _("期限のないもの"),
}
WEEK = datetime.timedelta(days=7)
CURSOR = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}|none)\.([0-9]{1,18})")


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last row of a page: the next page begins after it."""

    due_on: datetime.date | None
    pk: int

    def __str__(self) -> str:
        return f"{self.due_on or 'none'}.{self.pk}"


@dataclass(frozen=True, slots=True)
class InboxQuestion:
    """`view` is one of VIEWS; what is empty narrows nothing; `after` is the last row already seen."""

    view: str = "mine"
    holder: str = ""
    programme: str = ""
    meaning: str = ""
    text: str = ""
    after: Cursor | None = None

    def pairs(self) -> list[tuple[str, str]]:
        """What an address carries to ask the same again, from the first page on."""
        told = (
            ("holder", self.holder),
            ("programme", self.programme),
            ("meaning", self.meaning),
            ("q", self.text),
        )
        return [("view", self.view), *((name, value) for name, value in told if value)]


class Due(Protocol):
    due_on: datetime.date | None


Row = TypeVar("Row", bound=Due)


def read_cursor(text: str) -> Cursor | None:
    """Raises BadInput for what no page of ours ever said."""
    if not text:
        return None
    match = CURSOR.fullmatch(text)
    try:
        if match:
            day = None if match[1] == "none" else datetime.date.fromisoformat(match[1])
            return Cursor(day, int(match[2]))
    except ValueError:
        pass
    raise BadInput(
        given=text, allowed="2009-10-01.123", mend=str(_("はじめのページから見てください。")), where="after"
    )


def group_of(due_on: datetime.date | None, today: datetime.date) -> str:
    """The code of GROUPS that a day belongs to."""
    if due_on is None:
        return "undated"
    if due_on < today:
        return "overdue"
    if due_on == today:
        return "today"
    return "week" if due_on <= today + WEEK else "later"


def grouped(rows: Iterable[Row], today: datetime.date) -> Iterator[tuple[str, Promise, list[Row]]]:
    """Rows in the order of their due days, by group: its code, its label, its rows."""
    for code, members in groupby(rows, key=lambda row: group_of(row.due_on, today)):
        yield code, GROUPS[code], list(members)
