"""Masks on columns with NumPy: for each fact a table from its codes to words, and one AND per firm."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial, reduce
from itertools import product
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tsunagari.census.change import BEFORE, NOW, ChangeCoder, code_change
from tsunagari.census.codes import (
    Codes,
    Given,
    ListedCoder,
    OrderedCoder,
    classes,
    code_listed,
    code_ordered,
    mixed,
)
from tsunagari.census.columns import Columns, Ordered
from tsunagari.census.words import Layout, Words
from tsunagari.engines.eligibility.edges import edges_of, starts_of
from tsunagari.engines.eligibility.rule import Condition, Possible
from tsunagari.engines.facts.derive import DERIVATIONS
from tsunagari.engines.facts.parts import PARTS, Part
from tsunagari.engines.facts.statutes import Statutes
from tsunagari.engines.masks.masks import FactMasks, Masks

Coder = OrderedCoder | ListedCoder | ChangeCoder
SALES_CHANGE = "firm.sales_change"
AT_ONCE = 1 << 14  # firms: codes and words of a chunk stay in the processor's cache
MOST_ROWS = 1 << 10  # of a lookup, for the same reason


@dataclass(frozen=True, eq=False)
class Table:
    """The classes of facts that rest on the same coders, and what each class leaves open.

    class_of  for the coders' codes, laid out flat
    rows      words of ways × classes × (certain, possible)
    """

    facts: tuple[str, ...]
    coders: tuple[Coder, ...]
    class_of: Codes
    rows: Words

    @property
    def size(self) -> int:
        return self.rows.shape[1]

    @cached_property
    def sizes(self) -> list[int]:
        return [len(coder.samples) for coder in self.coders]

    @cached_property
    def is_plain(self) -> bool:
        """Whether the one coder's classes are the fact's own."""
        return len(self.coders) == 1 and bool(np.array_equal(self.class_of, np.arange(self.size)))

    def classes(self, codes: Mapping[Coder, Codes]) -> Codes:
        places: Codes = mixed([codes[coder] for coder in self.coders], self.sizes)
        return places if self.is_plain else np.take(self.class_of, places, mode="clip")


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Tables looked up together: a row for each combination of their classes."""

    tables: tuple[Table, ...]
    rows: Words

    @property
    def size(self) -> int:
        return self.rows.shape[1]

    def places(self, codes: Mapping[Coder, Codes]) -> Codes:
        """Each firm's row."""
        places: Codes = mixed(
            [table.classes(codes) for table in self.tables], [table.size for table in self.tables]
        )
        return places


@dataclass(frozen=True, eq=False)
class Judge:
    """A plan's masks for columns with these values. Built once, then asked chunk by chunk.

    `tables` has one for each fact, `groups` the same facts as they are looked up.
    """

    masks: Masks
    layout: Layout
    tables: tuple[Table, ...]
    groups: tuple[Group, ...]

    def judge(self, columns: Columns, rows: int) -> tuple[Words, Words]:
        """Words × firms: programmes certainly open, and possibly open."""
        found = np.empty((2, self.layout.words, rows), dtype=np.int64)
        for start in range(0, rows, AT_ONCE):
            stop = min(start + AT_ONCE, rows)
            chunk = {name: column.rows(start, stop) for name, column in columns.items()}
            ways = self.open_ways(chunk, stop - start)
            for word in range(self.layout.words):
                found[:, word, start:stop] = self.layout.folded(ways, word).T
        return found[0], found[1]

    def open_ways(self, columns: Columns, rows: int) -> Words:
        """Words of ways × firms × (certain, possible): 16 bytes at a time are quickest to look up."""
        places = [each.astype(np.intp) for each in self.places(columns, rows)]
        found, row = np.empty((self.layout.size, rows, 2), dtype=np.int64), np.empty((rows, 2), np.int64)
        for word in range(self.layout.size):
            look_up(self.groups[0].rows[word], places[0], found[word])
            for group, place in zip(self.groups[1:], places[1:], strict=True):
                look_up(group.rows[word], place, row)
                found[word] &= row
        return found

    def places(self, columns: Columns, rows: int) -> list[Codes]:
        """Each firm's row in each group."""
        codes = {coder: coder.codes(columns) for coder in self.coders}
        return [for_each(group.places(codes), rows) for group in self.groups]

    @cached_property
    def coders(self) -> tuple[Coder, ...]:
        """Each once, however many facts rest on it."""
        return tuple(dict.fromkeys(coder for table in self.tables for coder in table.coders))


def look_up(table: Words, places: NDArray[np.intp], into: Words) -> None:
    np.take(table, places, axis=0, mode="clip", out=into)  # no place lies outside, but looking takes longer


def for_each(codes: Codes, rows: int) -> Codes:
    """A code per firm, also where no column tells firms apart."""
    return codes if codes.shape else np.broadcast_to(codes, rows)


