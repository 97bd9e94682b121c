"""Firms as stored codes, and the compiled loop that judges them: a row per group of facts, one AND each.

What is stored for a firm is its row in each group's table, 16 bits: everything that any rule can tell apart
of it. Verdicts over stored codes read memory once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numba
import numpy as np
from numpy.typing import NDArray

from tsunagari.census.codes import mixed
from tsunagari.census.columns import Columns
from tsunagari.census.judging import AT_ONCE, Judge
from tsunagari.census.words import Words

Stored = NDArray[np.uint16]  # groups × firms


@dataclass(frozen=True, slots=True, eq=False)
class StoredJudge:
    """A judge's tables laid end to end, as the loop reads them.

    rows     of all groups, one below the other
    starts   where each group begins in `rows`
    layers   per word of programmes: its first and last place among the words of ways
    """

    rows: Words
    starts: NDArray[np.int64]
    layers: NDArray[np.int64]

    def judge(self, stored: Stored) -> Words:
        """(certain, possible) words of programmes × firms."""
        return judge_stored(stored, self.rows, self.starts, self.layers, self.layers[-1, 1])


def store(judge: Judge, columns: Columns, rows: int) -> Stored:
    """The firms' codes. Raises no error for large tables: a group has at most 2**16 rows."""
    found = np.empty((len(judge.groups), rows), dtype=np.uint16)
    for start in range(0, rows, AT_ONCE):
        stop = min(start + AT_ONCE, rows)
        chunk = {name: column.rows(start, stop) for name, column in columns.items()}
        codes = {id(coder): np.broadcast_to(coder.codes(chunk), stop - start) for coder in judge.coders}
        for place, group in enumerate(judge.groups):
            sizes = [len(table.rows) for table in group.tables]
            found[place, start:stop] = mixed([table.classes(codes) for table in group.tables], sizes)
    return found


def stored_judge(judge: Judge) -> StoredJudge:
    rows = [group.rows for group in judge.groups]
    ends = np.cumsum([len(each) for each in rows])
    counts = np.array([len(layers) for layers in judge.layout.words])
    last = np.cumsum(counts)
    return StoredJudge(
        np.ascontiguousarray(np.concatenate(rows)),
        np.concatenate([[0], ends[:-1]]).astype(np.int64),
        np.stack([last - counts, last], axis=1).astype(np.int64),
    )


@numba.njit(nogil=True, cache=True)  # type: ignore[untyped-decorator]
def judge_stored(
    stored: Stored, rows: Words, starts: NDArray[np.int64], layers: NDArray[np.int64], half_row: int
) -> Words:
    groups, firms = stored.shape
    words, width = len(layers), rows.shape[1]
    found = np.empty((2 * words, firms), dtype=np.int64)
    ways = np.empty(width, dtype=np.int64)
    for firm in range(firms):
        ways[:] = rows[stored[0, firm]]
        for group in range(1, groups):
            row = rows[starts[group] + stored[group, firm]]
            for place in range(width):
                ways[place] &= row[place]
        for half in range(2):
            for word in range(words):
                open_ = np.int64(0)
                for layer in range(layers[word, 0], layers[word, 1]):
                    open_ |= ways[half * half_row + layer]
                found[half * words + word, firm] = open_
    return found
