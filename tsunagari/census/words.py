"""Masks as words of 62 bits: SQL's whole numbers are signed, and so are Spark's."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from tsunagari.engines.masks.masks import Masks

WORD = 62
STEP = 4
Words = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Layout:
    """For each word of 62 programmes, in bit order, the layers in which any of them has a way to qualify."""

    width: int
    words: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, masks: Masks) -> Layout:
        layers = range(masks.layers)
        cut = range(0, masks.width, WORD)
        found = (tuple(k for k in layers if word_at(masks.existing, masks.width, k, at)) for at in cut)
        return cls(masks.width, tuple(some or (0,) for some in found))

    def cut(self, mask: int) -> list[int]:
        """A mask as words: the layers of the first programmes, then those of the next."""
        places = ((layer, number * WORD) for number, layers in enumerate(self.words) for layer in layers)
        return [word_at(mask, self.width, layer, at) for layer, at in places]

    @property
    def length(self) -> int:
        return sum(map(len, self.words))

    def row(self, certain: int, possible: int) -> list[int]:
        """Both masks as one row of a table, filled up to whole steps: such rows are copied a third faster."""
        words = self.cut(certain) + self.cut(possible)
        return words + [0] * (-len(words) % STEP)

    def folded(self, ways: Words) -> Words:
        """Firms × (certain, possible) × words of ways → (certain, possible) × words of programmes × firms."""
        rows = len(ways)
        halves = ways[:, : 2 * self.length].reshape(rows, 2, self.length)
        found = np.empty((2, len(self.words), rows), dtype=np.int64)
        start = 0
        for number, layers in enumerate(self.words):
            stop = start + len(layers)
            found[:, number, :] = reduce(np.bitwise_or, (halves[:, :, at].T for at in range(start, stop)))
            start = stop
        return found


def word_at(mask: int, width: int, layer: int, start: int) -> int:
    """The word of a layer whose first programme is the one at `start`."""
    length = min(WORD, width - start)
    return mask >> (layer * width + start) & ((1 << length) - 1)
