"""Firms as stored codes, and the compiled loop that judges them: a row per group of facts, ANDed.

What is stored for a firm is its row in each group's table, 16 bits: everything that any rule can tell apart
of it. Verdicts over stored codes read memory once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numba
import numpy as np
from numpy.typing import NDArray

from tsunagari.census.columns import Columns
from tsunagari.census.judging import AT_ONCE, Judge
from tsunagari.census.words import WORD, Words

Stored = NDArray[np.uint16]  # groups × firms
SOME = 1 << 11  # firms whose ways stay in the processor's nearest cache
FOUR = 4


@dataclass(frozen=True, slots=True, eq=False)
class StoredJudge:
    """A judge's tables laid end to end, as the loop reads them.

    words    of programmes
    rows     certain words of ways, then possible ones × the rows of all groups, one group after the other
    starts   where each group begins in `rows`
    pieces   × (word of ways, shift, mask, word of programmes), of both halves
    """

    words: int
    rows: Words
    starts: NDArray[np.int64]
    pieces: NDArray[np.int64]

    def judge(self, stored: Stored, into: Words | None = None) -> Words:
        """(certain, possible) words of programmes × firms, written over `into` where that is given."""
        fours = np.resize(np.arange(len(self.starts)), (-(-len(self.starts) // FOUR), FOUR))
        found = np.empty((2 * self.words, stored.shape[1]), dtype=np.int64) if into is None else into
        judge_stored(stored, self.rows, self.starts, fours, self.pieces, found)
        return found


def store(judge: Judge, columns: Columns, rows: int) -> Stored:
    """The firms' codes. Raises no error for large tables: a group has at most 2**16 rows."""
    found = np.empty((len(judge.groups), rows), dtype=np.uint16)
    for start in range(0, rows, AT_ONCE):
        stop = min(start + AT_ONCE, rows)
        chunk = {name: column.rows(start, stop) for name, column in columns.items()}
        found[:, start:stop] = judge.places(chunk, stop - start)
    return found


def stored_judge(judge: Judge) -> StoredJudge:
    layout = judge.layout
    rows = np.concatenate([group.rows for group in judge.groups], axis=1)
    ends = np.cumsum([group.size for group in judge.groups])
    pieces = [
        (half * layout.size + piece.word, piece.shift, piece.mask, half * layout.words + piece.start // WORD)
        for half in (0, 1)
        for piece in layout.pieces
    ]
    return StoredJudge(
        layout.words,
        np.ascontiguousarray(np.moveaxis(rows, -1, 0)).reshape(2 * layout.size, -1),
        np.concatenate([[0], ends[:-1]]).astype(np.int64),
        np.array(pieces, dtype=np.int64).reshape(-1, 4),
    )


@numba.njit(nogil=True, cache=True)  # type: ignore[untyped-decorator]
def judge_stored(
    stored: Stored,
    rows: Words,
    starts: NDArray[np.int64],
    fours: NDArray[np.int64],
    pieces: NDArray[np.int64],
    found: Words,
) -> None:
    """Four groups at a time: the ways still open are written a quarter as often. One may come twice."""
    ways = np.empty((len(rows), SOME), dtype=np.int64)
    for start in range(0, stored.shape[1], SOME):
        stop = min(start + SOME, stored.shape[1])
        ways[:] = -1
        found[:, start:stop] = 0
        for word in range(len(rows)):
            open_ = ways[word]
            for a, b, c, d in fours:
                in_a, in_b = rows[word, starts[a] :], rows[word, starts[b] :]
                in_c, in_d = rows[word, starts[c] :], rows[word, starts[d] :]
                at_a, at_b = stored[a, start:stop], stored[b, start:stop]
                at_c, at_d = stored[c, start:stop], stored[d, start:stop]
                for firm in range(stop - start):
                    open_[firm] &= in_a[at_a[firm]] & in_b[at_b[firm]] & in_c[at_c[firm]] & in_d[at_d[firm]]
        for word, shift, mask, into in pieces:
            open_, verdicts = ways[word], found[into, start:stop]
            for firm in range(stop - start):
                verdicts[firm] |= open_[firm] >> shift & mask
