"""Sorting: what is not stated comes last, equals keep their place, the address says the order."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from tsunagari.base.errors import BadInput
from tsunagari.kit.address import query
from tsunagari.kit.tables import Column, Sorting, headings, read_sorting, sorted_rows

Row = tuple[str, int | None]
COLUMNS = (
    Column("name", "名前", lambda row: row[0]),
    Column("budget", "予算", lambda row: row[1], is_number=True),
)
ROWS: list[Row] = [("b", 3), ("a", None), ("d", 5), ("c", 3)]


def order(code: str, *, is_descending: bool = False) -> list[str]:
    return [name for name, _ in sorted_rows(ROWS, COLUMNS, Sorting(code, is_descending))]


def test_rows_sort_both_ways_and_what_is_not_stated_stays_last() -> None:
    assert order("budget") == ["b", "c", "d", "a"]
    assert order("budget", is_descending=True) == ["d", "b", "c", "a"]
    assert order("name") == ["a", "b", "c", "d"]


def test_the_order_comes_from_the_address() -> None:
    assert read_sorting(QueryDict("sort=-budget"), COLUMNS, default="name", where="s") == Sorting(
        "budget", True
    )
    assert read_sorting(QueryDict(), COLUMNS, default="name", where="s") == Sorting("name")


@pytest.mark.parametrize("sort", ["--budget", "budget;drop", "key"])
def test_an_unknown_order_is_refused(sort: str) -> None:
    with pytest.raises(BadInput):
        read_sorting(QueryDict(query({"sort": sort})[1:]), COLUMNS, default="name", where="s")


def test_a_head_turns_its_own_order_round_and_keeps_the_filters() -> None:
    name, budget = headings(COLUMNS, Sorting("budget", True), QueryDict("tier=smrj&sort=-budget"))
    assert (budget.href, budget.aria) == ("?tier=smrj&sort=budget", "descending")
    assert (name.href, name.aria) == ("?tier=smrj&sort=name", "")


def test_numbers_start_with_the_largest() -> None:
    _, budget = headings(COLUMNS, Sorting("name"), QueryDict())
    assert budget.href == "?sort=-budget"
