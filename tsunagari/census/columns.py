"""Facts of many firms as columns. What is missing is unknown."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

UNKNOWN = -1
ORDERED = ("count", "yen", "date")  # types of facts whose values have an order


@dataclass(frozen=True, slots=True, eq=False)
class Ordered:
    """A number or a day per firm, as int64; `is_known` is False where it is missing. Days count from 1970."""

    values: NDArray[np.int64]
    is_known: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.values)

    def rows(self, start: int, stop: int) -> Ordered:
        return Ordered(self.values[start:stop], self.is_known[start:stop])


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """One of a few values per firm: places in `distinct`, UNKNOWN (-1) where it is missing."""

    places: NDArray[np.int32]
    distinct: tuple[Any, ...]

    def __len__(self) -> int:
        return len(self.places)

    def rows(self, start: int, stop: int) -> Listed:
        return Listed(self.places[start:stop], self.distinct)


Column = Ordered | Listed
Columns = Mapping[str, Column]
EPOCH = datetime.date(1970, 1, 1)


def ordered(values: Sequence[int | datetime.date | None]) -> Ordered:
    known = np.array([value is not None for value in values], dtype=bool)
    return Ordered(np.array([number_of(value) for value in values], dtype=np.int64), known)


def listed(values: Iterable[Any]) -> Listed:
    places: dict[Any, int] = {}
    found = [UNKNOWN if value is None else places.setdefault(value, len(places)) for value in values]
    return Listed(np.array(found, dtype=np.int32), tuple(places))


def number_of(value: int | datetime.date | None) -> int:
    """A value as an Ordered column holds it."""
    if isinstance(value, datetime.date):
        return (value - EPOCH).days
    return value or 0


def columns_of(firms: Sequence[Mapping[str, Any]], types: Mapping[str, str]) -> Columns:
    """A column for each fact of `types` (fact → its type), out of the typed facts of each firm."""
    return {
        name: (ordered if type_ in ORDERED else listed)([firm.get(name) for firm in firms])
        for name, type_ in types.items()
    }
