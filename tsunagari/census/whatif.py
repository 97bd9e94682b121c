"""How many firms a limit lets in, at every place it could stand: counted once, read off at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tsunagari.census.columns import Ordered


@dataclass(frozen=True, slots=True, eq=False)
class CountedUp:
    """Firms by number and cell, summed up: `sums[n]` are those with at most `values[n]`, cell by cell."""

    values: NDArray[np.int64]
    sums: NDArray[np.int64]

    def at_most(self, limit: int) -> NDArray[np.int64]:
        """Firms per cell that a limit of `limit` or fewer lets in."""
        place = int(np.searchsorted(self.values, limit, side="right"))
        return self.sums[place - 1] if place else np.zeros(self.sums.shape[1], dtype=np.int64)


def count_up_to(
    column: Ordered, cells: NDArray[np.intp], size: int, among: NDArray[np.bool_] | None = None
) -> CountedUp:
    """Count firms whose number is known (of those `among`), in `size` cells, by each number there is."""
    counted = column.is_known if among is None else column.is_known & among
    values, places = np.unique(column.values[counted], return_inverse=True)
    found = np.bincount(places * size + cells[counted], minlength=len(values) * size)
    return CountedUp(values, found.reshape(len(values), size).cumsum(axis=0))
