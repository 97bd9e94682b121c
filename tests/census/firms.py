"""Firms on every boundary of the law and of the rules, with facts missing here and there."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any

from tsunagari.base.trades import CHOICES
from tsunagari.census.columns import Column, listed, ordered
from tsunagari.engines.facts.time import founded_by
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.vocabulary import Fact

NUMBERS = ("count", "yen", "date")
OTHERS: Mapping[str, tuple[Any, ...]] = {
    "ratio": tuple(Fraction(text) for text in ("0", "1/3", "49/100", "1/2", "2/3", "3/4", "1")),
    "flag": (True, False),
    "jsic": CHOICES,
    "prefecture": ("01", "13", "47"),
    "municipality": ("04101", "13101"),
}


def random_firms(catalogue: Catalogue, as_of: datetime.date, count: int, seed: int) -> list[dict[str, Any]]:
    chance = random.Random(seed)  # noqa: S311 - a seed, so that a failure comes again
    values = {name: list(values_of(fact, catalogue, as_of)) for name, fact in given_facts(catalogue).items()}
    return [
        {name: chance.choice(some) for name, some in values.items() if chance.random() > 0.1}
        for _ in range(count)
    ]


def given_facts(catalogue: Catalogue) -> dict[str, Fact]:
    """Those that are told, not derived; who applies may also be told."""
    facts = catalogue.vocabulary.facts
    return {name: fact for name, fact in facts.items() if not fact.derived_by}


def values_of(fact: Fact, catalogue: Catalogue, as_of: datetime.date) -> Iterator[Any]:
    match fact.type:
        case "count" | "yen":
            edges = {0, 1, *fact.bands, *operands(catalogue, fact.name)}
            yield from sorted({max(edge + step, 0) for edge in edges for step in (-1, 0, 1)})
        case "date":
            days = (founded_by(months, as_of) for months in (1, *fact.bands))
            yield from (day + datetime.timedelta(step) for day in days for step in (-1, 0, 1))
        case "set":
            members = list(fact.values)
            yield from (frozenset(some) for some in ((), *pairwise(members), *([one] for one in members)))
        case other:
            yield from OTHERS.get(other, tuple(fact.values))


def operands(catalogue: Catalogue, name: str) -> Iterator[int]:
    for programme in catalogue.programmes:
        for condition in programme.rule.conditions():
            if condition.fact == name and isinstance(condition.operand, int):
                yield condition.operand


def columns_of(firms: list[dict[str, Any]], facts: Mapping[str, Fact]) -> dict[str, Column]:
    return {
        name: (ordered if fact.type in NUMBERS else listed)([firm.get(name) for firm in firms])
        for name, fact in facts.items()
    }
