"""The table that every picture has: for the page beside it and for the file, from one source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from tsunagari.kit.tables import Cell, Column

MOST_LINES = 300  # on a page; files hold all
MOST_COLUMNS = 8
YEN = "yen"  # the code of a column of amounts: 60.2億円 on a page, whole yen in a file
MOVE = "move"  # the same with its sign: −3.0億円


@dataclass(frozen=True, slots=True)
class Line:
    """The cells of one row and, if it tells of one, the programme's key.

    asked  by place of a cell: the filters that leave what it counts
    """

    cells: tuple[Cell, ...]
    key: str = ""
    asked: Mapping[int, tuple[tuple[str, str], ...]] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Table:
    """`lead` is the place of the column that names the row."""

    columns: tuple[Column[Line], ...]
    lines: tuple[Line, ...]
    lead: int = 0

    @property
    def is_wide(self) -> bool:
        """Too many columns to be told one below the other on a phone: it scrolls."""
        return len(self.columns) > MOST_COLUMNS

    @property
    def left_out(self) -> int:
        """How many lines are in the file only."""
        return max(0, len(self.lines) - MOST_LINES)

    def shown(self) -> Iterator[tuple[Line, list[tuple[int, Column[Line], Cell]]]]:
        """Each line with its cells, their place and their column; a page shows the first MOST_LINES."""
        for line in self.lines[:MOST_LINES]:
            yield line, list(zip(range(len(line.cells)), self.columns, line.cells, strict=True))


def table_of(
    titles: Sequence[str],
    lines: Iterable[Line],
    *,
    numbers: Iterable[int] = (),
    yen: Iterable[int] = (),
    moves: Iterable[int] = (),
    lead: int = 0,
) -> Table:
    """`numbers`, `yen` and `moves` (yen with a sign) are the places of columns that hold them.

    Not stated reads 記載なし there.
    """
    codes = dict.fromkeys(yen, YEN) | dict.fromkeys(moves, MOVE)
    numeric = codes.keys() | set(numbers)
    columns = tuple(
        Column(
            codes.get(place, str(place)),
            title,
            cell_at(place),
            is_number=place in numeric,
            missing=_("記載なし") if place in numeric else "",
            width=18 if place in numeric else 40,
        )
        for place, title in enumerate(titles)
    )
    return Table(columns, tuple(lines), lead)


def columns_of_file(table: Table) -> tuple[Column[Line], ...]:
    """The columns with their unit in the title: a file holds bare figures."""
    return tuple(
        replace(column, title=_("%(title)s（円）") % {"title": column.title})
        if column.code in (YEN, MOVE)
        else column
        for column in table.columns
    )


def cell_at(place: int) -> Callable[[Line], Cell]:
    return lambda line: line.cells[place]
