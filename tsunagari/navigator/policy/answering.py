"""How a check is laid out: the steps answered so far, and the answers offered to the question in hand."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tsunagari.base.trades import division_of, trade_name
from tsunagari.base.words import Words
from tsunagari.engines.eligibility.verdict import Verdict
from tsunagari.programmes.asking import Question
from tsunagari.programmes.questions import NOT_KNOWN, Choice, bands_of, choices_of
from tsunagari.programmes.vocabulary import Fact

NOT_YET = Words("まだ分からない", "I do not know yet")
LATER = Words("あとで答えられます", "You can answer later")
ORDER = (Verdict.YES, Verdict.UNKNOWN, Verdict.NO)
MANY = 20  # from here on one list to pull down is easier than as many doors


@dataclass(frozen=True, slots=True)
class Step:
    """One question answered: its label and what was chosen."""

    fact: Fact
    chosen: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Door:
    """One answer to choose."""

    code: str
    words: Words
    hint: Words | None
    is_chosen: bool
    group: Words | None = None


def step_of(fact: Fact, codes: Iterable[str], as_of: datetime.date) -> Step:
    return Step(fact, tuple(words_of(fact, code, as_of) for code in codes))


def words_of(fact: Fact, code: str, as_of: datetime.date) -> Words:
    """The words of an answer already accepted, a joined band included."""
    if code == NOT_KNOWN:
        return NOT_YET
    offered = {choice.code: choice.words for choice in (*choices_of(fact, as_of), *joined_band(fact, code))}
    return offered[code]


def joined_band(fact: Fact, code: str) -> tuple[Choice, ...]:
    """Bands among which a joined one (6-300) is found; none where bands are not what the fact offers."""
    low, dash, high = code.partition("-")
    if fact.type not in ("count", "yen") or not dash or not high:
        return ()
    return bands_of(fact, [int(low) - 1, int(high)] if int(low) else [int(high)])


def doors(question: Question, chosen: Iterable[str]) -> tuple[Door, ...]:
    """The choices of a question, with "not known yet" as an equal last one."""
    picked = frozenset(chosen)
    made = [
        Door(choice.code, choice.words, None, choice.code in picked, group_of(question.fact, choice))
        for choice in question.choices
    ]
    return (*made, Door(NOT_KNOWN, NOT_YET, LATER, NOT_KNOWN in picked))


def group_of(fact: Fact, choice: Choice) -> Words | None:
    """The division a trade lies in; other choices stand in no group."""
    return Words(*trade_name(division_of(choice.code))) if fact.type == "jsic" else None


def counts(tally: Mapping[Verdict, int]) -> list[int]:
    """[yes, unknown, no]."""
    return [tally.get(verdict, 0) for verdict in ORDER]


def tally_table(question: Question, now: Counter[Verdict]) -> str:
    """JSON for the page's script: answer → [yes, unknown, no]. Empty where several can be chosen."""
    if question.fact.type == "set":
        return ""
    table = {code: counts(tally) for code, tally in question.tallies.items()}
    return json.dumps(table | {NOT_KNOWN: counts(now)})


def beads(tally: Mapping[Verdict, int]) -> list[str]:
    """One word per programme, in the order yes, unknown, no."""
    return [verdict.word for verdict in ORDER for _ in range(tally.get(verdict, 0))]
