"""Control by large firms, time in business, change in sales; and statutes without a row."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import Any

import pytest

from tests.engines.facts.law import DAY, statutes
from tsunagari.engines.facts.derive import derive
from tsunagari.engines.facts.statutes import NoFigureInForce

ONE, ALL, OFFICERS = (
    "firm.large_shareholder_ratio",
    "firm.large_shareholders_total_ratio",
    "firm.large_officer_ratio",
)
LITTLE = Fraction(1, 1_000_000)


def deemed(kind: str | None = "company", **ratios: Fraction) -> frozenset[bool]:
    named = {"one": ONE, "together": ALL, "officers": OFFICERS}
    given: dict[str, Any] = {named[name]: value for name, value in ratios.items()}
    if kind:
        given["firm.kind"] = kind
    found: frozenset[bool] = derive(given, statutes=statutes(), as_of=DAY)["firm.is_deemed_large"]
    return found


@pytest.mark.parametrize(("name", "limit"), [("one", (1, 2)), ("together", (2, 3)), ("officers", (1, 2))])
def test_each_share_counts_from_its_limit(name: str, limit: tuple[int, int]) -> None:
    small = {"one": Fraction(0), "together": Fraction(0), "officers": Fraction(0)}
    at = Fraction(*limit)
    assert deemed(**{**small, name: at}) == {True}
    assert deemed(**{**small, name: at - LITTLE}) == {False}


def test_one_open_part_leaves_it_open_unless_another_decides() -> None:
    assert deemed(one=Fraction(0), together=Fraction(0)) == {True, False}
    assert deemed(officers=Fraction(1, 2)) == {True}


def test_what_one_share_says_of_the_other() -> None:
    assert deemed(one=Fraction(2, 3)) == {True}
    assert deemed(together=Fraction(1, 3), officers=Fraction(0)) == {False}
    assert deemed(together=Fraction(1, 2), officers=Fraction(0)) == {True, False}


def test_an_individual_has_no_shareholders() -> None:
    assert deemed("individual") == {False}
    assert deemed(None) == {True, False}


@pytest.mark.parametrize(
    ("founded", "as_of", "months"),
    [
        ("2008-10-01", "2009-10-01", 12),
        ("2008-10-02", "2009-10-01", 11),
        ("2009-01-31", "2009-02-28", 1),
        ("2009-01-31", "2009-03-30", 1),
        ("2008-02-29", "2009-02-28", 12),
        ("2009-10-01", "2009-10-01", 0),
    ],
)
def test_months_are_counted_by_the_calendar(founded: str, as_of: str, months: int) -> None:
    day = datetime.date.fromisoformat
    found = derive({"firm.founded_on": day(founded)}, statutes=statutes(), as_of=day(as_of))
    assert found["firm.months_in_business"] == {months}


def test_sales_change_is_an_exact_ratio() -> None:
    given = {"firm.sales_yen": 97, "firm.sales_before_yen": 100}
    assert derive(given, statutes=statutes(), as_of=DAY)["firm.sales_change"] == {Fraction(-3, 100)}
    for missing in ({"firm.sales_yen": 97}, {"firm.sales_yen": 97, "firm.sales_before_yen": 0}):
        assert "firm.sales_change" not in derive(missing, statutes=statutes(), as_of=DAY)


@pytest.mark.parametrize(("kind", "applicant"), [("company", {"company"}), ("other", {"other"})])
def test_the_applicant_follows_the_firm(kind: str, applicant: set[str]) -> None:
    assert derive({"firm.kind": kind}, statutes=statutes(), as_of=DAY)["applicant.kind"] == applicant
    given = {"firm.kind": kind, "applicant.kind": "federation"}
    assert derive(given, statutes=statutes(), as_of=DAY)["applicant.kind"] == {"federation"}


def test_a_figure_that_is_not_there_says_what_was_asked_for() -> None:
    with pytest.raises(NoFigureInForce, match=r"deemed_large\.no_such_name"):
        statutes().ratio("deemed_large", "no_such_name", DAY)
