"""A programme's counts by month and by organisation, without what is too small to be shown."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tsunagari.base.words import Words
from tsunagari.evaluation.policy.small_numbers import EMPTY, Cell, hidden

Month = datetime.date
LEFT, RIGHT, TOP, BOTTOM, HEIGHT = 8, 712, 20, 190, 170  # of the picture, in its own units


@dataclass(frozen=True, slots=True)
class Shown:
    """Counts of one event in one row, under its name. `total` None: too small to be shown to this reader."""

    own: int
    total: int | None


@dataclass(frozen=True, slots=True)
class MonthRow:
    month: Month
    named: tuple[tuple[Words, Shown], ...]


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """`is_own`: the reader may open the lines behind it."""

    words: Words
    is_own: bool
    named: tuple[tuple[Words, int | None], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One month in the picture; the part recorded by the reader's own organisations stands below."""

    month: Month
    x: int
    width: int
    y: int
    height: int
    own_y: int
    own_height: int
    total: int | None


def months_between(first: Month, last: Month) -> Iterator[Month]:
    """The first days of the months from that of `first` to that of `last`."""
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = (month + datetime.timedelta(days=32)).replace(day=1)


def month_rows(
    counted: Mapping[str, Mapping[tuple[Month, bool], Cell]],
    events: Mapping[str, Words],
    first: Month,
    last: Month,
) -> list[MonthRow]:
    """Every month from `first` to `last`, those in which nothing was recorded too."""
    found = [month for cells in counted.values() for month, _ in cells]
    months = list(months_between(first, max([last, *found])))
    withheld = {
        event: hidden({month: counted[event].get((month, False), EMPTY) for month in months})
        for event in events
    }
    return [
        MonthRow(
            month,
            tuple(
                (words, shown(counted[event], month, is_hidden=month in withheld[event]))
                for event, words in events.items()
            ),
        )
        for month in months
    ]


def shown(cells: Mapping[tuple[Month, bool], Cell], month: Month, *, is_hidden: bool) -> Shown:
    own = cells.get((month, True), EMPTY).count
    return Shown(own, None if is_hidden else own + cells.get((month, False), EMPTY).count)


def organisation_rows(
    counted: Mapping[str, Mapping[int, Cell]],
    events: Mapping[str, Words],
    names: Mapping[int, Words],
    own: Collection[int],
) -> list[OrganisationRow]:
    """The reader's own first; of the others no count of too few firms."""
    withheld = {
        event: hidden({pk: cell for pk, cell in counted[event].items() if pk not in own}) for event in events
    }
    rows = [
        OrganisationRow(
            words,
            pk in own,
            tuple(
                (name, None if pk in withheld[event] else counted[event].get(pk, EMPTY).count)
                for event, name in events.items()
            ),
        )
        for pk, words in names.items()
    ]
    return sorted(rows, key=lambda row: not row.is_own)


def bars(rows: Sequence[MonthRow]) -> list[Bar]:
    """The first event of each month as a bar; a month that is not shown has none."""
    first = [row.named[0][1] for row in rows]
    totals = [cell.total or 0 for cell in first]
    most = max([1, *totals])
    step = (RIGHT - LEFT) // max(1, len(rows))
    return [
        Bar(
            month=row.month,
            x=LEFT + step * place,
            width=max(4, step - 12),
            y=BOTTOM - HEIGHT * total // most,
            height=HEIGHT * total // most,
            own_y=BOTTOM - HEIGHT * min(cell.own, total) // most,
            own_height=HEIGHT * min(cell.own, total) // most,
            total=cell.total,
        )
        for place, (row, cell, total) in enumerate(zip(rows, first, totals, strict=True))
    ]
