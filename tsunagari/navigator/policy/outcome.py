"""What to say after a check: the best usable programme first, what would settle the rest, why not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from tsunagari.base.words import Words
from tsunagari.engines.eligibility.verdict import Verdict
from tsunagari.programmes.checking import Check, Judgement
from tsunagari.programmes.describing import reason_words
from tsunagari.programmes.schema import Programme
from tsunagari.programmes.vocabulary import Fact, Vocabulary

WISHES = ("need.", "project.")  # facts about what a person wants, rather than what the firm is


@dataclass(frozen=True, slots=True)
class Why:
    """A reason in words, with the law behind it and whether we filled it in."""

    words: Words
    law: str
    is_assumed: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A judgement as a page tells it."""

    programme: Programme
    verdict: str
    reasons: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class Settling:
    """A question still open and the programmes it would help to settle."""

    fact: Fact
    programmes: tuple[Programme, ...]


def usable(check: Check) -> list[Judgement]:
    """Programmes that can be used: those that answer a wish first, then those with most reasons."""
    return sorted(check.having(Verdict.YES), key=lambda judgement: [-count for count in fit(judgement)])


def fit(judgement: Judgement) -> tuple[int, int]:
    wished = sum(reason.condition.fact.startswith(WISHES) for reason in judgement.reasons)
    return wished, len(judgement.reasons)


def told(judgement: Judgement, vocabulary: Vocabulary) -> Told:
    """The judgement with each distinct reason once."""
    programme = judgement.programme
    whys: dict[Words, Why] = {}
    for reason in judgement.reasons:
        clause = programme.eligibility.clauses[reason.condition.clause] if programme.eligibility else None
        words = reason_words(reason, programme, vocabulary)
        is_assumed = programme.is_assumed(reason.condition.clause)
        whys.setdefault(words, Why(words, clause.law if clause else "", is_assumed))
    return Told(programme, judgement.verdict.word, tuple(whys.values()))


def settling(check: Check, facts: Mapping[str, Fact], best: str = "") -> list[Settling]:
    """Open questions: the `best` one to ask first, then those that bear on most programmes."""
    open_ones = check.having(Verdict.UNKNOWN)
    asked = Counter(name for judgement in open_ones for name in judgement.ask if facts[name].is_askable)
    ranked = sorted(asked, key=lambda name: (name != best, -asked[name]))
    return [
        Settling(facts[name], tuple(judgement.programme for judgement in open_ones if name in judgement.ask))
        for name in ranked
        if name not in check.given
    ]
