"""Which verdicts a rule can give at all: an open portal cannot say no, a placeholder cannot say yes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import product

from tsunagari.engines.eligibility.rule import AllOf, Condition, Not, Rule
from tsunagari.engines.eligibility.verdict import Verdict

ANY_VERDICT = frozenset(Verdict)
NEVER_KNOWN = frozenset({Verdict.UNKNOWN})


def reachable(rule: Rule, is_askable: Callable[[str], bool]) -> frozenset[Verdict]:
    """The verdicts possible when clauses vary freely; a fact nobody can be asked for stays unknown."""
    match rule:
        case Condition(fact=fact):
            return ANY_VERDICT if is_askable(fact) else NEVER_KNOWN
        case Not(part):
            return frozenset(~verdict for verdict in reachable(part, is_askable))
        case AllOf(parts):
            return _joined(parts, is_askable, min, start=Verdict.YES)
        case _:
            return _joined(rule.parts, is_askable, max, start=Verdict.NO)


def _joined(
    parts: Iterable[Rule],
    is_askable: Callable[[str], bool],
    join: Callable[[Verdict, Verdict], Verdict],
    *,
    start: Verdict,
) -> frozenset[Verdict]:
    found = frozenset({start})
    for part in parts:
        found = frozenset(join(a, b) for a, b in product(found, reachable(part, is_askable)))
    return found
