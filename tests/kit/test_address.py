"""The query part of an address: what is taken, what is refused, what is written."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from tsunagari.base.errors import BadInput
from tsunagari.kit.address import query, read_choice, read_choices, read_text

TIERS = ("national", "smrj")


def text(value: str, *, limit: int = 10) -> str:
    return read_text(QueryDict(urlencode({"q": value})), "q", limit=limit, where="q")


def test_a_text_is_taken_as_it_was_written_but_for_the_space_around_it() -> None:
    assert text(" 跡つぎ ") == "跡つぎ"


def test_a_text_that_was_not_sent_is_empty() -> None:
    assert read_text(QueryDict(), "q", limit=10, where="q") == ""


@pytest.mark.parametrize(("length", "is_taken"), [(9, True), (10, True), (11, False)])
def test_the_limit_is_the_last_length_taken(length: int, is_taken: bool) -> None:
    if is_taken:
        assert text("あ" * length) == "あ" * length
    else:
        with pytest.raises(BadInput) as refused:
            text("あ" * length)
        assert "10" in refused.value.allowed


@pytest.mark.parametrize("hidden", ["\x00", "\x1b", "\x7f", "\u202e", "\ufeff"])
def test_what_cannot_be_seen_is_refused(hidden: str) -> None:
    with pytest.raises(BadInput):
        text(f"店{hidden}舗")


def test_choices_come_once_each_and_empty_ones_are_no_choice() -> None:
    params = QueryDict("tier=smrj&tier=&tier=national&tier=smrj")
    assert read_choices(params, "tier", TIERS, where="tier") == ("smrj", "national")


def test_a_code_that_was_never_offered_is_refused_with_those_that_were() -> None:
    with pytest.raises(BadInput) as refused:
        read_choices(QueryDict("tier=<b>"), "tier", TIERS, where="だれの事業か")
    assert (refused.value.given, refused.value.allowed) == ("<b>", "national、smrj")
    assert refused.value.where == "だれの事業か"


def test_one_choice_is_one() -> None:
    assert read_choice(QueryDict("tier=smrj"), "tier", TIERS, where="t") == "smrj"
    assert read_choice(QueryDict(""), "tier", TIERS, where="t", default="national") == "national"
    with pytest.raises(BadInput):
        read_choice(QueryDict("tier=smrj&tier=national"), "tier", TIERS, where="t")


def test_a_query_leaves_out_what_is_empty() -> None:
    assert query({"q": "", "tier": ["smrj", "national"]}) == "?tier=smrj&tier=national"
    assert query({}) == "?"


@given(st.dictionaries(st.text(min_size=1), st.lists(st.text(min_size=1), min_size=1), max_size=4))
def test_a_query_is_read_back_as_it_was_written(values: dict[str, list[str]]) -> None:
    assert dict(QueryDict(query(values).removeprefix("?")).lists()) == values
