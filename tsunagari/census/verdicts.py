"""Verdicts as a table: an id and, for every 62 programmes, a word of those certainly and possibly open."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tsunagari.census.files import ID
from tsunagari.census.words import WORD, Words

Tally = NDArray[np.int64]  # programmes × (yes, unknown, no)


def word_names(count: int) -> list[str]:
    return [f"{kind}_w{word}" for kind in ("certain", "possible") for word in range(count)]


def verdict_table(ids: pa.ChunkedArray, certain: Words, possible: Words) -> pa.Table:
    words = [pa.array(word) for word in (*certain, *possible)]
    return pa.table([ids.cast(pa.string()), *words], names=[ID, *word_names(len(certain))])


def verdict_schema(words: int) -> pa.Schema:
    return pa.schema([(ID, pa.string()), *((name, pa.int64()) for name in word_names(words))])


def tally_of(table: pa.Table, programmes: Sequence[str]) -> Tally:
    """How many firms of the table each programme answers yes, unknown and no."""
    found = np.zeros((len(programmes), 3), dtype=np.int64)
    for place in range(len(programmes)):
        word, bit = divmod(place, WORD)
        certain, possible = (
            np.count_nonzero(table[f"{kind}_w{word}"].to_numpy() >> bit & 1)
            for kind in ("certain", "possible")
        )
        found[place] = certain, possible - certain, len(table) - possible
    return found
