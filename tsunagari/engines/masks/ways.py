"""The ways to qualify by a rule: any of conjunctions of conditions, each plain or turned round.

De Morgan, distribution and absorption hold for Kleene's three values, so the verdict stays what it was. The
excluded middle does not hold: `x or not x` stays open while x is, and is never simplified.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from typing import Any

from tsunagari.engines.eligibility.rule import AllOf, Condition, Facts, Not, Possible, Rule
from tsunagari.engines.eligibility.verdict import Verdict

MOST_WAYS = 256


class TooManyWays(ValueError):
    """The alternatives of a rule multiply beyond the limit. Name a derived fact, or split the programme."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A condition as it counts in a way: under an odd number of `not` it is turned round."""

    condition: Condition
    is_turned: bool = False

    @property
    def sense(self) -> tuple[str, str, Any, bool]:
        """What it says, wherever it stands in the declaration."""
        return self.condition.fact, self.condition.test, self.condition.operand, self.is_turned

    def verdict(self, possible: Possible | None) -> Verdict:
        """What the values still possible of its fact make of it; None = unknown."""
        facts: Facts = {} if possible is None else {self.condition.fact: possible}
        found = self.condition.verdict(facts)
        return ~found if self.is_turned else found


Way = tuple[Literal, ...]


def ways(rule: Rule, *, most: int = MOST_WAYS) -> tuple[Way, ...]:
    """The conjunctions of which any qualifies; none at all for a rule that nobody can meet.

    Raises TooManyWays as soon as there would be more than `most`.
    """
    return _ways(rule, is_turned=False, most=most)


def _ways(rule: Rule, *, is_turned: bool, most: int) -> tuple[Way, ...]:
    match rule:
        case Condition():
            return ((Literal(rule, is_turned),),)
        case Not(part):
            return _ways(part, is_turned=not is_turned, most=most)
    parts = [_ways(part, is_turned=is_turned, most=most) for part in rule.parts]
    if isinstance(rule, AllOf) is is_turned:  # any of the parts: under a `not`, all becomes any
        return absorbed((way for part in parts for way in part), most)
    found: tuple[Way, ...] = ((),)
    for choices in parts:
        found = absorbed((joined(left, right) for left, right in product(found, choices)), most)
    return found


def joined(left: Way, right: Way) -> Way:
    """Both, each thing said once."""
    return tuple({literal.sense: literal for literal in (*left, *right)}.values())


def absorbed(found: Iterable[Way], most: int) -> tuple[Way, ...]:
    """Without the ways that ask for more than another one does: x or (x and y) is x."""
    kept: dict[frozenset[Any], Way] = {}
    for way in found:
        senses = frozenset(literal.sense for literal in way)
        if any(other <= senses for other in kept):
            continue
        kept = {other: one for other, one in kept.items() if not senses <= other}
        kept[senses] = way
        if len(kept) > most:
            raise TooManyWays(f"more than {most} ways to qualify")
    return tuple(kept.values())
