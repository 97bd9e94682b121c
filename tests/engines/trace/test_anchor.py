"""Anchors follow each other: one that was changed, taken out or put in shows at the next."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engines.trace.chains import INSTANT
from tsunagari.base.errors import BadInput
from tsunagari.engines.trace.anchor import Anchor, broken_anchors, digest_of, read_anchor
from tsunagari.engines.trace.line import Head

HEADS = st.dictionaries(
    st.integers(1, 9), st.builds(Head, st.integers(0, 99), st.text("0123456789abcdef")), max_size=3
)
GOOD = Anchor(INSTANT, {4: Head(2, "ab")}).text


def written(count: int) -> list[tuple[str, str]]:
    """Anchors made one after the other, by name."""
    made: list[tuple[str, str]] = []
    for number in range(count):
        before = digest_of(made[-1][1]) if made else ""
        made.append((f"anchor-{number}", Anchor(INSTANT, {4: Head(number, "ab")}, before).text))
    return made


@given(HEADS, st.text("0123456789abcdef"))
def test_an_anchor_is_read_as_it_was_written(heads: dict[int, Head], before: str) -> None:
    anchor = Anchor(INSTANT, heads, before)
    assert read_anchor(anchor.text, "here") == anchor


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", GOOD[:40], GOOD.replace("2009", "soon"), "[" * 9])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="here: given"):
        read_anchor(text, "here")


def test_an_anchor_of_another_form_is_refused() -> None:
    with pytest.raises(BadInput, match="tsunagari anchor 1"):
        read_anchor(json.dumps({**json.loads(GOOD), "form": "other"}), "here")


def test_anchors_in_order_are_not_accused() -> None:
    assert list(broken_anchors([])) == []
    assert list(broken_anchors(written(4))) == []
    assert list(broken_anchors(written(4)[2:])) == []  # the older ones were put away


def test_an_anchor_changed_or_taken_out_shows_at_the_next() -> None:
    anchors = written(4)
    assert list(broken_anchors([anchors[0], *anchors[2:]])) == ["anchor-2"]
    name, text = anchors[1]
    changed = (name, text.replace('"ab"', '"cd"'))
    assert list(broken_anchors([anchors[0], changed, *anchors[2:]])) == ["anchor-2"]
