"""JSON whose readers would differ is refused."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsunagari.base.errors import BadInput
from tsunagari.base.strict_json import read_json

PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner),
    max_leaves=10,
)


@given(PLAIN)
def test_what_every_reader_reads_alike_is_read(value: object) -> None:
    assert read_json(json.dumps(value)) == value
    assert read_json(json.dumps(value, ensure_ascii=False).encode()) == value


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "{",
            "[1,]",
            "{'a': 1}",
            "NaN",
            "-Infinity",
            "1e999",
            '{"a": 1, "a": 1}',
            '{"b": [{"a": 1, "a": 2}]}',
        ),
        *('"\\ud800"', '{"\\udfff": 1}', "1" * 41, "-" + "1" * 5_000, "[" * 100_000),
    ],
)
def test_what_readers_differ_about_is_refused(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_json(text, where="firm.json")
    assert refused.value.where == "firm.json"


@given(st.binary(max_size=40))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    with suppress(BadInput):
        read_json(body)
