"""Lists of rows as people use them: columns that sort, and that leave as a spreadsheet."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.http import QueryDict

from tsunagari.kit.address import query, read_choice

Row = TypeVar("Row")
Cell = str | int | datetime.date | None


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """`value` gives what is sorted and exported; None = not stated, shown and exported as `missing`."""

    code: str
    title: str
    value: Callable[[Row], Cell]
    is_number: bool = False
    missing: str = ""
    width: int = 16


@dataclass(frozen=True, slots=True)
class Sorting:
    """The order in force: a column's code, with `-` before it for descending."""

    code: str
    is_descending: bool = False

    @property
    def aria(self) -> str:
        return "descending" if self.is_descending else "ascending"


def read_sorting(params: QueryDict, columns: Sequence[Column[Row]], *, default: str, where: str) -> Sorting:
    allowed = [sign + column.code for column in columns for sign in ("", "-")]
    text = read_choice(params, "sort", allowed, where=where, default=default)
    return Sorting(text.removeprefix("-"), text.startswith("-"))


def sorted_rows(rows: Iterable[Row], columns: Sequence[Column[Row]], sorting: Sorting) -> list[Row]:
    """Rows in order; what is not stated comes last either way, equals keep their place."""
    (value,) = (column.value for column in columns if column.code == sorting.code)
    every = list(rows)
    known = [row for row in every if value(row) is not None]
    missing = [row for row in every if value(row) is None]
    known.sort(key=value, reverse=sorting.is_descending)  # type: ignore[arg-type]
    return known + missing


@dataclass(frozen=True, slots=True)
class Heading(Generic[Row]):
    """A column's head: its link turns the order round; numbers start with the largest."""

    column: Column[Row]
    href: str
    aria: str


def headings(columns: Sequence[Column[Row]], sorting: Sorting, params: QueryDict) -> list[Heading[Row]]:
    kept = [(name, value) for name, values in params.lists() if name != "sort" for value in values]
    made = []
    for column in columns:
        is_here = column.code == sorting.code
        turned = not sorting.is_descending if is_here else column.is_number
        href = query([*kept, ("sort", ("-" if turned else "") + column.code)])
        made.append(Heading(column, href, sorting.aria if is_here else ""))
    return made
