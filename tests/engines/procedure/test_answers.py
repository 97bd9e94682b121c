"""What is told: texts to values, and values of the right kind."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.engines.procedure.samples import FORM, OUTCOME, field
from tsunagari.base.errors import BadInput
from tsunagari.engines.procedure.answers import check_given, is_of_kind, read_answers
from tsunagari.engines.procedure.declared import KINDS
from tsunagari.engines.procedure.simulation import sample

DAY = date(2009, 10, 1)
THEMES = field("themes", "choices", options=OUTCOME.options)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("text", " 売上が減った ", "売上が減った"),
        ("yen", "３００万円", 3_000_000),
        ("date", "平成21年10月1日", DAY),
        ("count", "４５", 45),
        ("organisation", "12", "12"),
    ],
)
def test_texts_become_values(kind: str, text: str, value: object) -> None:
    assert read_answers([field("x", kind)], {"x": [text], "y": ["?"]}) == {"x": value}


def test_what_is_left_empty_is_left_out() -> None:
    assert read_answers(
        [field("x"), field("y"), THEMES], {"x": ["", " "], "themes": ["good", "bad", ""]}
    ) == {"themes": ["good", "bad"]}


@pytest.mark.parametrize("text", ["-1", "1.5", "٣", "1e3", "十", "9" * 10])
def test_a_count_is_digits(text: str) -> None:
    with pytest.raises(BadInput):
        read_answers([field("minutes", "count")], {"minutes": [text]})


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("text", ["", "  ", 1, None]),
        ("choice", ["", "ugly", ["good"], None]),
        ("choices", [[], ["ugly"], [["good"]], "good", None]),
        ("date", ["2009-10-01", datetime(2009, 10, 1)]),  # noqa: DTZ001
        ("yen", [-1, True, "1", 1.0]),
        ("count", [-1, False, "1", 1.0]),
        ("organisation", ["", True, None, 1.0]),
        ("person", [" ", True, None]),
        ("consent", ["", False, None]),
    ],
)
def test_values_are_of_their_kind(kind: str, wrong: list[object]) -> None:
    asked = field("x", kind, options=OUTCOME.options)
    assert is_of_kind(asked, sample(asked, DAY))
    assert [value for value in wrong if is_of_kind(asked, value)] == []


def test_every_kind_has_a_sample_and_says_what_it_allows() -> None:
    for kind in KINDS:
        options = OUTCOME.options if kind.startswith("choice") else ()
        asked = field("x", kind, options=options)
        check_given([asked], {"x": sample(asked, DAY)})
        with pytest.raises(BadInput) as refused:
            check_given([asked], {"x": object()})
        assert refused.value.allowed
        assert refused.value.where == "x"


def test_required_optional_and_unasked() -> None:
    check_given(FORM.fields, {"heard": "…"})
    with pytest.raises(BadInput, match="Say heard"):
        check_given(FORM.fields, {"minutes": 30})
    with pytest.raises(BadInput, match="Leave it out"):
        check_given(FORM.fields, {"heard": "…", "mood": "fine"})
    with pytest.raises(BadInput, match="nothing"):
        check_given((), {"mood": "fine"})
    with pytest.raises(BadInput, match=r"good \(goodの\), bad"):
        check_given([OUTCOME], {"outcome": "ugly"})
