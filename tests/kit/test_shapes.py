"""A shape that is wrong and a thing that cannot be are told apart."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tsunagari.base.errors import BadInput, Conflict
from tsunagari.kit.shapes import read_shaped

SHAPE = Draft202012Validator({"properties": {"day": {"type": "integer", "maximum": 31}}})


def day(sent: Any) -> int:
    value = sent["day"]
    if isinstance(value, str) or value == 30:
        raise BadInput(given=str(value), allowed="a day of February", where="day")
    return int(value)


def read(sent: Any) -> int:
    return read_shaped(sent, SHAPE, lambda: day(sent))


def test_what_has_the_shape_and_can_be_is_read() -> None:
    assert read({"day": 28}) == 28


def test_what_has_the_shape_and_cannot_be_is_a_conflict() -> None:
    with pytest.raises(Conflict, match="a day of February"):
        read({"day": 30})


def test_of_two_that_refuse_the_reader_says_what_is_wrong() -> None:
    with pytest.raises(BadInput, match="a day of February") as refused:
        read({"day": "first"})
    assert not isinstance(refused.value, Conflict)


def test_what_only_the_shape_refuses_is_refused_with_its_place() -> None:
    with pytest.raises(BadInput) as refused:
        read({"day": 32})
    assert (refused.value.given, refused.value.where) == ("32", "day")
