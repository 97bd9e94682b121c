"""How sales have changed, firm by firm, held against the rates that rules ask for. Exact: no division."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import cast

import numpy as np
from numpy.typing import NDArray

from tsunagari.census.codes import Codes, Given
from tsunagari.census.columns import Columns, Ordered
from tsunagari.engines.eligibility.edges import Edge

NOW, BEFORE = "firm.sales_yen", "firm.sales_before_yen"
ROOM = 2**62


@dataclass(frozen=True, slots=True, eq=False)
class ChangeCoder:
    """Classes of (now − before) ÷ before; 0, unknown, without either, or without sales before."""

    edges: tuple[Edge, ...]
    samples: tuple[Given, ...]

    def codes(self, columns: Columns) -> Codes:
        now, before = (cast("Ordered", columns[name]) for name in (NOW, BEFORE))
        codes = np.ones(len(now), dtype=np.int32)
        for rate, is_after in self.edges:
            gained = product_of(now.values - before.values, rate.denominator)
            asked = product_of(before.values, rate.numerator)
            codes += (gained > asked) if is_after else (gained >= asked)
        return codes * (now.is_known & before.is_known & (before.values > 0))


def product_of(values: NDArray[np.int64], factor: int) -> NDArray[np.int64]:
    """Exact also beyond 64 bits: then as Python's own whole numbers."""
    largest = int(np.abs(values).max(initial=0)) * abs(factor)
    return values * factor if largest < ROOM else values.astype(object) * factor


def code_change(edges: Sequence[Edge]) -> ChangeCoder:
    return ChangeCoder(tuple(edges), ({}, *map(firm_with, representatives(edges))))


def representatives(edges: Sequence[Edge]) -> list[Fraction]:
    """A rate of each class: below the first edge, then between each edge and the next."""
    rates = [edges[0][0] - 1] if edges else [Fraction(0)]
    for place, (rate, is_after) in enumerate(edges):
        following = edges[place + 1][0] if place + 1 < len(edges) else rate + 2
        rates.append((rate + following) / 2 if is_after else rate)
    return rates


def firm_with(rate: Fraction) -> Given:
    """Sales that have changed by `rate`; it may be less than −1, which no firm is."""
    return {NOW: rate.numerator + rate.denominator, BEFORE: rate.denominator}
