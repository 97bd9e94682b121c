"""中小企業基本法第2条 at every threshold, and what may never happen."""

from __future__ import annotations

import datetime
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.facts.law import DAY, statutes
from tsunagari.engines.facts.derive import derive, thresholds

OKU, MAN = 100_000_000, 10_000
LIMITS = {  # trade → category, capital, employees; the figures of the law, written again by hand
    "E": ("manufacturing_other", 3 * OKU, 300),
    "D": ("manufacturing_other", 3 * OKU, 300),
    "791": ("manufacturing_other", 3 * OKU, 300),
    "50": ("wholesale", OKU, 100),
    "L": ("service", 5000 * MAN, 100),
    "70": ("service", 5000 * MAN, 100),
    "3922": ("service", 5000 * MAN, 100),
    "58": ("retail", 5000 * MAN, 50),
    "76": ("retail", 5000 * MAN, 50),
    "199": ("rubber", 3 * OKU, 900),
    "391": ("software_dp", 3 * OKU, 300),
    "3921": ("software_dp", 3 * OKU, 300),
    "751": ("ryokan", 5000 * MAN, 200),
}
EXACT = {trade: limits for trade, limits in LIMITS.items() if trade != "E"}


def facts(day: datetime.date = DAY, **given: Any) -> dict[str, Any]:
    named = {name.replace("__", "."): value for name, value in given.items()}
    return derive(named, statutes=statutes(), as_of=day)


def firm(trade: str, *, kind: str = "company", day: datetime.date = DAY, **given: Any) -> dict[str, Any]:
    return facts(day, firm__kind=kind, firm__industry=trade, **given)


@pytest.mark.parametrize(("trade", "limits"), EXACT.items())
def test_each_trade_has_its_category(trade: str, limits: tuple[str, int, int]) -> None:
    assert firm(trade)["firm.sme_category"] == {limits[0]}


@pytest.mark.parametrize("over", [-1, 0, 1])
@pytest.mark.parametrize(("trade", "limits"), EXACT.items())
def test_a_company_passes_by_capital_or_by_employees(
    trade: str, limits: tuple[str, int, int], over: int
) -> None:
    _, capital, people = limits
    by_capital = firm(trade, firm__capital_yen=capital + over, firm__employees_regular=people + 1)
    by_people = firm(trade, firm__capital_yen=capital + 1, firm__employees_regular=people + over)
    assert by_capital["firm.is_sme"] == by_people["firm.is_sme"] == {over <= 0}


@pytest.mark.parametrize(("trade", "limits"), EXACT.items())
def test_an_individual_passes_by_employees_only(trade: str, limits: tuple[str, int, int]) -> None:
    people = limits[2]
    over = firm(trade, kind="individual", firm__capital_yen=1, firm__employees_regular=people + 1)
    within = firm(trade, kind="individual", firm__employees_regular=people)
    assert over["firm.is_sme"] == {False}
    assert within["firm.is_sme"] == {True}


@pytest.mark.parametrize(
    ("trade", "categories"),
    [
        ("E", {"manufacturing_other", "rubber"}),
        ("19", {"manufacturing_other", "rubber"}),
        ("1911", {"manufacturing_other"}),
        ("1919", {"manufacturing_other", "rubber"}),
        ("1931", {"manufacturing_other"}),
        ("39", {"service", "software_dp"}),
        ("392", {"service", "software_dp"}),
        ("G", {"manufacturing_other", "service", "software_dp"}),
        ("75", {"service", "ryokan"}),
        ("I", {"wholesale", "retail"}),
        ("M", {"service", "ryokan", "retail"}),
        ("N", {"service", "manufacturing_other"}),
    ],
)
def test_a_code_too_coarse_gives_every_category_beneath_it(trade: str, categories: set[str]) -> None:
    assert firm(trade)["firm.sme_category"] == categories


def test_capital_within_the_limit_decides_before_employees_are_known() -> None:
    found = firm("58", firm__capital_yen=1000 * MAN)
    assert found["firm.is_sme"] == {True}
    assert found["firm.size"] == {"small", "medium"}


def test_nothing_known_leaves_all_open() -> None:
    found = facts()
    assert found["firm.is_sme"] == found["firm.is_small_enterprise"] == {True, False}
    assert found["firm.size"] == {"small", "medium", "large"}
    assert "applicant.kind" not in found


@pytest.mark.parametrize(
    ("trade", "limit"), [("D", 20), ("50", 5), ("58", 5), ("L", 5), ("76", 5), ("391", 5)]
)
@pytest.mark.parametrize("over", [-1, 0, 1])
def test_small_enterprises(trade: str, limit: int, over: int) -> None:
    found = firm(trade, firm__employees_regular=limit + over)
    assert found["firm.is_small_enterprise"] == {over <= 0}
    assert found["firm.size"] == {"small"} if over <= 0 else "small" not in found["firm.size"]


@pytest.mark.parametrize(("day", "limit"), [("2014-03-31", 5), ("2014-04-01", 20)])
@pytest.mark.parametrize("trade", ["751", "80"])
def test_lodging_and_amusement_count_twenty_from_april_2014(trade: str, day: str, limit: int) -> None:
    on = datetime.date.fromisoformat(day)
    assert firm(trade, day=on, firm__employees_regular=limit)["firm.is_small_enterprise"] == {True}
    assert firm(trade, day=on, firm__employees_regular=limit + 1)["firm.is_small_enterprise"] == {False}


