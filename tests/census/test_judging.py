"""Every firm at once says what the scalar engine says of each, on every boundary, unknowns included."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.census.firms import columns_of, given_facts, random_firms
from tests.engines.masks.rules import FIRMS, RULES, condition
from tsunagari.census.columns import Columns, listed, ordered
from tsunagari.census.judging import AT_ONCE, build_judge
from tsunagari.census.words import WORD
from tsunagari.engines.eligibility.rule import AllOf, Facts, Rule
from tsunagari.engines.eligibility.verdict import Verdict
from tsunagari.engines.facts.derive import DERIVATIONS, derive
from tsunagari.engines.facts.parts import PARTS
from tsunagari.engines.facts.sales import sales_change
from tsunagari.engines.facts.statutes import Statutes
from tsunagari.engines.masks.masks import Masks, compile_masks
from tsunagari.programmes.catalogue import Catalogue, load_catalogue
from tsunagari.programmes.checking import possible_facts
from tsunagari.programmes.folders import REPOSITORY

NO_STATUTES = Statutes(())
DAY = datetime.date(2009, 10, 1)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(REPOSITORY / "plans", 2009)


def verdicts(
    masks: Masks, columns: Columns, rows: int, catalogue: Catalogue | None = None
) -> list[dict[str, Verdict]]:
    statutes, as_of = (catalogue.statutes, catalogue.plan.as_of) if catalogue else (NO_STATUTES, DAY)
    judge = build_judge(masks, columns, statutes=statutes, as_of=as_of)
    certain, possible = judge.judge(columns, rows)
    return [
        {
            key: Verdict(
                int(certain[place // WORD, row] >> place % WORD & 1)
                + int(possible[place // WORD, row] >> place % WORD & 1)
            )
            for place, key in enumerate(masks.programmes)
        }
        for row in range(rows)
    ]


def test_the_whole_plan_over_firms_on_every_boundary(catalogue: Catalogue) -> None:
    as_of = catalogue.plan.as_of
    firms = random_firms(catalogue, as_of, count=1_500, seed=20091001)
    rules = {programme.key: programme.rule for programme in catalogue.programmes}
    found = verdicts(compile_masks(rules), columns_of(firms, given_facts(catalogue)), len(firms), catalogue)
    for firm, said in zip(firms, found, strict=True):
        facts = possible_facts(catalogue, firm, as_of)
        assert said == {key: rule.verdict(facts) for key, rule in rules.items()}, firm


def test_every_derived_fact_has_its_parts() -> None:
    assert set(DERIVATIONS) == set(PARTS)


def test_a_derived_fact_rests_on_no_more_than_its_parts(catalogue: Catalogue) -> None:
    """A fact outside the parts never changes the result: else the table would be wrong."""
    as_of = catalogue.plan.as_of
    for firm in random_firms(catalogue, as_of, count=300, seed=7):
        whole = derive(firm, statutes=catalogue.statutes, as_of=as_of)
        for name, parts in PARTS.items():
            seen = {fact for part in parts for fact in part.facts}
            some = {fact: value for fact, value in firm.items() if fact in seen}
            assert derive(some, statutes=catalogue.statutes, as_of=as_of).get(name) == whole.get(name)


@given(st.lists(RULES, min_size=1, max_size=4), st.lists(FIRMS, min_size=1, max_size=5))
def test_random_rules_over_random_firms(rules: list[Rule], firms: list[Facts]) -> None:
    known = [{name: next(iter(values)) for name, values in firm.items()} for firm in firms]
    columns: dict[str, Any] = {
        name: listed([firm.get(name) for firm in known]) for name in ("size", "trade", "held")
    }
    columns["people"] = ordered([firm.get("people") for firm in known])
    named = {f"p{number}": rule for number, rule in enumerate(rules)}
    found = verdicts(compile_masks(named), columns, len(known))
    for firm, said in zip(known, found, strict=True):
        facts = {name: frozenset({value}) for name, value in firm.items()}
        assert said == {key: rule.verdict(facts) for key, rule in named.items()}


RATES = st.fractions(min_value=-1, max_value=2, max_denominator=20)


@given(
    st.lists(st.tuples(st.sampled_from((">=", "<=", "<", ">", "is")), RATES), min_size=1, max_size=4),
    st.lists(
        st.tuples(st.none() | st.integers(0, 60), st.none() | st.integers(0, 60)), min_size=1, max_size=6
    ),
)
def test_sales_are_held_against_rates_without_dividing(
    tests: list[tuple[str, Fraction]], sales: list[tuple[int | None, int | None]]
) -> None:
    rules = {f"p{n}": condition("firm.sales_change", test, rate) for n, (test, rate) in enumerate(tests)}
    columns = {
        "firm.sales_yen": ordered([now for now, _ in sales]),
        "firm.sales_before_yen": ordered([before for _, before in sales]),
    }
    for (now, before), said in zip(sales, verdicts(compile_masks(rules), columns, len(sales)), strict=True):
        pair = {"firm.sales_yen": now, "firm.sales_before_yen": before}
        firm = {name: value for name, value in pair.items() if value is not None}
        change = sales_change(firm, statutes=NO_STATUTES, as_of=DAY)
        facts = {} if change is None else {"firm.sales_change": change}
        assert said == {key: rule.verdict(facts) for key, rule in rules.items()}


def test_sales_beyond_64_bits_stay_exact() -> None:
    rule = condition("firm.sales_change", ">=", Fraction(999_999_999, 1_000_000_000))
    huge = 4_000_000_000_000_000_000
    columns = {
        "firm.sales_yen": ordered([2 * huge - 4_000_000_000, 2 * huge - 4_000_000_001]),
        "firm.sales_before_yen": ordered([huge, huge]),
    }
    assert [said["p"] for said in verdicts(compile_masks({"p": rule}), columns, 2)] == [
        Verdict.YES,
        Verdict.NO,
    ]


def test_chunks_join_without_a_seam() -> None:
    rows = AT_ONCE + 3
    masks = compile_masks({"p": condition("people", ">=", 5)})
    columns = {"people": ordered([5] * (rows - 1) + [4])}
    certain, _ = build_judge(masks, columns, statutes=NO_STATUTES, as_of=DAY).judge(columns, rows)
    assert np.count_nonzero(certain[0]) == rows - 1


def test_more_programmes_than_one_word_holds() -> None:
    rules: dict[str, Rule] = {f"p{n}": condition("people", ">=", n) for n in range(3 * WORD)}
    rules["open"] = AllOf(())
    columns = {"people": ordered([100, None])}
    first, second = verdicts(compile_masks(rules), columns, 2)
    assert sum(verdict is Verdict.YES for verdict in first.values()) == 102
    assert second["open"] is Verdict.YES
    assert second["p0"] is Verdict.UNKNOWN


def test_a_fact_without_a_column_is_unknown_of_every_firm(catalogue: Catalogue) -> None:
    rules = {programme.key: programme.rule for programme in catalogue.programmes}
    (said,) = verdicts(compile_masks(rules), {}, 1, catalogue)
    assert said == {
        key: rule.verdict(possible_facts(catalogue, {}, catalogue.plan.as_of)) for key, rule in rules.items()
    }
