"""Why a firm qualifies anew, from what the rule says of both cards on both days."""

from __future__ import annotations

from itertools import product

import pytest

from tsunagari.outreach.policy.causes import CARD, CAUSES, NEW, TIME, WINDOW, causes_of

NOTHING = {"was_open": False, "by_card": False, "by_time": False, "is_new": False, "has_begun": False}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"was_open": True}, ()),
        ({"was_open": True, "has_begun": True}, (WINDOW,)),
        ({"by_card": True}, (CARD,)),
        ({"by_time": True}, (TIME,)),
        ({"by_card": True, "by_time": True}, (CARD, TIME)),
        ({}, (CARD, TIME)),
        ({"is_new": True, "by_card": True}, (NEW,)),
        ({"has_begun": True, "by_card": True}, (WINDOW, CARD)),
    ],
)
def test_each_cause(said: dict[str, bool], expected: tuple[str, ...]) -> None:
    assert causes_of(**NOTHING | said) == expected


def test_nobody_is_new_to_a_programme_without_a_cause() -> None:
    for values in product((False, True), repeat=len(NOTHING)):
        said = dict(zip(NOTHING, values, strict=True))
        why = causes_of(**said)
        was_there = said["was_open"] and not said["is_new"] and not said["has_begun"]
        assert (why == ()) is was_there
        assert set(why) <= CAUSES.keys()
        assert len(set(why)) == len(why)
