"""Exact filters: values within a facet widen, facets narrow; counts keep the other facets."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tsunagari.base.errors import BadInput

Mask = NDArray[np.bool_]
Bits = NDArray[np.uint64]
WORD = 64  # documents in one number


@dataclass(frozen=True, slots=True)
class Facets:
    """A mask over the documents for each value of each facet, values in alphabetical order.

    `bits` are the masks of a facet once more, a row for each value and a bit for each document: counting is
    then an "and" and a look at how many bits are set.
    """

    masks: Mapping[str, Mapping[str, Mask]]
    size: int
    bits: Mapping[str, Bits]

    @classmethod
    def of(cls, documents: Sequence[Mapping[str, frozenset[str]]]) -> Facets:
        places: dict[str, dict[str, list[int]]] = {}
        for position, facets in enumerate(documents):
            for name, values in facets.items():
                for value in values:
                    places.setdefault(name, {}).setdefault(value, []).append(position)
        masks = {
            name: {value: mask_of(values[value], len(documents)) for value in sorted(values)}
            for name, values in places.items()
        }
        bits = {name: np.stack([packed(mask) for mask in values.values()]) for name, values in masks.items()}
        return cls(masks, len(documents), bits)

    def chosen(self, wanted: Mapping[str, Collection[str]]) -> dict[str, Mask]:
        """Per facet asked for, the documents with any wanted value; no values filter nothing."""
        for name in wanted:
            if self.size and name not in self.masks:
                known = ", ".join(sorted(self.masks)) or "no facet"
                raise BadInput(given=name, allowed=known, where="facets")
        return {name: self.any_of(name, values) for name, values in wanted.items() if values}

    def any_of(self, name: str, values: Collection[str]) -> Mask:
        mask: Mask = np.zeros(self.size, dtype=np.bool_)
        for value in values:
            if value in self.masks.get(name, {}):
                mask |= self.masks[name][value]
        return mask

    def counts(self, found: Mask, chosen: Mapping[str, Mask]) -> dict[str, dict[str, int]]:
        """How many of `found` each value would leave, the filters of the other facets kept."""
        asked, filters = packed(found), {name: packed(mask) for name, mask in chosen.items()}
        counted = {}
        for name, values in self.masks.items():
            left = asked
            for other, kept in filters.items():
                left = left & kept if other != name else left
            counts = np.bitwise_count(self.bits[name] & left).sum(axis=1)
            counted[name] = dict(zip(values, counts.tolist(), strict=True))
        return counted


def all_of(found: Mask, masks: Collection[Mask]) -> Mask:
    left = found
    for mask in masks:
        left = left & mask
    return left


def packed(mask: Mask) -> Bits:
    """A bit for each document, filled up with zeros to whole numbers."""
    filled = np.zeros(-(-len(mask) // WORD) * WORD // 8, dtype=np.uint8)
    filled[: -(-len(mask) // 8)] = np.packbits(mask)
    return filled.view(np.uint64)


def mask_of(places: Sequence[int], size: int) -> Mask:
    mask: Mask = np.zeros(size, dtype=np.bool_)
    mask[list(places)] = True
    return mask
