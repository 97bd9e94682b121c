"""Conditions and reasons in plain words, in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from tsunagari.base.money import yen_en, yen_ja
from tsunagari.base.places import prefecture
from tsunagari.base.trades import trade_name
from tsunagari.base.words import Words
from tsunagari.engines.eligibility.explain import Reason
from tsunagari.engines.eligibility.rule import Condition
from tsunagari.engines.eligibility.verdict import Verdict
from tsunagari.programmes.schema import Programme
from tsunagari.programmes.vocabulary import Fact, Vocabulary

COMPARED = {
    ">=": Words("{fact}が{value}以上", "{fact}: at least {value}"),
    "<=": Words("{fact}が{value}以下", "{fact}: at most {value}"),
    "<": Words("{fact}が{value}未満", "{fact}: under {value}"),
    ">": Words("{fact}が{value}を超える", "{fact}: over {value}"),
    "between": Words("{fact}が{value}", "{fact}: {value}"),
    "is": Words("{fact}が「{value}」", "{fact}: {value}"),
    "in": Words("{fact}が「{value}」", "{fact}: {value}"),
    "trade_in": Words("{fact}が「{value}」", "{fact}: {value}"),
    "has": Words("{fact}に「{value}」がある", "{fact} include {value}"),
    "has_any": Words("{fact}に「{value}」のどれかがある", "{fact} include any of {value}"),
}
FALSE_FLAG = Words("「{fact}」に当たらない", "Not: {fact}")
NEGATED = Words("{clause}…ではない", "Not: {clause}")
UNKNOWN = Words("{fact}がまだ分かりません", "Not known yet: {fact}")
UNKNOWN_FLAG = Words("「{fact}」かどうかがまだ分かりません", "Not known yet: {fact}")
FAILED = Words("条件「{clause}」を満たしません", "Requirement not met: {clause}")


def value_words(fact: Fact, value: Any) -> Words:
    """One value of a fact as people read it."""
    if value in fact.values:
        return fact.values[value]
    match fact.type:
        case "yen":
            return Words(yen_ja(value), yen_en(value))
        case "jsic":
            return Words(*trade_name(value))
        case "prefecture":
            place = prefecture(value)
            return Words(place.ja, place.en)
        case "ratio":
            return Words(share(value), share(value))
        case _:
            unit = fact.unit or Words("", "")
            return Words(f"{value}{unit.ja}", f"{value} {unit.en}".strip())


def share(value: Fraction) -> str:
    return f"{value.numerator}/{value.denominator}" if value.denominator > 1 else str(value)


def operand_words(fact: Fact, condition: Condition) -> Words:
    operand = condition.operand
    if condition.test == "between":
        low, high = (value_words(fact, end) for end in operand)
        return Words(f"{low.ja}〜{high.ja}", f"{low.en} to {high.en}")
    if isinstance(operand, frozenset):
        return listed(value_words(fact, value) for value in in_order(fact, operand))
    return value_words(fact, operand)


def in_order(fact: Fact, values: Iterable[Any]) -> list[Any]:
    """As the vocabulary lists them, else by size."""
    order = {code: position for position, code in enumerate(fact.values)}
    return sorted(values, key=lambda value: (order.get(value, len(order)), str(value)))


def listed(words: Iterable[Words]) -> Words:
    every = tuple(words)
    return Words("・".join(w.ja for w in every), ", ".join(w.en for w in every))


def fill(pattern: Words, **parts: Words) -> Words:
    return Words(
        pattern.ja.format(**{name: part.ja for name, part in parts.items()}),
        pattern.en.format(**{name: part.en for name, part in parts.items()}),
    )


def condition_words(condition: Condition, vocabulary: Vocabulary, *, negated: bool = False) -> Words:
    """What the condition asks for, as one short phrase."""
    fact = vocabulary.facts[condition.fact]
    if fact.type == "flag":
        is_wanted = condition.operand is not negated
        return fact.label if is_wanted else fill(FALSE_FLAG, fact=fact.label)
    clause = fill(COMPARED[condition.test], fact=fact.label, value=operand_words(fact, condition))
    return fill(NEGATED, clause=clause) if negated else clause


def reason_words(reason: Reason, programme: Programme, vocabulary: Vocabulary) -> Words:
    """Why: what holds (yes), what fails in the declaration's own words (no), what is open (unknown)."""
    condition = reason.condition
    clause = programme.eligibility.clauses[condition.clause] if programme.eligibility else None
    if reason.result is Verdict.UNKNOWN:
        fact = vocabulary.facts[condition.fact]
        return fill(UNKNOWN_FLAG if fact.type == "flag" else UNKNOWN, fact=fact.label)
    asked = condition_words(condition, vocabulary, negated=reason.negated)
    if reason.result is Verdict.YES:
        return asked
    return (clause.otherwise if clause else None) or fill(FAILED, clause=asked)
