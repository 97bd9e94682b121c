"""Exact filters: values within a facet widen, facets narrow; counts keep the other facets."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tsunagari.base.errors import BadInput

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Facets:
    """A mask over the documents for each value of each facet, values in alphabetical order."""

    masks: Mapping[str, Mapping[str, Mask]]
    size: int

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
        return cls(masks, len(documents))

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
        counted = {}
        for name, values in self.masks.items():
            left = all_of(found, [mask for other, mask in chosen.items() if other != name])
            counted[name] = {value: int(np.count_nonzero(left & mask)) for value, mask in values.items()}
        return counted


def all_of(found: Mask, masks: Collection[Mask]) -> Mask:
    left = found
    for mask in masks:
        left = left & mask
    return left


def mask_of(places: Sequence[int], size: int) -> Mask:
    mask: Mask = np.zeros(size, dtype=np.bool_)
    mask[list(places)] = True
    return mask
