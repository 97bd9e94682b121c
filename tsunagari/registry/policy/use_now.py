"""What a firm can use today, and the one question that would settle most of what is still open."""

from __future__ import annotations

import datetime
from collections import OrderedDict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from tsunagari.base.words import Words
from tsunagari.engines.eligibility.verdict import Verdict
from tsunagari.programmes.asking import Question, next_question
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.checking import Judgement, check_firm
from tsunagari.programmes.describing import reason_words
from tsunagari.programmes.schema import Programme
from tsunagari.programmes.vocabulary import Fact, Vocabulary

MOST = 8  # programmes of one kind that a panel shows


@dataclass(frozen=True, slots=True)
class Told:
    """A programme and why: the reasons it can be used, or the facts that would settle it."""

    programme: Programme
    verdict: str
    why: tuple[Words, ...]
    is_assumed: bool


@dataclass(frozen=True, slots=True)
class UseNow:
    """`usable` and `unsettled` are the first of `count` and `open_count` programmes."""

    usable: tuple[Told, ...]
    unsettled: tuple[Told, ...]
    count: int
    open_count: int
    question: Question | None
    missing: tuple[Fact, ...]


Asked = tuple[tuple[tuple[str, Any], ...], datetime.date, tuple[str, ...]]
KEPT = 256  # answers by plan: a desk looks at the same firms again and again
_answered: WeakKeyDictionary[Catalogue, OrderedDict[Asked, UseNow]] = WeakKeyDictionary()


def use_now(
    catalogue: Catalogue, given: Mapping[str, Any], as_of: datetime.date, later: Collection[str] = ()
) -> UseNow:
    """Judge the whole plan for a firm's typed facts. `later`: questions put off just now.

    The last answers are kept, by the facts alone: whose they are is not known here.
    """
    answered = _answered.setdefault(catalogue, OrderedDict())
    asked = (tuple(sorted(given.items())), as_of, tuple(later))
    answer = answered.pop(asked, None) or judge_all(catalogue, given, as_of, later)
    answered[asked] = answer
    while len(answered) > KEPT:
        answered.popitem(last=False)
    return answer


def judge_all(
    catalogue: Catalogue, given: Mapping[str, Any], as_of: datetime.date, later: Collection[str]
) -> UseNow:
    check = check_firm(catalogue, given, as_of)
    usable = sorted(check.having(Verdict.YES), key=lambda judgement: -len(judgement.reasons))
    unsettled = sorted(check.having(Verdict.UNKNOWN), key=lambda judgement: len(judgement.ask))
    facts = catalogue.vocabulary.facts
    missing = dict.fromkeys(name for judgement in unsettled for name in judgement.ask)
    return UseNow(
        usable=tuple(told(judgement, catalogue.vocabulary) for judgement in usable[:MOST]),
        unsettled=tuple(told(judgement, catalogue.vocabulary) for judgement in unsettled[:MOST]),
        count=len(usable),
        open_count=len(unsettled),
        question=next_question(catalogue, check, later),
        missing=tuple(facts[name] for name in missing if facts[name].is_askable)[:MOST],
    )


def told(judgement: Judgement, vocabulary: Vocabulary) -> Told:
    programme = judgement.programme
    if judgement.verdict is Verdict.UNKNOWN:
        why: dict[Words, None] = dict.fromkeys(vocabulary.facts[name].label for name in judgement.ask)
    else:
        why = dict.fromkeys(reason_words(reason, programme, vocabulary) for reason in judgement.reasons)
    return Told(programme, judgement.verdict.word, tuple(why)[:3], judgement.is_assumed)
