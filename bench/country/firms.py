"""Seeded firms as columns: every fact spread wide, a share of the cells missing."""

from __future__ import annotations

import datetime
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tsunagari.base.errors import BadInput
from tsunagari.base.places import PREFECTURES
from tsunagari.base.trades import CHOICES, read_jsic, revision_on
from tsunagari.census.columns import Column, Columns, Listed, Ordered, number_of
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.vocabulary import Fact

RATIOS = tuple(Fraction(text) for text in ("0", "1/3", "49/100", "1/2", "2/3", "3/4", "1"))
TOWNS = tuple(f"{number:02}101" for number in range(1, 48))


def make_columns(catalogue: Catalogue, rows: int, *, seed: int, missing: float) -> Columns:
    chance = np.random.default_rng(seed)
    facts = {name: fact for name, fact in catalogue.vocabulary.facts.items() if not fact.derived_by}
    return {name: column(fact, chance, rows, missing, catalogue.plan.as_of) for name, fact in facts.items()}


def column(
    fact: Fact, chance: np.random.Generator, rows: int, missing: float, as_of: datetime.date
) -> Column:
    gone = chance.random(rows, dtype=np.float32) < missing
    if fact.type in ("count", "yen", "date"):
        return Ordered(numbers(fact.type, chance, rows, as_of), ~gone)
    values = values_of(fact, as_of)
    places = chance.integers(0, len(values), rows, dtype=np.int32)
    places[gone] = -1
    return Listed(places, values)


def numbers(kind: str, chance: np.random.Generator, rows: int, as_of: datetime.date) -> NDArray[np.int64]:
    if kind == "date":
        return number_of(as_of) - chance.integers(0, 60 * 365, rows)
    largest = 2_000 if kind == "count" else 1_000_000_000
    return np.exp(chance.random(rows) * np.log(largest)).astype(np.int64) - 1


def values_of(fact: Fact, as_of: datetime.date) -> tuple[Any, ...]:
    match fact.type:
        case "set":
            members = list(fact.values)
            return tuple(frozenset(some) for some in ((), *pairwise(members), *([one] for one in members)))
        case "ratio":
            return RATIOS
        case "flag":
            return (True, False)
        case "jsic":
            return tuple(code for code in CHOICES if is_known(code, as_of))
        case "prefecture":
            return tuple(prefecture.code for prefecture in PREFECTURES)
        case "municipality":
            return TOWNS
    return tuple(fact.values)


def is_known(code: str, as_of: datetime.date) -> bool:
    try:
        return bool(read_jsic(code, revision_on(as_of)))
    except BadInput:
        return False
