"""The trade classification: its tree, its revisions, and what is refused."""

from __future__ import annotations

import datetime

import pytest

from tsunagari.base.errors import BadInput
from tsunagari.base.trades import (
    CHOICES,
    DIVISIONS,
    MAJOR_GROUPS,
    SMALLER_GROUPS,
    division_of,
    is_under,
    read_jsic,
    revision_on,
    trade_name,
)


def test_twenty_divisions_share_ninety_nine_groups() -> None:
    assert "".join(DIVISIONS) == "ABCDEFGHIJKLMNOPQRST"
    covered = [n for _, _, first, last in DIVISIONS.values() for n in range(first, last + 1)]
    assert covered == list(range(1, 100))
    assert [int(code) for code in MAJOR_GROUPS] == covered


def test_every_smaller_group_has_its_parents() -> None:
    for code in SMALLER_GROUPS:
        assert code[:2] in MAJOR_GROUPS
        assert len(code) == 3 or code[:3] in SMALLER_GROUPS


@pytest.mark.parametrize(
    ("day", "revision"),
    [("2009-10-01", 12), ("2014-03-31", 12), ("2014-04-01", 13), ("2024-03-31", 13), ("2024-04-01", 14)],
)
def test_the_revision_of_a_day(day: str, revision: int) -> None:
    assert revision_on(datetime.date.fromisoformat(day)) == revision


@pytest.mark.parametrize(
    ("typed", "code"),
    [("E", "E"), ("e", "E"), ("39", "39"), ("E19", "19"), ("３９１", "391"),
     (" 3921 ", "3921"), ("0111", "0111"), ("Ｍ", "M"), ("190", "190"), ("3909", "3909")],
)  # fmt: skip
def test_codes_as_typed(typed: str, code: str) -> None:
    assert read_jsic(typed, 12) == code


@pytest.mark.parametrize(
    "typed", ["", "U", "00", "E39", "397", "3924", "1912", "1901", "768", "٣٩", "製造業", "39-1", "E E"]
)
def test_what_does_not_exist_is_refused(typed: str) -> None:
    with pytest.raises(BadInput, match="JSIC"):
        read_jsic(typed, 12)


def test_market_research_came_with_revision_13() -> None:
    assert read_jsic("3923", 13) == "3923"
    with pytest.raises(BadInput):
        read_jsic("3923", 12)


@pytest.mark.parametrize("choice", CHOICES)
def test_every_choice_offered_is_accepted_today(choice: str) -> None:
    assert read_jsic(choice, 14) == choice
    assert all(trade_name(choice))


@pytest.mark.parametrize(
    ("code", "ancestor", "truth"),
    [("3921", "392", True), ("3921", "39", True), ("3921", "G", True), ("39", "39", True), ("G", "G", True),
     ("39", "391", False), ("3921", "391", False), ("3921", "E", False), ("G", "39", False)],
)  # fmt: skip
def test_the_tree(code: str, ancestor: str, truth: bool) -> None:
    assert is_under(code, ancestor) is truth


@pytest.mark.parametrize(
    ("code", "letter"), [("09", "E"), ("3299", "E"), ("33", "F"), ("70", "K"), ("99", "T"), ("M", "M")]
)
def test_the_division_of_a_code(code: str, letter: str) -> None:
    assert division_of(code) == letter


def test_a_code_without_a_name_of_its_own_takes_its_group_s() -> None:
    assert trade_name("0111") == ("農業", "Agriculture")
    assert trade_name("3921")[0] == "情報処理サービス業"
