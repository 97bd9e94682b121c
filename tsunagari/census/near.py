"""Which firms one fact alone keeps from a programme, of many firms at once.

The answer that `engines.masks.near` gives for one firm: in some way to qualify all other facts are certain.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tsunagari.census.blocking import Blocking, all_others
from tsunagari.census.columns import Columns
from tsunagari.census.judging import AT_ONCE, Judge, for_each

Are = NDArray[np.bool_]  # firms


@dataclass(frozen=True, slots=True, eq=False)
class Near:
    """Of one programme: the firms that certainly qualify, and by fact those that it keeps out.

    asked    nothing is known against the firm: one answer settles it
    blocked  what is known stands against it
    """

    is_open: Are
    asked: Mapping[str, Are]
    blocked: Mapping[str, Are]


def find_near(judge: Judge, columns: Columns, rows: int) -> Near:
    """`judge` must be built for one programme."""
    is_open = np.zeros(rows, dtype=bool)
    asked, blocked = ({table.facts[0]: is_open.copy() for table in judge.tables} for _ in range(2))
    for start in range(0, rows, AT_ONCE):
        part = slice(start, min(start + AT_ONCE, rows))
        chunk = {name: column.rows(part.start, part.stop) for name, column in columns.items()}
        certain, _ = judge.judge(chunk, part.stop - part.start)
        is_open[part] = certain[0].astype(bool)
        for fact, (is_left, is_possible) in kept_out(judge, chunk, part.stop - part.start).items():
            is_near = is_left & ~is_open[part]
            asked[fact][part] = is_near & is_possible
            blocked[fact][part] = is_near & ~is_possible
    return Near(is_open, asked, blocked)


def kept_out(judge: Judge, columns: Columns, rows: int) -> dict[str, tuple[Are, Are]]:
    """Fact → firms with a way in which all others are certain; and those where it may itself be met there."""
    if not judge.tables:
        return {}
    counting = Blocking(judge)
    codes = {coder: coder.codes(columns) for coder in judge.coders}
    ways = [np.take(table.rows, for_each(table.classes(codes), rows), axis=1) for table in judge.tables]
    found = {}
    for table, own, others in zip(
        judge.tables, ways, all_others([each[:, :, 0] for each in ways]), strict=True
    ):
        left = others & counting.every_way
        words = counting.folded(left)[0], counting.folded(left & own[:, :, 1])[0]
        found[table.facts[0]] = words[0].astype(bool), words[1].astype(bool)
    return found
