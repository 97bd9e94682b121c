"""Every no names its failing clauses, and mending exactly those turns it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from tests.engines.eligibility.rules import possible_worlds, rules
from tsunagari.engines.eligibility.explain import explain, missing_facts
from tsunagari.engines.eligibility.reach import reachable
from tsunagari.engines.eligibility.rule import AllOf, AnyOf, Condition, Not, Rule
from tsunagari.engines.eligibility.verdict import Verdict

NO, UNKNOWN, YES = Verdict.NO, Verdict.UNKNOWN, Verdict.YES
SME = Condition("is_sme", "is", True, "eligibility.all.0")
PLAN = Condition("in_plan", "is", True, "eligibility.all.1")
DEEMED = Condition("is_deemed_large", "is", True, "eligibility.all.2.not")
RULE = AllOf((SME, PLAN, Not(DEEMED)))


def known(**facts: object) -> dict[str, frozenset[object]]:
    return {name: frozenset({value}) for name, value in facts.items()}


def clauses(rule: Rule, facts: dict[str, frozenset[object]]) -> list[tuple[str, str]]:
    return [(reason.condition.clause, reason.result.word) for reason in explain(rule, facts)]


def test_a_no_names_only_what_fails() -> None:
    facts = known(is_sme=True, in_plan=False, is_deemed_large=True)
    assert clauses(RULE, facts) == [("eligibility.all.1", "no"), ("eligibility.all.2.not", "no")]


def test_a_yes_names_all_that_holds() -> None:
    facts = known(is_sme=True, in_plan=True, is_deemed_large=False)
    assert [result for _, result in clauses(RULE, facts)] == ["yes", "yes", "yes"]


def test_an_unknown_names_what_is_open() -> None:
    assert clauses(RULE, known(is_sme=True)) == [
        ("eligibility.all.1", "unknown"),
        ("eligibility.all.2.not", "unknown"),
    ]


def test_an_any_says_no_only_with_every_way_closed() -> None:
    rule = AnyOf((SME, PLAN))
    assert clauses(rule, known(is_sme=False, in_plan=False)) == [
        ("eligibility.all.0", "no"),
        ("eligibility.all.1", "no"),
    ]
    assert clauses(rule, known(is_sme=False, in_plan=True)) == [("eligibility.all.1", "yes")]


def test_missing_facts_go_down_to_what_a_person_can_be_asked() -> None:
    needs = {"is_sme": ("kind", "size"), "size": ("people",)}
    assert missing_facts(RULE, {}, (), needs) == ("kind", "people", "in_plan", "is_deemed_large")
    assert missing_facts(RULE, {}, ("kind",), needs) == ("people", "in_plan", "is_deemed_large")
    assert missing_facts(SME, {}, ("kind", "people"), needs) == ("kind", "people"), "too coarse: ask again"
    assert missing_facts(RULE, known(is_sme=False), (), needs) == ()


@given(rules(), possible_worlds())
def test_mending_the_failing_clauses_turns_a_no(rule: Rule, facts: dict[str, frozenset[int]]) -> None:
    """Each clause reads a fact of its own, so that mending one cannot break another."""
    rule = with_own_facts(rule, {})
    facts = {c.fact: facts[c.fact[0]] for c in rule.conditions() if c.fact[0] in facts}
    if rule.verdict(facts) is YES:
        rule = Not(rule)
    if rule.verdict(facts) is UNKNOWN:
        return
    failing = {reason.condition.clause for reason in explain(rule, facts)}
    assert failing
    assert turned(rule, failing).verdict(facts) is not NO


def with_own_facts(rule: Rule, seen: dict[str, int]) -> Rule:
    match rule:
        case Condition():
            seen[rule.fact] = seen.get(rule.fact, 0) + 1
            return replace(rule, fact=f"{rule.fact}{seen[rule.fact]}")
        case Not(part):
            return Not(with_own_facts(part, seen))
        case AllOf(parts):
            return AllOf(tuple(with_own_facts(part, seen) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(with_own_facts(part, seen) for part in parts))


def turned(rule: Rule, failing: set[str]) -> Rule:
    """The rule with the failing clauses answered the other way."""
    match rule:
        case Condition():
            return Not(rule) if rule.clause in failing else rule
        case Not(part):
            return Not(turned(part, failing))
        case AllOf(parts):
            return AllOf(tuple(turned(part, failing) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(turned(part, failing) for part in parts))


@given(rules(), possible_worlds())
def test_every_verdict_given_was_reachable(rule: Rule, facts: dict[str, frozenset[int]]) -> None:
    assert rule.verdict(facts) in reachable(rule, lambda fact: True)


def test_what_nobody_can_be_asked_keeps_a_rule_from_yes() -> None:
    rule = AllOf((SME, Condition("own_programme", "is", True, "eligibility.all.1")))
    assert reachable(rule, lambda fact: fact != "own_programme") == {NO, UNKNOWN}
    assert reachable(AllOf(()), lambda fact: True) == {YES}
    assert reachable(AnyOf(()), lambda fact: True) == {NO}
    assert reachable(Not(SME), lambda fact: False) == {UNKNOWN}
