"""How many firms of a country a rule leaves in, by prefecture and by division of trades."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tsunagari.base.places import PREFECTURES
from tsunagari.base.trades import DIVISIONS, division_of
from tsunagari.census.columns import Listed
from tsunagari.census.country import Country
from tsunagari.census.judging import build_judge
from tsunagari.engines.eligibility.rule import Rule
from tsunagari.engines.facts.statutes import Statutes
from tsunagari.engines.masks.masks import compile_masks

PLACES = (*(prefecture.code for prefecture in PREFECTURES), "")  # "" counts those whose place is not known
TRADES = (*DIVISIONS, "")


@dataclass(frozen=True, slots=True)
class Counted:
    """Firms that no known fact shuts out, and of them those that certainly qualify. Keys "" are unknown."""

    total: int
    certain: int
    by_prefecture: dict[str, int]
    by_division: dict[str, int]


def count_open(country: Country, rule: Rule, *, statutes: Statutes, as_of: datetime.date) -> Counted:
    masks = compile_masks({"rule": rule})
    columns = country.columns
    judge = build_judge(masks, columns, statutes=statutes, as_of=as_of)
    certain, possible = judge.judge(columns, len(country.weights))
    return counted(country, possible[0].astype(bool), int(country.weights[certain[0].astype(bool)].sum()))


def count_every(country: Country) -> Counted:
    return counted(country, np.ones(len(country.weights), dtype=bool), country.firms)


def counted(country: Country, among: NDArray[np.bool_], certain: int) -> Counted:
    weights = np.where(among, country.weights, 0)
    places, trades = places_of(country, "firm.prefecture"), places_of(country, "firm.industry")
    by_place = np.bincount(places, weights, len(PLACES)).astype(np.int64).tolist()
    by_trade = np.bincount(trades, weights, len(TRADES)).astype(np.int64).tolist()
    return Counted(
        int(weights.sum()),
        certain,
        dict(zip(PLACES, by_place, strict=True)),
        dict(zip(TRADES, by_trade, strict=True)),
    )


def places_of(country: Country, fact: str) -> NDArray[np.intp]:
    """Each row's place in PLACES or TRADES; the last where it is not known."""
    column = country.columns.get(fact)
    order = TRADES if fact == "firm.industry" else PLACES
    if not isinstance(column, Listed):
        return np.full(len(country.weights), len(order) - 1)
    name_of = division_of if fact == "firm.industry" else str
    return np.array([*(order.index(name_of(value)) for value in column.distinct), len(order) - 1])[
        column.places
    ]
