"""Why a rule answers as it does: the clauses that decide, and no others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tsunagari.engines.eligibility.rule import Condition, Facts, Not, Rule
from tsunagari.engines.eligibility.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Reason:
    """A deciding clause. `result` is how it counts in the rule: under a `not`, a passed test counts as no."""

    condition: Condition
    result: Verdict
    negated: bool = False


def explain(rule: Rule, facts: Facts) -> tuple[Reason, ...]:
    """The clauses that carry the verdict: all that hold (yes), all that fail (no), or all still open."""
    return tuple(_decisive(rule, facts, negated=False))


def _decisive(rule: Rule, facts: Facts, *, negated: bool) -> Iterable[Reason]:
    verdict = rule.verdict(facts)
    match rule:
        case Condition():
            yield Reason(rule, ~verdict if negated else verdict, negated)
        case Not(part):
            yield from _decisive(part, facts, negated=not negated)
        case _:
            for part in rule.parts:
                if part.verdict(facts) == verdict:
                    yield from _decisive(part, facts, negated=negated)


def missing_facts(
    rule: Rule, facts: Facts, known: Iterable[str], needs: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """The facts to ask for, in the rule's own order: a derived fact stands for those it is derived from.

    known  the facts a person has given
    needs  derived fact → the given facts it rests on
    """
    given = frozenset(known)
    asked: dict[str, None] = {}
    for reason in explain(rule, facts):
        if reason.result is Verdict.UNKNOWN:
            fact = reason.condition.fact
            asked |= dict.fromkeys(sorted_needs(fact, needs) if fact in needs else (fact,))
    open_facts = tuple(fact for fact in asked if fact not in given)
    return open_facts or tuple(asked)


def sorted_needs(fact: str, needs: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The given facts beneath a derived one, through derived facts in between."""
    beneath: dict[str, None] = {}
    for need in needs[fact]:
        beneath |= dict.fromkeys(sorted_needs(need, needs) if need in needs else (need,))
    return tuple(beneath)
