"""Figures of law as files: what is read, what is refused, and the figures that matter."""

from __future__ import annotations

import datetime
from fractions import Fraction
from pathlib import Path

import pytest

from tests.engines.facts.law import statutes
from tsunagari.engines.facts.statutes import NoFigureInForce, Statutes
from tsunagari.programmes.faults import Fault
from tsunagari.programmes.statutes import load_statutes

HEAD = "title: {ja: 例, en: Example}\nlaw: 例法第1条\nrows:\n"


def load(tmp_path: Path, *rows: str) -> tuple[Statutes, list[Fault]]:
    (tmp_path / "example.yaml").write_text(
        HEAD + "".join(f"  - {{{row}}}\n" for row in rows), encoding="utf-8"
    )
    return load_statutes(tmp_path, tmp_path)


def row(
    value: object, from_: str = "null", to: str = "null", more: str = "source: 例, verified: true"
) -> str:
    return f"name: limit, value: {value}, from: {from_}, to: {to}, {more}"


def test_a_figure_changes_on_its_day(tmp_path: Path) -> None:
    found, faults = load(tmp_path, row(1, to="2011-09-30"), row(2, from_="2011-10-01"))
    assert faults == []
    assert [found.value("example", "limit", datetime.date(2011, *day)) for day in ((9, 30), (10, 1))] == [
        1,
        2,
    ]


@pytest.mark.parametrize(
    ("rows", "line", "message"),
    [
        ((row(1, to="2011-09-30"), row(2, from_="2011-09-30")), 3, "same day"),
        ((row(1, to="2011-09-30"), row(2, from_="2011-10-02")), 3, "no row is in force"),
        ((row(1, from_="2011-10-01", to="2011-09-30"),), 4, "ends before it begins"),
        ((row(1, more="verified: true"),), 4, "a text is expected"),
        ((row(0.5),), 4, "never a float|a whole number, or a ratio"),
        ((row("null"),), 4, "a whole number, or a ratio"),
        ((row(1, from_="soon"),), 4, "a date"),
        ((row(1), "name: limit, name: limit, value: 1"), 5, "duplicate key"),
        (
            (row(1, more="trades: ['1'], source: 例"), row(2, more="trades: ['2', '1'], source: 例")),
            3,
            "same day",
        ),
    ],
)
def test_a_row_that_cannot_stand_is_named_with_its_line(
    tmp_path: Path, rows: tuple[str, ...], line: int, message: str
) -> None:
    _, faults = load(tmp_path, *rows)
    assert {fault.file for fault in faults} == {"example.yaml"}
    assert faults[0].line == line
    assert any(part in faults[0].message for part in message.split("|"))


def test_rows_for_different_cases_may_stand_side_by_side(tmp_path: Path) -> None:
    _, faults = load(tmp_path, row(1, more="kind: a, source: 例"), row(2, more="kind: b, source: 例"))
    assert faults == []


FY2009 = datetime.date(2009, 10, 1)
LATER = datetime.date(2026, 4, 1)


@pytest.mark.parametrize(
    ("statute", "name", "where", "day", "value"),
    [
        ("marukei", "loan_max_yen", {}, datetime.date(2009, 1, 9), 10_000_000),
        ("marukei", "loan_max_yen", {}, FY2009, 15_000_000),
        ("marukei", "loan_max_yen", {}, LATER, 20_000_000),
        ("tosan_kyosai", "monthly_max_yen", {}, FY2009, 80_000),
        ("tosan_kyosai", "monthly_max_yen", {}, datetime.date(2011, 10, 1), 200_000),
        ("tosan_kyosai", "cancellation_ratio", {"how": "deemed", "months_from": 36}, FY2009, Fraction(1)),
        ("shokibo_kyosai", "monthly_max_yen", {}, FY2009, 70_000),
        ("equipment", "loan_max_yen", {}, FY2009, 40_000_000),
        ("kodoka", "members_min", {"scheme": "arcade"}, FY2009, 10),
        ("keiei_kakushin", "ordinary_profit_growth_min", {"years": 5}, FY2009, Fraction(5, 100)),
        ("keiei_kakushin", "payroll_growth_min", {"years": 5}, LATER, Fraction(75, 1000)),
        ("subcontract", "payment_days_max", {}, FY2009, 60),
        ("subcontract", "subcontractor_employees_max", {"kind": "B"}, LATER, 100),
        ("official_demand", "target_ratio", {"fiscal_year": 2009}, FY2009, Fraction(524, 1000)),
        ("sme_support_act", "sub_national_plans", {}, FY2009, 61),
    ],
)
def test_the_figures_of_law(
    statute: str, name: str, where: dict[str, object], day: datetime.date, value: object
) -> None:
    found = statutes().value(statute, name, day, **where)
    assert (Fraction(found) if isinstance(found, str) else found) == value


def test_rates_are_exact() -> None:
    assert statutes().ratio("grants", "addition_rate_year", FY2009) == Fraction(1095, 10_000)
    assert statutes().ratio("subcontract", "late_rate_year", FY2009) == Fraction(146, 1000)


def test_a_law_that_has_ended_gives_no_figure() -> None:
    with pytest.raises(NoFigureInForce):
        statutes().value("equipment", "loan_max_yen", datetime.date(2015, 4, 1))
    with pytest.raises(NoFigureInForce):
        statutes().value("subcontract", "subcontractor_employees_max", FY2009, kind="A")


def test_the_plans_below_the_nation_add_up() -> None:
    at = {
        name: statutes().value("sme_support_act", name, FY2009)
        for name in ("prefectures", "designated_cities")
    }
    names = statutes().value("sme_support_act", "designated_city_names", FY2009)
    assert len(names) == len(set(names)) == at["designated_cities"] == 14
    assert sum(at.values()) == statutes().value("sme_support_act", "sub_national_plans", FY2009)
