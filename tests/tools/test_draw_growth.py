"""The growth plot: points where the numbers say, and a refusal of what is no growth."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest

from tools.draw_growth import Axis, axis_over, drawn, even

SVG = "{http://www.w3.org/2000/svg}"


def size(firms: int, programmes: int, seconds: float) -> dict[str, Any]:
    return {"firms": firms, "programmes": programmes, "value": seconds}


SIZES = [
    size(1_000, 100, 0.1),
    size(10_000, 100, 1.0),
    size(10_000, 10, 0.5),
    {"what": "another", "value": 9},
]


def test_a_decade_is_as_wide_as_any_other() -> None:
    axis = Axis(1, 100, 0, 200)
    assert [axis.at(each) for each in (1, 10, 100)] == [0, 100, 200]
    assert axis.decades == [1, 10, 100]


def test_the_axis_takes_whole_decades() -> None:
    assert (axis_over([0.03, 2.5], 0, 1).low, axis_over([0.03, 2.5], 0, 1).high) == (0.01, 10.0)


def test_each_size_is_a_point_that_says_its_numbers() -> None:
    tree = ElementTree.fromstring(drawn(SIZES))  # noqa: S314 - our own
    said = [each.findtext(f"{SVG}title") for each in tree.iter(f"{SVG}circle")]
    assert said == [
        *("1,000 firms: 0.10 s", "10,000 firms: 1.00 s"),
        *("10 programmes: 0.50 s", "100 programmes: 1.00 s"),
    ]


def test_even_growth_ends_where_the_cost_does_and_stays_on_the_page() -> None:
    assert even([(10, 3.0), (100, 4.0)], Axis(1, 10, 0, 1)) == [(25, 1.0), (100, 4.0)]


def test_one_size_is_no_growth() -> None:
    with pytest.raises(ValueError, match="--growth"):
        drawn([size(10, 100, 1.0)])
