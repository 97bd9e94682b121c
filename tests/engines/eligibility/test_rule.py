"""Kleene's laws, thresholds to the unit, and what knowing more may and may not change."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given

from tests.engines.eligibility.rules import FACTS, WORLD, possible_worlds, rules
from tsunagari.engines.eligibility.conditions import TESTS, is_trade_in
from tsunagari.engines.eligibility.rule import OPEN_TO_ALL, AllOf, AnyOf, Condition, Not, Rule
from tsunagari.engines.eligibility.verdict import Verdict

NO, UNKNOWN, YES = Verdict.NO, Verdict.UNKNOWN, Verdict.YES


def at_least(number: int) -> Condition:
    return Condition("a", ">=", number, "eligibility")


@pytest.mark.parametrize(
    ("test", "below", "at", "above"),
    [
        (">=", NO, YES, YES),  # 以上
        ("<=", YES, YES, NO),  # 以下
        ("<", YES, NO, NO),  # 未満
        (">", NO, NO, YES),  # 超
        ("is", NO, YES, NO),
    ],
)
def test_a_threshold_decides_to_the_unit(test: str, below: Verdict, at: Verdict, above: Verdict) -> None:
    limit = 300_000_000
    found = [TESTS[test](value, limit) for value in (limit - 1, limit, limit + 1)]
    assert found == [below, at, above]


def test_between_includes_both_ends() -> None:
    found = [TESTS["between"](value, (5, 20)) for value in (4, 5, 20, 21)]
    assert found == [NO, YES, YES, NO]


def test_ratios_compare_exactly() -> None:
    assert TESTS[">="](Fraction(1, 2), Fraction(1, 2)) is YES
    assert TESTS[">="](Fraction(499_999, 1_000_000), Fraction(1, 2)) is NO


def test_sets_have_one_or_any() -> None:
    assert TESTS["has"](frozenset({"sales"}), "sales") is YES
    assert TESTS["has"](frozenset(), "sales") is NO
    assert TESTS["has_any"](frozenset({"it"}), frozenset({"sales", "it"})) is YES
    assert TESTS["has_any"](frozenset({"ip"}), frozenset({"sales", "it"})) is NO


@pytest.mark.parametrize(
    ("code", "verdict"), [("3921", YES), ("392", YES), ("39", UNKNOWN), ("G", UNKNOWN), ("40", NO), ("E", NO)]
)
def test_a_trade_too_coarse_to_decide_is_unknown(code: str, verdict: Verdict) -> None:
    assert is_trade_in(code, frozenset({"392"})) is verdict


def test_missing_is_unknown_and_partial_knowledge_can_decide() -> None:
    assert at_least(3).verdict({}) is UNKNOWN
    assert at_least(3).verdict({"a": frozenset({3, 4})}) is YES
    assert at_least(3).verdict({"a": frozenset({1, 2})}) is NO
    assert at_least(3).verdict({"a": frozenset({2, 3})}) is UNKNOWN


def test_a_rule_without_conditions_is_open_to_all() -> None:
    assert OPEN_TO_ALL.verdict({}) is YES
    assert AnyOf(()).verdict({}) is NO


def test_the_law_of_the_excluded_middle_does_not_hold() -> None:
    assert AnyOf((at_least(3), Not(at_least(3)))).verdict({}) is UNKNOWN


@given(rules(), possible_worlds())
def test_de_morgan_keeps_the_value(rule: Rule, facts: dict[str, frozenset[int]]) -> None:
    other = at_least(2)
    left = Not(AllOf((rule, other))).verdict(facts)
    right = AnyOf((Not(rule), Not(other))).verdict(facts)
    assert left == right


@given(rules(), possible_worlds())
def test_yes_and_no_hold_in_every_world_still_possible(rule: Rule, facts: dict[str, frozenset[int]]) -> None:
    """Unknown never becomes no: a decided verdict is never contradicted by what is learnt later."""
    verdict = rule.verdict(facts)
    choices = [facts.get(name, WORLD[name]) for name in FACTS]
    for values in product(*choices):
        learnt = rule.verdict({name: frozenset({value}) for name, value in zip(FACTS, values, strict=True)})
        assert learnt is not UNKNOWN
        assert verdict in (UNKNOWN, learnt)


def test_words_and_negation() -> None:
    assert [verdict.word for verdict in Verdict] == ["no", "unknown", "yes"]
    assert [~verdict for verdict in Verdict] == [YES, UNKNOWN, NO]
    assert Verdict.of(True) is YES
    assert Verdict.of(False) is NO
