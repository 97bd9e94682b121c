"""Raw cells of a column → typed numbers or places, through the fact's own reader.

Whatever the reader would say of a cell is said here: it is asked once for each distinct cell. Plain numbers
within the fact's range, which it takes as they are, go past it all at once.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from tsunagari.base.errors import BadInput
from tsunagari.base.money import LARGEST_YEN
from tsunagari.census.columns import ORDERED, number_of
from tsunagari.programmes.answers import LARGEST_COUNT, read_value
from tsunagari.programmes.vocabulary import Fact

LARGEST = {"count": LARGEST_COUNT, "yen": LARGEST_YEN}
ROOM = 1 << 62
PLAIN = "^(0|[1-9][0-9]{0,8})$"


@dataclass(frozen=True, slots=True)
class OrderedCells:
    """Numbers and days as int64."""

    fact: Fact
    as_of: datetime.date

    def read(self, cells: pa.Array) -> pa.Array:
        """Raises BadInput naming the cell."""
        numbers = self.plain(cells)
        if numbers is not None:
            return numbers
        encoded = cells.dictionary_encode()
        typed = [
            number_of(typed_cell(self.fact, cell, self.as_of)) for cell in encoded.dictionary.to_pylist()
        ]
        return pc.take(pa.array(typed, pa.int64()), encoded.indices)

    def plain(self, cells: pa.Array) -> pa.Array | None:
        """All cells at once, where each is a number that the reader would take as it is."""
        if self.fact.type == "date":
            return self.days(cells)
        if pa.types.is_string(cells.type) or pa.types.is_large_string(cells.type):
            if pc.all(pc.match_substring_regex(cells, PLAIN)).as_py() is False:
                return None
        elif not pa.types.is_integer(cells.type):
            return None
        ends = pc.min_max(cells.cast(pa.int64(), safe=False) if is_text(cells) else cells).as_py()
        if ends["min"] is not None and not 0 <= ends["min"] <= ends["max"] <= LARGEST[self.fact.type]:
            return None
        return cells.cast(pa.int64())

    def days(self, cells: pa.Array) -> pa.Array | None:
        if not pa.types.is_date32(cells.type):
            return None
        latest = pc.max(cells).as_py()
        return cells.cast(pa.int32()).cast(pa.int64()) if latest is None or latest <= self.as_of else None


@dataclass(frozen=True, slots=True)
class ListedCells:
    """Places in the list of distinct values met so far; `distinct` keeps each value and where it stands."""

    fact: Fact
    as_of: datetime.date
    distinct: dict[Any, int] = field(default_factory=dict)

    def read(self, cells: pa.Array) -> pa.Array:
        """Raises BadInput naming the cell."""
        if pa.types.is_list(cells.type) or pa.types.is_large_list(cells.type):
            cells = pc.binary_join(cells.cast(pa.list_(pa.string())), ",")
        encoded = cells.dictionary_encode()
        places = [self.place(cell) for cell in encoded.dictionary.to_pylist()]
        return pc.take(pa.array(places, pa.int32()), encoded.indices)

    def place(self, cell: Any) -> int:
        return self.distinct.setdefault(typed_cell(self.fact, cell, self.as_of), len(self.distinct))


Cells = OrderedCells | ListedCells


def cells_of(fact: Fact, as_of: datetime.date) -> Cells:
    return OrderedCells(fact, as_of) if fact.type in ORDERED else ListedCells(fact, as_of)


def is_text(cells: pa.Array) -> bool:
    return bool(pa.types.is_string(cells.type) or pa.types.is_large_string(cells.type))


def typed_cell(fact: Fact, cell: Any, as_of: datetime.date) -> Any:
    """One cell as the fact's reader takes it. In a column of texts, [] says that a set is empty."""
    if fact.type == "set" and cell == "[]":
        cell = ""
    if fact.type == "date" and isinstance(cell, datetime.datetime):
        cell = day_of(fact, cell)
    return read_value(fact, cell, as_of=as_of)


def day_of(fact: Fact, at: datetime.datetime) -> datetime.date:
    """The day of a column of instants, as data frames write days."""
    if at.time() != datetime.time.min:
        allowed = "days, without a time of day"
        raise BadInput(
            given=at.isoformat(), allowed=allowed, mend="Store the column as dates.", where=fact.name
        )
    return at.date()


def refuse_too_large(fact: Fact, typed: list[int]) -> None:
    """A column holds 64 bits; a bit is left for differences."""
    for number in typed:
        if number >= ROOM:
            raise BadInput(given=str(number), allowed=f"less than {ROOM:,}", where=fact.name)


def plain_cells(cells: pa.Array) -> pa.Array:
    """Without the packings that say nothing about the value: dictionaries, views."""
    if isinstance(cells, pa.DictionaryArray):
        cells = cells.dictionary_decode()
    if pa.types.is_string_view(cells.type):
        cells = cells.cast(pa.string())
    return cells.cast(pa.string()) if pa.types.is_decimal(cells.type) else cells
