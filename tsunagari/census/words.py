"""Masks as words of 62 bits: SQL's whole numbers are signed, and so are Spark's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tsunagari.engines.masks.masks import Masks, Pair

WORD = 62
Words = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Piece:
    """Ways of one layer: those of `length` programmes from `start` on, in `word` from bit `shift` on."""

    layer: int
    start: int
    length: int
    word: int
    shift: int

    @property
    def mask(self) -> int:
        return (1 << self.length) - 1

    def of(self, word: Any) -> Any:
        """The piece alone, at the place of its programmes: out of numbers, columns or expressions."""
        return (word >> self.shift if self.shift else word) & self.mask


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the ways of all layers lie in `size` words: packed, so that few words are looked up per firm."""

    width: int
    size: int
    pieces: tuple[Piece, ...]

    @classmethod
    def of(cls, masks: Masks) -> Layout:
        """The first ways word by word, so that few verdicts are shifted; the others where there is room."""
        filled: list[int] = []
        pieces = []
        for layer, start, length in lengths(masks):
            word = next((n for n, bits in enumerate(filled) if layer and bits + length <= WORD), len(filled))
            if word == len(filled):
                filled.append(0)
            pieces.append(Piece(layer, start, length, word, filled[word]))
            filled[word] += length
        return cls(masks.width, len(filled), tuple(pieces))

    @property
    def words(self) -> int:
        """Words of programmes."""
        return -(-self.width // WORD)

    def cut(self, mask: int) -> list[int]:
        """A mask as words of ways."""
        found = [0] * self.size
        for piece in self.pieces:
            ways = mask >> (piece.layer * self.width + piece.start) & piece.mask
            found[piece.word] |= ways << piece.shift
        return found

    def row(self, pair: Pair) -> list[tuple[int, int]]:
        """Certain and possible ways, word by word."""
        certain, possible = pair
        return list(zip(self.cut(certain), self.cut(possible), strict=True))

    def pieces_of(self, word: int) -> list[Piece]:
        """Where the ways of one word of programmes lie."""
        return [piece for piece in self.pieces if piece.start // WORD == word]

    def folded(self, ways: Any, word: int) -> Any:
        """One word of programmes: its layers out of the words of ways, laid over each other."""
        return reduce(or_, (piece.of(ways[piece.word]) for piece in self.pieces_of(word)))


def lengths(masks: Masks) -> Iterator[tuple[int, int, int]]:
    """Layer, first programme and number of programmes of each piece; programmes with more ways come first."""
    for layer in range(max(masks.layers, 1)):
        for start in range(0, masks.width, WORD):
            length = min(WORD, masks.width - start)
            ways = masks.existing >> (layer * masks.width + start) & ((1 << length) - 1)
            if ways or not layer:
                yield layer, start, ways.bit_length() if layer else length
