"""A programme's rule as a list that people can read: what must hold, nested as the rule is."""

from __future__ import annotations

from dataclasses import dataclass

from tsunagari.base.words import Words
from tsunagari.engines.eligibility.rule import AllOf, AnyOf, Condition, Not, Rule
from tsunagari.programmes.describing import condition_words
from tsunagari.programmes.schema import Programme
from tsunagari.programmes.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Line:
    """One condition (`words`), or several joined: `join` is all or any."""

    words: Words | None = None
    law: str = ""
    is_assumed: bool = False
    join: str = ""
    parts: tuple[Line, ...] = ()


def condition_lines(programme: Programme, vocabulary: Vocabulary) -> Line | None:
    """The rule as lines; None for a programme open to all."""
    if programme.eligibility is None:
        return None
    return Reader(programme, vocabulary).line(programme.eligibility.rule, negated=False)


OR = Words("または", " or ")


def in_a_sentence(line: Line | None) -> Words:
    """All conditions in one text: those that must hold together by commas, alternatives in brackets."""
    if line is None:
        return Words("条件なし（だれでも）", "No conditions: anyone")
    if line.words:
        return line.words
    parts = [in_a_sentence(part) for part in line.parts]
    if line.join == "all":
        return Words("、".join(part.ja for part in parts), "; ".join(part.en for part in parts))
    return Words(f"（{OR.ja.join(part.ja for part in parts)}）", f"({OR.en.join(part.en for part in parts)})")


@dataclass(frozen=True, slots=True)
class Reader:
    programme: Programme
    vocabulary: Vocabulary

    def line(self, rule: Rule, *, negated: bool) -> Line:
        """Below a `not`, conditions are told as their opposite and all and any change places (De Morgan)."""
        match rule:
            case Condition():
                return self.condition(rule, negated=negated)
            case Not(part):
                return self.line(part, negated=not negated)
            case AllOf(parts) | AnyOf(parts):
                is_all = isinstance(rule, AllOf) is not negated
                lines = tuple(self.line(part, negated=negated) for part in parts)
                return lines[0] if len(lines) == 1 else Line(join="all" if is_all else "any", parts=lines)

    def condition(self, condition: Condition, *, negated: bool) -> Line:
        eligibility = self.programme.eligibility
        clause = eligibility.clauses.get(condition.clause) if eligibility else None
        words = condition_words(condition, self.vocabulary, negated=negated)
        return Line(words, clause.law if clause else "", self.programme.is_assumed(condition.clause))
