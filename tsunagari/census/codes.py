"""From columns to small codes: one code per class of values, and for each code facts that stand for it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from tsunagari.census.columns import Columns, Listed, Ordered, number_of

Codes = NDArray[np.uint16]
Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class OrderedCoder:
    """Classes of a number or a day: below the first edge, from each edge on, and unknown as the last."""

    fact: str
    edges: NDArray[np.int64]
    samples: tuple[Given, ...]

    def codes(self, columns: Columns) -> Codes:
        column = cast("Ordered", columns[self.fact])
        codes = np.zeros(len(column), dtype=np.uint16)
        for edge in self.edges:  # a handful: comparing is several times faster than searching
            codes += column.values >= edge
        codes[~column.is_known] = len(self.samples) - 1
        return codes


@dataclass(frozen=True, slots=True, eq=False)
class ListedCoder:
    """Classes of listed facts seen together: `table` has an axis for each, unknown at its end (place -1)."""

    facts: tuple[str, ...]
    table: Codes
    samples: tuple[Given, ...]

    def codes(self, columns: Columns) -> Codes:
        places = [cast("Listed", columns[fact]).places for fact in self.facts]
        if len(places) == 1:
            return np.take(self.table, places[0], mode="wrap")
        return self.table[tuple(places)]


def code_ordered(fact: str, starts: Sequence[int | datetime.date]) -> OrderedCoder:
    """A coder for the classes that begin at `starts`, ascending."""
    edges = np.array([number_of(start) for start in starts], dtype=np.int64)
    below = [one_less(start) for start in starts[:1]] or [0]
    samples = tuple({fact: value} for value in (*below, *starts))
    return OrderedCoder(fact, edges, (*samples, {}))


def one_less(value: int | datetime.date) -> int | datetime.date:
    return value - datetime.timedelta(1) if isinstance(value, datetime.date) else value - 1


def code_listed(facts: Sequence[str], columns: Columns, class_of: Callable[[Given], Hashable]) -> ListedCoder:
    """A coder for as many classes as `class_of` tells apart. A fact without a column is unknown of all."""
    present = tuple(fact for fact in facts if fact in columns)
    values = [(*cast("Listed", columns[fact]).distinct, None) for fact in present]
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
    return np.array(codes, dtype=np.uint16), tuple(samples)


def mixed(codes: Sequence[Codes], sizes: Sequence[int]) -> NDArray[np.intp]:
    """Several codes per firm as one place in a table of `sizes` laid out flat."""
    places = codes[0].astype(np.intp)
    for code, size in zip(codes[1:], sizes[1:], strict=True):
        places *= size
        places += code
    return places
