"""Masks on columns with NumPy: for each fact a table from its codes to words, and one AND per firm."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tsunagari.census.change import BEFORE, NOW, ChangeCoder, code_change
from tsunagari.census.codes import Given, ListedCoder, OrderedCoder, classes, code_listed, code_ordered, mixed
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
AT_ONCE = 1 << 16  # firms: codes and words of a chunk stay in the processor's cache


@dataclass(frozen=True, slots=True, eq=False)
class FactTable:
    """What a fact's codes leave open: certain words, then possible words, one row per class."""

    coders: tuple[Coder, ...]
    class_of: NDArray[np.uint16]
    rows: Words

    def words(self, codes: Sequence[NDArray[np.uint16]]) -> Words:
        sizes = [len(coder.samples) for coder in self.coders]
        return np.take(self.rows, self.class_of[mixed(codes, sizes)], axis=0)


@dataclass(frozen=True, eq=False)
class Judge:
    """A plan's masks for columns with these values. Built once, then asked chunk by chunk."""

    masks: Masks
    layout: Layout
    tables: tuple[FactTable, ...]

    def judge(self, columns: Columns, rows: int) -> tuple[Words, Words]:
        """Words × firms: programmes certainly open, and possibly open."""
        found = np.empty((2, len(self.layout.words), rows), dtype=np.int64)
        for start in range(0, rows, AT_ONCE):
            stop = min(start + AT_ONCE, rows)
            chunk = {name: column.rows(start, stop) for name, column in columns.items()}
            found[:, :, start:stop] = self.layout.folded(self.open_ways(chunk, stop - start))
        return found[0], found[1]

    def open_ways(self, columns: Columns, rows: int) -> Words:
        codes = {id(coder): coder.codes(columns) for coder in self.coders}
        every = np.array(self.layout.cut(self.masks.existing) * 2, dtype=np.int64)
        found = np.broadcast_to(every, (rows, len(every))).copy()
        for table in self.tables:
            found &= table.words([codes[id(coder)] for coder in table.coders])
        return found

    @cached_property
    def coders(self) -> tuple[Coder, ...]:
        """Each once, however many facts rest on it."""
        return tuple({id(coder): coder for table in self.tables for coder in table.coders}.values())


def build_judge(masks: Masks, columns: Columns, *, statutes: Statutes, as_of: datetime.date) -> Judge:
    """Masks for columns with the values of `columns`. A fact without a column is unknown of all firms."""
    layout = Layout.of(masks)
    builder = Builder(columns, statutes, as_of, layout, {})
    return Judge(masks, layout, tuple(builder.table(fact) for fact in masks.facts.values()))


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
        firms = (merged(some) for some in product(*(coder.samples for coder in coders)))
        codes, samples = classes(firms, lambda given: fact.masks(self.possible(fact.fact, given)))
        pairs = (fact.masks(self.possible(fact.fact, given)) for given in samples)
        rows = [self.layout.cut(certain) + self.layout.cut(maybe) for certain, maybe in pairs]
        return FactTable(coders, codes, np.array(rows, dtype=np.int64))

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
