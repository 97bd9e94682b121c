"""A rule as a small tree: conditions on facts, joined by all, any and not.

Facts come as the set of values still possible: `{20}` is known, a missing entry is unknown, and a
derived fact may lie between (`{"small", "medium"}`: an SME for certain, its size still open).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tsunagari.engines.eligibility.conditions import TESTS
from tsunagari.engines.eligibility.verdict import Verdict

Possible = frozenset[Any]
Facts = Mapping[str, Possible]


@dataclass(frozen=True, slots=True)
class Condition:
    """One test of one fact. `clause` is its address in the declaration, such as `eligibility.all.0`."""

    fact: str
    test: str
    operand: Any
    clause: str

    def verdict(self, facts: Facts) -> Verdict:
        """Yes if every value still possible passes, no if none does, else unknown."""
        possible = facts.get(self.fact)
        if possible is None:
            return Verdict.UNKNOWN
        test = TESTS[self.test]
        verdicts = {test(value, self.operand) for value in possible}
        return verdicts.pop() if len(verdicts) == 1 else Verdict.UNKNOWN

    def conditions(self) -> Iterator[Condition]:
        yield self


@dataclass(frozen=True, slots=True)
class AllOf:
    parts: tuple[Rule, ...]

    def verdict(self, facts: Facts) -> Verdict:
        return min((part.verdict(facts) for part in self.parts), default=Verdict.YES)

    def conditions(self) -> Iterator[Condition]:
        for part in self.parts:
            yield from part.conditions()


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple[Rule, ...]

    def verdict(self, facts: Facts) -> Verdict:
        return max((part.verdict(facts) for part in self.parts), default=Verdict.NO)

    def conditions(self) -> Iterator[Condition]:
        for part in self.parts:
            yield from part.conditions()


@dataclass(frozen=True, slots=True)
class Not:
    part: Rule

    def verdict(self, facts: Facts) -> Verdict:
        return ~self.part.verdict(facts)

    def conditions(self) -> Iterator[Condition]:
        yield from self.part.conditions()


Rule = Condition | AllOf | AnyOf | Not
OPEN_TO_ALL = AllOf(())
