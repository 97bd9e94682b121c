"""Where conditions begin to tell an ordered fact's values apart."""

from __future__ import annotations

import datetime
from fractions import Fraction

import pytest

from tests.engines.masks.rules import condition
from tsunagari.engines.eligibility.edges import edges_of, starts_of

DAY = datetime.date(2009, 3, 31)


@pytest.mark.parametrize(
    ("test", "operand", "starts"),
    [
        (">=", 5, (5,)),
        ("<", 5, (5,)),
        ("<=", 5, (6,)),
        (">", 5, (6,)),
        ("is", 5, (5, 6)),
        ("between", (5, 20), (5, 21)),
        ("<=", DAY, (datetime.date(2009, 4, 1),)),
    ],
)
def test_a_class_begins_where_a_condition_turns(
    test: str, operand: object, starts: tuple[object, ...]
) -> None:
    assert starts_of([condition("fact", test, operand)]) == starts


def test_a_rate_has_no_next_value_so_the_edge_says_after() -> None:
    half = Fraction(1, 2)
    conditions = [condition("fact", test, half) for test in ("<=", ">=", ">")]
    assert edges_of(conditions) == ((half, False), (half, True))


def test_values_without_an_order_have_no_edges() -> None:
    with pytest.raises(ValueError, match="has_any does not order"):
        starts_of([condition("fact", "has_any", frozenset({"a"}))])
