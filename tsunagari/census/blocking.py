"""Which fact keeps firms out of which programme, counted by prefecture and division of trades.

blocked      the verdict is no, and this fact leaves no way to qualify, whatever the others say
near misses  the verdict is no, and this fact alone stands in the way: not knowing it would keep a way open
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from tsunagari.base.places import PREFECTURES
from tsunagari.base.trades import DIVISIONS, division_of
from tsunagari.census.columns import Columns, Listed
from tsunagari.census.judging import AT_ONCE, Judge, Table, for_each
from tsunagari.census.words import WORD, Words

PLACES = ("", *(prefecture.code for prefecture in PREFECTURES))
TRADES = ("", *DIVISIONS)
CELLS = len(PLACES) * len(TRADES)
Counts = NDArray[np.int64]  # kind (blocked, near) × fact × programme × cell


@dataclass(frozen=True, eq=False)
class Blocking:
    """A judge that also counts reasons."""

    judge: Judge

    @property
    def tables(self) -> tuple[Table, ...]:
        return self.judge.tables

    @property
    def facts(self) -> tuple[str, ...]:
        return tuple(fact for table in self.tables for fact in table.facts)

    @cached_property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """Places of the facts and of the programmes that ask for them: nothing else can be blocked."""
        masks = self.judge.masks
        asked = [masks.asking_for([fact]) for fact in self.facts]
        return tuple(
            (place, programme)
            for place, programmes in enumerate(asked)
            for programme in range(masks.width)
            if programmes >> programme & 1
        )

    def none_yet(self) -> Counts:
        return np.zeros((2, len(self.tables), self.judge.masks.width, CELLS), dtype=np.int64)

    def count(self, columns: Columns, rows: int) -> Counts:
        found = self.none_yet()
        for start in range(0, rows, AT_ONCE):
            stop = min(start + AT_ONCE, rows)
            chunk = {name: column.rows(start, stop) for name, column in columns.items()}
            self.add(found, chunk, stop - start)
        return found

    def add(self, found: Counts, columns: Columns, rows: int) -> None:
        if not self.tables:
            return
        codes = {coder: coder.codes(columns) for coder in self.judge.coders}
        classes = [for_each(table.classes(codes), rows) for table in self.tables]
        open_by = [
            np.take(table.rows[:, :, 1], places, axis=1)
            for table, places in zip(self.tables, classes, strict=True)
        ]
        cells = cells_of(columns, rows)
        for place, (own, others) in enumerate(zip(open_by, all_others(open_by), strict=True)):
            without, with_it = self.folded(others & self.every_way), self.folded(others & own)
            blocked = ~self.folded(own & self.every_way) & ~with_it
            near = without & ~with_it
            for _, programme in (pair for pair in self.pairs if pair[0] == place):
                for kind, words in enumerate((blocked, near)):
                    is_so = words[programme // WORD] >> (programme % WORD) & 1
                    found[kind, place, programme] += np.bincount(cells[is_so.astype(bool)], minlength=CELLS)

    @cached_property
    def every_way(self) -> Words:
        return np.array(self.judge.layout.cut(self.judge.masks.existing), dtype=np.int64)[:, None]

    def folded(self, ways: Words) -> Words:
        """Words of ways × firms → words of programmes × firms."""
        layout = self.judge.layout
        return np.stack([layout.folded(ways, word) for word in range(layout.words)])


def all_others(words: list[Words]) -> Iterator[Words]:
    """For each, the AND of all the others: of those before and those after."""
    after = [words[-1] | -1]
    for each in reversed(words[1:]):
        after.append(after[-1] & each)
    before = words[0] | -1
    for each, rest in zip(words, reversed(after), strict=True):
        yield before & rest
        before = before & each


def cells_of(columns: Columns, rows: int) -> NDArray[np.intp]:
    """Each firm's prefecture and division as one number; 0 in either stands for unknown."""
    places = numbered(columns, "firm.prefecture", {code: number for number, code in enumerate(PLACES)}, rows)
    trades = numbered(columns, "firm.industry", {code: number for number, code in enumerate(TRADES)}, rows)
    return places * len(TRADES) + trades


def numbered(columns: Columns, fact: str, numbers: Mapping[str, int], rows: int) -> NDArray[np.intp]:
    column = columns.get(fact)
    if not isinstance(column, Listed):
        return np.zeros(rows, dtype=np.intp)
    name_of = division_of if fact == "firm.industry" else str
    table = np.array([*(numbers[name_of(value)] for value in column.distinct), 0], dtype=np.intp)
    return table[column.places]
