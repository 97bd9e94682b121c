"""Masks on columns with NumPy: for each fact a table from its codes to words, and one AND per firm."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from itertools import product
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
MOST_ROWS = 1 << 12  # of a lookup, for the same reason


@dataclass(frozen=True, slots=True, eq=False)
class FactTable:
    """The classes of one fact, and what each leaves open: certain words, then possible words."""

    fact: str
    coders: tuple[Coder, ...]
    class_of: NDArray[np.uint16]  # for the coders' codes, laid out flat
    rows: Words

    @property
    def is_plain(self) -> bool:
        """Whether the one coder's classes are the fact's own."""
        return len(self.coders) == 1 and len(self.coders[0].samples) == len(self.rows)

    def classes(self, codes: Mapping[int, Codes]) -> Codes:
        if self.is_plain:
            return codes[id(self.coders[0])]
        sizes = [len(coder.samples) for coder in self.coders]
        places = mixed([codes[id(coder)] for coder in self.coders], sizes)
        return np.take(self.class_of, places, mode="clip")  # never needed, but quicker than looking


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Facts looked up together: one row for each combination of their classes."""

    tables: tuple[FactTable, ...]
    rows: Words

    def words(self, codes: Mapping[int, Codes]) -> Words:
        sizes = [len(table.rows) for table in self.tables]
        places = mixed([table.classes(codes) for table in self.tables], sizes)
        return np.take(self.rows, places, axis=0, mode="clip")


@dataclass(frozen=True, eq=False)
class Judge:
    """A plan's masks for columns with these values. Built once, then asked chunk by chunk."""

    masks: Masks
    layout: Layout
    groups: tuple[Group, ...]

    def judge(self, columns: Columns, rows: int) -> tuple[Words, Words]:
        """Words × firms: programmes certainly open, and possibly open."""
        found = np.empty((2, len(self.layout.words), rows), dtype=np.int64)
        for start in range(0, rows, AT_ONCE):
            stop = min(start + AT_ONCE, rows)
            chunk = {name: column.rows(start, stop) for name, column in columns.items()}
            found[:, :, start:stop] = self.layout.folded(self.open_ways(chunk, stop - start))
        return found[0], found[1]

    def open_ways(self, columns: Columns, rows: int) -> Words:
        """Firms × the words of all ways that are certainly, then possibly, met."""
        codes = {id(coder): for_each(coder.codes(columns), rows) for coder in self.coders}
        if not self.groups:
            every = np.array(self.layout.row(self.masks.existing, self.masks.existing), dtype=np.int64)
            return np.broadcast_to(every, (rows, len(every)))
        found = self.groups[0].words(codes)
        for group in self.groups[1:]:
            found &= group.words(codes)
        return found

    @cached_property
    def coders(self) -> tuple[Coder, ...]:
        """Each once, however many facts rest on it."""
        tables = (table for group in self.groups for table in group.tables)
        return tuple({id(coder): coder for table in tables for coder in table.coders}.values())


def for_each(codes: Codes, rows: int) -> Codes:
    """A code per firm, also where no column tells firms apart."""
    return codes if codes.shape else np.broadcast_to(codes, rows)


def build_judge(masks: Masks, columns: Columns, *, statutes: Statutes, as_of: datetime.date) -> Judge:
    """Masks for columns with the values of `columns`. A fact without a column is unknown of all firms."""
    layout = Layout.of(masks)
    builder = Builder(columns, statutes, as_of, layout, {})
    tables = [builder.table(fact) for fact in masks.facts.values()]
    return Judge(masks, layout, tuple(grouped(tables)))


def grouped(tables: Iterable[FactTable]) -> Iterator[Group]:
    """Few large lookups instead of many small ones: the fewest classes first, as many as fit together."""
    together: list[FactTable] = []
    rows: Words | None = None
    for table in sorted(tables, key=lambda table: len(table.rows)):
        joined = table.rows if rows is None else crossed(rows, table.rows)
        if rows is not None and len(joined) > MOST_ROWS:
            yield Group(tuple(together), rows)
            together, joined = [], table.rows
        together, rows = [*together, table], joined
    if rows is not None:
        yield Group(tuple(together), rows)


def crossed(left: Words, right: Words) -> Words:
    """A row for each pair of rows: what both leave open."""
    return (left[:, None, :] & right[None, :, :]).reshape(-1, left.shape[1])


@dataclass(frozen=True, slots=True, eq=False)
class Builder:
    """What is needed to make the tables. `made` keeps each coder, so that facts can share it."""

    columns: Columns
    statutes: Statutes
    as_of: datetime.date
    layout: Layout
    made: dict[Any, Coder]

    def table(self, fact: FactMasks) -> FactTable:
        coders = tuple(self.coders_of(fact))
        masks_of = lru_cache(maxsize=None)(fact.masks)
        firms = (merged(some) for some in product(*(coder.samples for coder in coders)))
        codes, samples = classes(firms, lambda given: masks_of(self.possible(fact.fact, given)))
        rows = [self.layout.row(*masks_of(self.possible(fact.fact, given))) for given in samples]
        return FactTable(fact.fact, coders, codes, np.array(rows, dtype=np.int64))

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
