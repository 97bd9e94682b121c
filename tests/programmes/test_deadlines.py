"""A last day is read where it is called one, and never guessed."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from tsunagari.base.words import Words
from tsunagari.programmes.deadlines import deadline_of
from tsunagari.programmes.schema import Outside, Programme

PROGRAMME = Programme("n-x", "national", "(1)-①", Words("事業", ""), Words("", ""), None)
CHRISTMAS = datetime.date(2009, 12, 25)


@pytest.mark.parametrize(
    "step",
    [
        "2009年12月25日までに申し込みます。",
        "平成21年12月25日（金）までに、市町村に申し込みます。",
        "書類をそろえます（平成２１年１２月２５日必着）。",
        "平成21年 12月 25日 締切。",
        "平成21年12月25日までに申し込み、平成21年12月25日（金）必着で送ります。",
    ],
)
def test_a_day_that_is_called_the_last_one_is_it(step: str) -> None:
    assert deadline_of(replace(PROGRAMME, first_step=Words(step, ""))) == CHRISTMAS


@pytest.mark.parametrize(
    "step",
    [
        "",
        "市町村に聞きます。",
        "12月25日までに申し込みます。",  # of which year?
        "平成21年12月までに申し込みます。",
        "平成21年12月25日から受け付けます。",
        "平成21年2月30日までに申し込みます。",
        "昭和64年1月8日までに申し込みます。",
        "平成21年12月25日まで、または平成22年1月8日までに申し込みます。",
    ],
)
def test_anything_else_is_none(step: str) -> None:
    assert deadline_of(replace(PROGRAMME, first_step=Words(step, ""))) is None
    assert deadline_of(PROGRAMME) is None


def test_an_outside_call_closes_on_a_day_of_japan() -> None:
    late = datetime.datetime(2009, 12, 24, 16, 0, tzinfo=datetime.UTC)  # one o'clock in the night
    seen = Outside("x", "https://example.jp/1", late, closes_at=late)
    assert deadline_of(replace(PROGRAMME, outside=seen)) == CHRISTMAS
    assert deadline_of(replace(PROGRAMME, outside=replace(seen, closes_at=None))) is None
