"""Codes of columns: 0 is unknown, and looking a number up says what comparing says."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tsunagari.census.codes import FEW, code_listed, code_ordered, mixed
from tsunagari.census.columns import listed, ordered

STARTS = st.lists(st.integers(-50, 2 * FEW), min_size=0, max_size=6, unique=True).map(sorted)
NUMBERS = st.none() | st.integers(-60, 3 * FEW) | st.sampled_from((-(2**61), 2**61))


@given(STARTS, st.lists(NUMBERS, min_size=1, max_size=20))
def test_a_number_s_code_counts_the_edges_it_has_reached(starts: list[int], values: list[int | None]) -> None:
    found = code_ordered("n", starts).codes({"n": ordered(values)})
    expected = [0 if value is None else 1 + sum(value >= start for start in starts) for value in values]
    assert found.tolist() == expected
    assert found.dtype == np.int32


def test_few_values_are_looked_up_and_many_compared() -> None:
    assert code_ordered("n", [5, 5 + FEW - 1]).steps is not None
    assert code_ordered("n", [5, 5 + FEW]).steps is None
    assert code_ordered("n", []).steps is None


@given(st.lists(st.none() | st.sampled_from("abcde"), min_size=1, max_size=20))
def test_a_listed_fact_s_code_stands_for_its_class(values: list[str | None]) -> None:
    column = listed(values)
    coder = code_listed(["t"], {"t": column}, lambda given: given.get("t") in ("a", "b"))
    said = [bool(coder.samples[code].get("t") in ("a", "b")) for code in coder.codes({"t": column})]
    assert said == [value in ("a", "b") for value in values]
    assert coder.samples[0] == {}


def test_codes_mixed_are_places_in_a_flat_table() -> None:
    table = np.arange(24).reshape(2, 3, 4)
    axes = [axis.ravel().astype(np.int32) for axis in np.indices(table.shape)]
    assert mixed(axes, table.shape).tolist() == table.ravel().tolist()
    assert mixed([], []) == 0
