"""Numbers so small that a reader could tell which firm they mean are not shown to outsiders."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

FEWEST_FIRMS = 5
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Cell:
    """How many lines, and of how many firms; lines of nobody who has a card yet count no firm."""

    count: int = 0
    firms: int = 0

    @property
    def is_small(self) -> bool:
        return self.count > 0 and self.firms < FEWEST_FIRMS

    def __add__(self, other: Cell) -> Cell:
        """Of cells that share no firm, or as an upper bound."""
        return Cell(self.count + other.count, self.firms + other.firms)


EMPTY = Cell()


def hidden(cells: Mapping[Key, Cell]) -> frozenset[Key]:
    """Which of the cells of one row or column an outsider is not shown, where their sum is shown.

    The small ones; and where there is only one, the next smallest with it, since the sum would tell it.
    """
    small = {key for key, cell in cells.items() if cell.is_small}
    if len(small) == 1:
        others = [key for key, cell in cells.items() if key not in small and cell.count]
        small.update(sorted(others, key=lambda key: cells[key].count)[:1])
    return frozenset(small)
