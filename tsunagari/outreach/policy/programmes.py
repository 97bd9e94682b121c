"""What outreach needs to know of a programme: the facts it rests on, and since when it is there."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from tsunagari.engines.facts.parts import PARTS, beneath
from tsunagari.programmes.deadlines import JAPAN
from tsunagari.programmes.schema import Programme
from tsunagari.programmes.vocabulary import Vocabulary

FIRST_MONTH = 4


def given_facts(programme: Programme, vocabulary: Vocabulary) -> Mapping[str, str]:
    """The facts that a card can tell and the rule rests on, directly or through derived ones → their type."""
    asked = dict.fromkeys(condition.fact for condition in programme.rule.conditions())
    given = dict.fromkeys(
        one for fact in asked for one in (sorted(beneath(fact)) if fact in PARTS else (fact,))
    )
    facts = vocabulary.facts
    return {name: facts[name].type for name in given if name in facts and not facts[name].derived_by}


def begins_on(programme: Programme, year: int) -> datetime.date:
    """The first day it can be asked for: of an outside call its own, else that of the plan's fiscal year."""
    if programme.outside and programme.outside.opens_at:
        return programme.outside.opens_at.astimezone(JAPAN).date()
    return datetime.date(year, FIRST_MONTH, 1)


def is_running(programme: Programme, year: int, on: datetime.date) -> bool:
    """Whether it has begun by that day and an outside call has not ended. A plan's programme has no end."""
    ends = programme.outside.closes_at if programme.outside else None
    return begins_on(programme, year) <= on and (ends is None or on <= ends.astimezone(JAPAN).date())