@pytest.mark.parametrize(
    ("kind", "truths"), [("cooperative", {True}), ("association", {True, False}), ("other", {False})]
)
def test_what_is_neither_company_nor_individual(kind: str, truths: set[bool]) -> None:
    assert firm("E", kind=kind, firm__employees_regular=3)["firm.is_sme"] == truths


def test_an_association_of_few_people_is_small_or_no_sme() -> None:
    found = firm("D", kind="association", firm__employees_regular=3)
    assert found["firm.size"] == {"small", "large"}
    assert found["firm.is_small_enterprise"] == {True, False}


def test_one_yen_over_is_over() -> None:
    found = firm("D", firm__capital_yen=300_000_001, firm__employees_regular=301)
    assert found["firm.is_sme"] == {False}
    assert found["firm.size"] == {"large"}


@pytest.mark.parametrize(
    ("applicant", "truths"),
    [
        ("company", {True}),
        ("prospective_founder", {False}),
        ("local_government", {False}),
        ("other", {True, False}),
    ],
)
def test_the_applicant_tells_the_kind_of_firm(applicant: str, truths: set[bool]) -> None:
    found = facts(applicant__kind=applicant, firm__industry="D", firm__employees_regular=3)
    assert found["firm.is_sme"] == truths


CASES = st.fixed_dictionaries(
    {},
    optional={
        "firm.kind": st.sampled_from(["company", "individual", "cooperative", "association", "other"]),
        "firm.industry": st.sampled_from([*LIMITS, "I", "M", "39", "75"]),
        "firm.capital_yen": st.sampled_from(
            [0, 5000 * MAN, 5000 * MAN + 1, OKU, OKU + 1, 3 * OKU, 3 * OKU + 1]
        ),
        "firm.employees_regular": st.sampled_from(
            [0, 5, 6, 20, 21, 50, 51, 100, 101, 200, 201, 300, 301, 900, 901]
        ),
    },
)
NAMES = ("firm.is_sme", "firm.is_small_enterprise", "firm.size", "firm.sme_category")


@given(CASES, st.data())
def test_knowing_more_never_widens_what_is_possible(case: dict[str, Any], data: st.DataObject) -> None:
    less = {name: case[name] for name in case if data.draw(st.booleans(), label=name)}
    wide = derive(less, statutes=statutes(), as_of=DAY)
    narrow = derive(case, statutes=statutes(), as_of=DAY)
    for name in NAMES:
        assert narrow[name] <= wide[name]


@given(CASES, st.integers(0, 400_000_000), st.integers(0, 1000))
def test_shrinking_never_loses_sme_status(case: dict[str, Any], less_capital: int, fewer: int) -> None:
    before = derive(case, statutes=statutes(), as_of=DAY)["firm.is_sme"]
    shrunk = {
        **case,
        **{
            name: max(0, case[name] - by)
            for name, by in (("firm.capital_yen", less_capital), ("firm.employees_regular", fewer))
            if name in case
        },
    }
    after = derive(shrunk, statutes=statutes(), as_of=DAY)["firm.is_sme"]
    assert not (before == {True} and after != {True})
    assert not (after == {False} and before != {False})


COMPLETIONS = {  # one value on each side of every threshold, every kind, trades of every category
    "firm.kind": ["company", "individual", "cooperative", "association", "other"],
    "firm.industry": ["D", "50", "L", "58", "199", "391", "751", "80"],
    "firm.capital_yen": [0, 5000 * MAN + 1, OKU + 1, 3 * OKU + 1],
    "firm.employees_regular": [0, 6, 21, 51, 101, 201, 301, 901],
}


@pytest.mark.parametrize("open_names", [names for n in (1, 2) for names in combinations(COMPLETIONS, n)])
@given(st.data())
@settings(max_examples=15, deadline=None)
def test_unknown_is_the_union_over_what_it_could_be(open_names: tuple[str, ...], data: st.DataObject) -> None:
    known = {
        name: data.draw(st.sampled_from(values), label=name)
        for name, values in COMPLETIONS.items()
        if name not in open_names
    }
    seen: dict[str, set[Any]] = {name: set() for name in NAMES}
    for values in product(*(COMPLETIONS[name] for name in open_names)):
        found = derive(
            {**known, **dict(zip(open_names, values, strict=True))}, statutes=statutes(), as_of=DAY
        )
        for name in NAMES:
            seen[name] |= found[name]
    assert {name: set(derive(known, statutes=statutes(), as_of=DAY)[name]) for name in NAMES} == seen


def test_thresholds_are_those_of_the_law() -> None:
    assert thresholds(statutes(), DAY, "firm.employees_regular") == (5, 20, 50, 100, 200, 300, 900)
    assert thresholds(statutes(), DAY, "firm.capital_yen") == (5000 * MAN, OKU, 3 * OKU)
    assert thresholds(statutes(), DAY, "firm.prefecture") == ()
