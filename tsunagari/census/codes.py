"""From columns to small codes: one code per class of values, and for each code facts that stand for it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from tsunagari.census.columns import Columns, Listed, Ordered, number_of

Codes = NDArray[np.int32]
Given = Mapping[str, Any]
FEW = 1 << 12  # values: their codes are looked up, one by one


@dataclass(frozen=True, eq=False)
class OrderedCoder:
    """Classes of a number or a day: 0 is unknown, 1 below the first edge, then one from each edge on."""

    fact: str
    edges: NDArray[np.int64]
    samples: tuple[Given, ...]

    def codes(self, columns: Columns) -> Codes:
        column = cast("Ordered", columns[self.fact])
        found = self.compared(column.values) if self.steps is None else self.looked_up(column.values)
        found *= column.is_known
        return found.astype(np.int32, copy=False)

    def compared(self, values: NDArray[np.int64]) -> NDArray[Any]:
        found = np.ones(len(values), dtype=np.min_scalar_type(len(self.samples)))
        for edge in self.edges:  # a handful: comparing is several times faster than searching
            found += values >= edge
        return found

    @cached_property
    def steps(self) -> Codes | None:
        """The code of each value from below the first edge to the last one, where these are few."""
        if not len(self.edges) or self.edges[-1] - self.edges[0] >= FEW:
            return None
        values = np.arange(self.edges[0] - 1, self.edges[-1] + 1)
        return (np.searchsorted(self.edges, values, side="right") + 1).astype(np.int32)

    def looked_up(self, values: NDArray[np.int64]) -> Codes:
        steps = cast("Codes", self.steps)
        return np.take(steps, values - (self.edges[0] - 1), mode="clip")


@dataclass(frozen=True, eq=False)
class ListedCoder:
    """Classes of listed facts seen together: `table` has an axis for each, unknown first."""

    facts: tuple[str, ...]
    table: Codes
    samples: tuple[Given, ...]

    def codes(self, columns: Columns) -> Codes:
        places = [cast("Listed", columns[fact]).places + 1 for fact in self.facts]
        found: Codes = mixed(places, self.table.shape)
        return found if self.is_plain else np.take(self.table, found, mode="clip")

    @cached_property
    def is_plain(self) -> bool:
        """Whether places are codes as they are: every value has a class of its own."""
        return bool(np.array_equal(self.table.ravel(), np.arange(self.table.size)))


def code_ordered(fact: str, starts: Sequence[int | datetime.date]) -> OrderedCoder:
    """A coder for the classes that begin at `starts`, ascending."""
    edges = np.array([number_of(start) for start in starts], dtype=np.int64)
    below = [one_less(start) for start in starts[:1]] or [0]
    return OrderedCoder(fact, edges, ({}, *({fact: value} for value in (*below, *starts))))


def one_less(value: int | datetime.date) -> int | datetime.date:
    return value - datetime.timedelta(1) if isinstance(value, datetime.date) else value - 1


def code_listed(facts: Sequence[str], columns: Columns, class_of: Callable[[Given], Hashable]) -> ListedCoder:
    """A coder for as many classes as `class_of` tells apart. A fact without a column is unknown of all."""
    present = tuple(fact for fact in facts if fact in columns)
    values = [(None, *cast("Listed", columns[fact]).distinct) for fact in present]
    firms = (
        {fact: value for fact, value in zip(present, row, strict=True) if value is not None}
        for row in product(*values)
    )
    codes, samples = classes(firms, class_of)
    return ListedCoder(present, codes.reshape([len(each) for each in values]), samples)


def classes(firms: Iterable[Given], class_of: Callable[[Given], Hashable]) -> tuple[Codes, tuple[Given, ...]]:
    """The class of each firm, numbered as they first appear, and the first firm of each class."""
    numbers: dict[Hashable, int] = {}
    samples: list[Given] = []
    codes = []
    for given in firms:
        number = numbers.setdefault(class_of(given), len(numbers))
        if number == len(samples):
            samples.append(given)
        codes.append(number)
    return np.array(codes, dtype=np.int32), tuple(samples)


def mixed(codes: Sequence[Any], sizes: Sequence[int]) -> Any:
    """Several codes per firm as one place in a table of `sizes` laid out flat: of columns or expressions."""
    if not codes:
        return np.zeros((), dtype=np.int32)
    places = codes[0]
    for code, size in zip(codes[1:], sizes[1:], strict=True):
        places = places * size + code
    return places
