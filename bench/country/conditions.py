"""The same rules as peers need them: each condition once, with the facts it asks as plain whole numbers.

Peers get the derived facts ready-made, as one small number per firm that counts in nobody's time: that is to
their advantage. Only numbers that a rule asks for directly are compared as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tsunagari.census.columns import Columns, Ordered
from tsunagari.census.judging import build_judge, for_each
from tsunagari.census.words import WORD
from tsunagari.engines.eligibility.rule import Condition, Rule
from tsunagari.engines.masks.masks import compile_masks
from tsunagari.programmes.catalogue import Catalogue

NULL = -(1 << 62)
Sense = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Test:
    """One condition: on raw numbers (`by_class` None), or what it says of each class of the fact."""

    fact: str
    condition: Condition
    by_class: tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class Peers:
    facts: Mapping[str, NDArray[np.int64]]
    tests: Mapping[str, Test]  # name → test
    rules: Mapping[str, Rule]
    names: Mapping[Sense, str]

    def name(self, condition: Condition) -> str:
        return self.names[sense(condition)]


def sense(condition: Condition) -> Sense:
    return condition.fact, condition.test, condition.operand


def for_peers(catalogue: Catalogue, rules: Mapping[str, Rule], columns: Columns, rows: int) -> Peers:
    conditions = {sense(c): c for rule in rules.values() for c in rule.conditions()}
    names = {each: f"c{number}" for number, each in enumerate(conditions)}
    single = {names[each]: condition for each, condition in conditions.items()}
    masks = compile_masks(single)
    judge = build_judge(masks, columns, statutes=catalogue.statutes, as_of=catalogue.plan.as_of)
    codes = {coder: coder.codes(columns) for coder in judge.coders}
    tables = {fact: table for table in judge.tables for fact in table.facts}
    facts: dict[str, NDArray[np.int64]] = {}
    tests = {}
    for name, condition in single.items():
        fact, column = condition.fact, columns.get(condition.fact)
        if isinstance(column, Ordered):
            facts[fact] = np.where(column.is_known, column.values, NULL)
            tests[name] = Test(fact, condition, None)
            continue
        table = tables[fact]
        facts[fact] = for_each(table.classes(codes), rows).astype(np.int64)
        word, bit = divmod(masks.programmes.index(name), WORD)
        said = (table.rows[word] >> bit & 1).sum(axis=-1)
        tests[name] = Test(fact, condition, tuple(map(int, said)))
    return Peers(facts, tests, rules, names)