def build_judge(masks: Masks, columns: Columns, *, statutes: Statutes, as_of: datetime.date) -> Judge:
    """Masks for columns with the values of `columns`. A fact without a column is unknown of all firms."""
    layout = Layout.of(masks)
    builder = Builder(columns, statutes, as_of, layout, {})
    tables = tuple(builder.table(fact) for fact in masks.facts.values())
    every = np.array(layout.row((masks.existing, masks.existing)), dtype=np.int64)[:, None]
    groups = tuple(grouped(sharing(tables))) or (Group((), every),)
    return Judge(masks, layout, tables, groups)


# ── fewer lookups ─────────────────────────────────────────────────────────────────────────────────
def sharing(tables: Iterable[Table]) -> list[Table]:
    """A table whose coders another one rests on as well goes into it: one lookup for both."""
    found: list[Table] = []
    for table in sorted(tables, key=lambda table: -len(table.class_of)):
        for place, wide in enumerate(found):
            if tuple(coder for coder in wide.coders if coder in table.coders) == table.coders:
                found[place] = shared(wide, table)
                break
        else:
            found.append(table)
    return found


def shared(wide: Table, table: Table) -> Table:
    """Both facts in the wider table: a class for each pair of classes that there is."""
    axes = [len(coder.samples) if coder in table.coders else 1 for coder in wide.coders]
    classes = np.broadcast_to(table.class_of.reshape(axes), wide.sizes).ravel()
    pairs, class_of = np.unique(mixed([wide.class_of, classes], [wide.size, table.size]), return_inverse=True)
    left, right = np.divmod(pairs, table.size)
    rows = wide.rows[:, left] & table.rows[:, right]
    return Table((*wide.facts, *table.facts), wide.coders, class_of.astype(np.int32), rows)


def grouped(tables: Iterable[Table]) -> Iterator[Group]:
    """Few large lookups instead of many small ones: the largest first, each into the first that has room."""
    packed: list[list[Table]] = []
    for table in sorted(tables, key=lambda table: -table.size):
        for some in packed:
            if prod(each.size for each in some) * table.size <= MOST_ROWS:
                some.append(table)
                break
        else:
            packed.append([table])
    for some in packed:
        yield Group(tuple(some), reduce(crossed, (table.rows for table in some)))


def crossed(left: Words, right: Words) -> Words:
    """A row for each pair of rows: what both leave open."""
    return (left[:, :, None] & right[:, None]).reshape(len(left), -1, 2)


# ── made from rules ───────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True, eq=False)
class Builder:
    """What is needed to make the tables. `made` keeps each coder, so that facts can share it."""

    columns: Columns
    statutes: Statutes
    as_of: datetime.date
    layout: Layout
    made: dict[Any, Coder]

    def table(self, fact: FactMasks) -> Table:
        coders = tuple(self.coders_of(fact))
        masks_of = lru_cache(maxsize=None)(fact.masks)
        firms = (merged(some) for some in product(*(coder.samples for coder in coders)))
        codes, samples = classes(firms, lambda given: masks_of(self.possible(fact.fact, given)))
        rows = [self.layout.row(masks_of(self.possible(fact.fact, given))) for given in samples]
        words = np.array(rows, dtype=np.int64).swapaxes(0, 1)
        return Table((fact.fact,), coders, codes, np.ascontiguousarray(words))

    def possible(self, name: str, given: Given) -> Possible | None:
        """What one firm's facts make of a fact, by the scalar engine."""
        if name in DERIVATIONS:
            return DERIVATIONS[name].function(given, statutes=self.statutes, as_of=self.as_of)
        return frozenset({given[name]}) if name in given else None

    def coders_of(self, fact: FactMasks) -> Iterator[Coder]:
        conditions = [literal.condition for _, literals in fact.asked for literal in literals]
        if fact.fact == SALES_CHANGE and {NOW, BEFORE} <= self.columns.keys():
            yield code_change(edges_of(conditions))
        elif fact.fact in PARTS:
            for part in PARTS[fact.fact]:
                yield self.part_coder(part, conditions)
        elif isinstance(self.columns.get(fact.fact), Ordered):
            yield code_ordered(fact.fact, starts_of(conditions))
        else:
            needs = (fact.fact,) if fact.fact not in DERIVATIONS else ()
            yield code_listed(needs, self.columns, lambda given: fact.masks(self.possible(fact.fact, given)))

    def part_coder(self, part: Part, conditions: Sequence[Condition]) -> Coder:
        """The part's coder; made once for all facts that tell its values apart at the same places."""
        starts: tuple[Any, ...] = ()
        if part.starts:
            starts = tuple(part.starts(self.statutes, self.as_of, conditions))
        key = part.facts, starts
        if key not in self.made:
            self.made[key] = self.new_coder(part, starts)
        return self.made[key]

    def new_coder(self, part: Part, starts: Sequence[Any]) -> Coder:
        if part.class_of is None:
            (fact,) = part.facts
            return code_ordered(fact, starts) if fact in self.columns else code_listed((), {}, len)
        class_of = partial(part.class_of, statutes=self.statutes, as_of=self.as_of)
        return code_listed(part.facts, self.columns, class_of)


def merged(samples: Sequence[Given]) -> Given:
    return {fact: value for sample in samples for fact, value in sample.items()}
