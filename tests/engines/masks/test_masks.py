"""Masks answer as the scalar engine does, unknowns included, whatever the rules and the firm."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engines.masks.rules import FIRMS, RULES, condition
from tsunagari.engines.eligibility.rule import OPEN_TO_ALL, AllOf, AnyOf, Facts, Not, Rule
from tsunagari.engines.eligibility.verdict import Verdict
from tsunagari.engines.masks.masks import compile_masks
from tsunagari.engines.masks.ways import TooManyWays, ways

SMALL, NOT_SMALL = condition("size", "is", "small"), Not(condition("size", "is", "small"))
PEOPLE, TRADE = condition("people", ">=", 5), condition("trade", "trade_in", frozenset({"E"}))


@given(st.lists(RULES, max_size=5), FIRMS)
def test_masks_agree_with_the_rules_themselves(rules: list[Rule], firm: Facts) -> None:
    named = {f"p{number}": rule for number, rule in enumerate(rules)}
    assert compile_masks(named).verdicts(firm) == {key: rule.verdict(firm) for key, rule in named.items()}


@given(RULES, FIRMS)
def test_the_ways_say_what_the_rule_says(rule: Rule, firm: Facts) -> None:
    any_of = AnyOf(
        tuple(
            AllOf(tuple(Not(one.condition) if one.is_turned else one.condition for one in way))
            for way in ways(rule)
        )
    )
    assert any_of.verdict(firm) == rule.verdict(firm)


@pytest.mark.parametrize(
    ("rule", "count"),
    [
        (OPEN_TO_ALL, 1),
        (AnyOf(()), 0),
        (Not(OPEN_TO_ALL), 0),
        (AnyOf((SMALL, AllOf((SMALL, PEOPLE)))), 1),
        (AnyOf((SMALL, NOT_SMALL)), 2),
        (AllOf((AnyOf((SMALL, PEOPLE)), AnyOf((SMALL, TRADE)))), 2),
        (Not(AllOf((SMALL, PEOPLE))), 2),
    ],
)
def test_ways_are_as_few_as_kleene_allows(rule: Rule, count: int) -> None:
    assert len(ways(rule)) == count


def test_the_excluded_middle_stays_open() -> None:
    assert compile_masks({"p": AnyOf((SMALL, NOT_SMALL))}).verdicts({}) == {"p": Verdict.UNKNOWN}


def test_a_contradiction_about_something_unknown_stays_possible() -> None:
    assert compile_masks({"p": AllOf((SMALL, NOT_SMALL))}).verdicts({}) == {"p": Verdict.UNKNOWN}


def test_alternatives_that_multiply_are_refused() -> None:
    twelve = AllOf(
        tuple(AnyOf((condition(f"a{n}", "is", True), condition(f"b{n}", "is", True))) for n in range(12))
    )
    with pytest.raises(TooManyWays, match="256"):
        ways(twelve)


@given(st.lists(RULES, min_size=1, max_size=4), FIRMS)
def test_what_blocks_is_the_one_fact_that_stands_in_the_way(rules: list[Rule], firm: Facts) -> None:
    masks = compile_masks({f"p{number}": rule for number, rule in enumerate(rules)})
    _, possible = masks.judge(firm)
    for fact, blocked in masks.blocked_by(firm).items():
        assert blocked & possible == 0
        forgotten = {name: values for name, values in firm.items() if name != fact}
        assert masks.judge(forgotten)[1] & blocked == blocked


def test_a_wrong_mask_is_seen() -> None:
    """The negative control: one bit of one fact turned round, and the verdict is another."""
    masks = compile_masks({"p": SMALL, "q": PEOPLE})
    wrong = replace(masks.facts["size"], untouched=0)
    broken = replace(masks, facts={**masks.facts, "size": wrong})
    firm = {"size": frozenset({"small"}), "people": frozenset({9})}
    assert masks.verdicts(firm) != broken.verdicts(firm)
