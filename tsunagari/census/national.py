"""A synthetic file of all firms of the country: nobody's, but as many and as large as the statistics say.

Given by the agency's count of June 2021 (chusho.meti.go.jp, 2023-12-13): 3,375,000 firms, of them 2,853,000
small enterprises and 10,364 large firms. Everything else is assumed and said to be: firms lie where people
lived at the census of 2010, trades and kinds are round shares, numbers are spread evenly on a log scale.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tsunagari.base.places import PREFECTURES
from tsunagari.census.columns import Listed, Ordered
from tsunagari.census.country import Country, combined

FIRMS, SMALL, LARGE = 3_375_000, 2_853_000, 10_364
SEED = 91001
# Assumed: inhabitants in 2010, in 10,000, in the order of the codes.
PEOPLE = (
    *(551, 137, 133, 235, 109, 117, 203, 297, 201, 201, 719, 622, 1316, 905, 237, 109, 117, 81, 86, 215),
    *(208, 377, 741, 185, 141, 264, 887, 559, 140, 100, 59, 72, 195, 286, 145, 79, 100, 143, 76, 507),
    *(85, 143, 182, 120, 114, 171, 139),
)
# Assumed: shares of trades in 1,000 (a division, or a group where the law tells it apart).
TRADES: Mapping[str, int] = {
    "C": 1, "D": 125, "E": 105, "19": 3, "F": 1, "38": 1, "391": 8, "H": 20, "50": 10, "53": 12, "55": 33,
    "56": 2, "57": 40, "58": 75, "60": 75, "J": 9, "K": 85, "L": 50, "751": 10, "76": 115, "78": 85, "80": 15,
    "82": 28, "83": 45, "Q": 2, "88": 8, "89": 14, "92": 23,
}  # fmt: skip
NOT_COMMERCE = frozenset(("C", "D", "E", "19", "F", "H", "J", "K", "Q"))
COMPANIES = {"small": 0.45, "medium": 0.93, "large": 1.0}  # assumed
MAN = 10_000
CAPITAL = tuple(MAN * n for n in (100, 300, 500, 1_000, 2_000, 3_000, 5_000, 8_000, 10_000, 30_000, 50_000))
ORIGIN = {
    "given": {
        "ja": "2021年6月 企業数 337.5万、うち小規模 285.3万、大企業 10,364（中小企業庁 2023-12-13 公表）",
        "en": "3,375,000 firms in June 2021, 2,853,000 small and 10,364 large (SME Agency, 2023-12-13)",
    },
    "assumed": {
        "ja": "所在地は2010年の人口の割合、業種・個人と会社の割合・資本金・従業員数の散らばり方は仮定",
        "en": "places follow the population of 2010; trades, kinds, capital and headcounts are ours",
    },
}


def make_national(firms: int = FIRMS, seed: int = SEED) -> Country:
    """The same file for the same arguments."""
    chance = np.random.default_rng(seed)
    trades = chance.choice(len(TRADES), firms, p=shares(list(TRADES.values()))).astype(np.int32)
    places = chance.choice(len(PEOPLE), firms, p=shares(PEOPLE)).astype(np.int32)
    sizes = chance.choice(3, firms, p=shares((SMALL, FIRMS - SMALL - LARGE, LARGE)))
    people = people_of(chance, sizes, np.array([trade not in NOT_COMMERCE for trade in TRADES])[trades])
    companies = chance.random(firms) < np.array(list(COMPANIES.values()))[sizes]
    columns: dict[str, Any] = {
        "firm.kind": Listed((~companies).astype(np.int32), ("company", "individual")),
        "firm.industry": Listed(trades, tuple(TRADES)),
        "firm.prefecture": Listed(places, tuple(prefecture.code for prefecture in PREFECTURES)),
        "firm.employees_regular": Ordered(people, np.ones(firms, dtype=bool)),
        "firm.capital_yen": Ordered(capital_of(chance, people, companies), companies),
    }
    return combined(columns, {"is_synthetic": True, **ORIGIN, "firms": firms, "seed": seed})


def shares(weights: Sequence[int]) -> NDArray[np.float64]:
    found = np.array(weights, dtype=np.float64)
    return found / found.sum()


def people_of(
    chance: np.random.Generator, sizes: NDArray[np.int64], is_commerce: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Regular employees: up to 5 or 20 in a small enterprise, above it otherwise; rounded where many."""
    few = np.where(is_commerce, 5, 20)
    most_medium = np.where(is_commerce, 100, 300)
    low = np.choose(sizes, (np.zeros_like(few), few + 1, most_medium * 3 + 1))
    high = np.choose(sizes, (few, most_medium, most_medium * 30))
    drawn = np.exp(np.log(low + 1) + chance.random(len(sizes)) * np.log((high + 1) / (low + 1)))
    people = np.clip(drawn.astype(np.int64) - 1, low, high)
    return np.where(people > 1000, people // 100 * 100, np.where(people > 100, people // 10 * 10, people))


def capital_of(
    chance: np.random.Generator, people: NDArray[np.int64], companies: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """The usual round amounts, larger with more employees; an individual has none."""
    step = np.log1p(people) * 1.1 + chance.normal(0, 1.6, len(people)) + 1
    places = np.clip(step.astype(np.int64), 0, len(CAPITAL) - 1)
    return np.where(companies, np.array(CAPITAL)[places], 0)
