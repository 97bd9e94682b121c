"""What a query tells besides its worry is read once, shown, and can be taken off."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsunagari.programmes.understanding import understood, without, worry_of


@pytest.mark.parametrize(
    ("query", "fact", "value"),
    [
        ("300万円借りたい", "amount_yen", "3000000"),
        ("３億５０００万円の工場", "amount_yen", "350000000"),
        ("大阪で店をやっている", "firm.prefecture", "27"),
        ("東京都の飲食店", "firm.prefecture", "13"),
        ("京都の旅館", "firm.prefecture", "26"),
        ("大分県の旅館", "firm.prefecture", "44"),
        ("神戸の洋品店", "firm.prefecture", "28"),
        ("従業員１０人の会社", "firm.employees_regular", "10"),
        ("5人でやっている", "firm.employees_regular", "5"),
        ("創業3年", "firm.months_in_business", "36"),
        ("まだ2年目", "firm.months_in_business", "24"),
        ("ラーメン屋をやっている", "firm.industry", "M"),
    ],
)
def test_facts_are_read(query: str, fact: str, value: str) -> None:
    assert (fact, value) in [(one.fact, one.value) for one in understood(query)]


@pytest.mark.parametrize(
    "query", ["東京で売りたい", "大分苦しい", "1億万円", "１０万人の町", "跡継ぎ", "", "\ud800"]
)
def test_what_is_no_fact_is_not_read_as_one(query: str) -> None:
    assert understood(query) == ()


def test_figures_are_not_searched_and_places_are() -> None:
    query = "大阪で300万円借りたい"
    assert worry_of(query, understood(query)).split() == ["大阪で", "借りたい"]
    assert worry_of("300万円", understood("300万円")) == "300万円"


def test_what_is_taken_off_is_no_longer_told() -> None:
    query = "大阪で店をやっている　300万円借りたい"
    amount, place = understood(query)
    assert without(query, place) == "店をやっている 300万円借りたい"
    assert understood(without(query, amount)) == (place,)


@given(st.text(max_size=60))
def test_any_text_can_be_read_and_each_fact_taken_off(query: str) -> None:
    for one in understood(query):
        assert len(without(query, one)) < len(query) + 1
