"""Indicator × what was recorded × the budget of the year → result.

A money side without any recorded payment is stood for by the programme's budget line. The budget is granted
for the whole fiscal year and counts run from 1 April to the day, so that the two are divided only once the
year is over: a budget pro-rated by days would be a figure nobody ever recorded.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from tsunagari.engines.indicator.declared import COUNT, SHARE, Indicator, Term
from tsunagari.engines.indicator.period import Period
from tsunagari.engines.indicator.result import Flag, Quantity, Result, Source


@dataclass(frozen=True, slots=True)
class Tally:
    """What was recorded of one event. `total` is the sum of its values; None where one of them is missing."""

    count: int
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """All that was recorded for a programme in a year.

    period   the days looked at; None before the year begins
    tallies  by event
    watched  events that would have been recorded had they happened: absent, they are zero and not unknown
    is_part  only a part of the country was looked at
    """

    period: Period | None
    tallies: Mapping[str, Tally] = field(default_factory=dict, hash=False)
    watched: Collection[str] = ()
    is_part: bool = False


def measure(indicator: Indicator, record: Record, budget: Quantity) -> Result:
    """The indicator's figure, or the reason why there is none. `budget` may hold None: not stated."""
    numerator = side(indicator.numerator, record)
    if indicator.is_cost and indicator.numerator.event not in record.tallies:
        numerator = budget
    if indicator.denominator is None:
        return single(indicator, numerator)
    denominator = side(indicator.denominator, record)
    flags = obstacles(indicator, numerator, denominator, is_part=record.is_part)
    unit = SHARE if indicator.form == SHARE else numerator.unit
    value = None
    if not flags and numerator.value is not None and denominator.value is not None:
        value = Fraction(numerator.value, denominator.value)
    return Result(indicator.name, indicator.form, value, unit, numerator, denominator, flags)


def single(indicator: Indicator, figure: Quantity) -> Result:
    flags = (Flag.NOT_RECORDED,) if figure.value is None else ()
    return Result(indicator.name, indicator.form, figure.value, figure.unit, figure, None, flags)


def side(term: Term, record: Record) -> Quantity:
    return Quantity(value_of(term, record), term.unit, record.period)


def value_of(term: Term, record: Record) -> int | None:
    """A count of something watched may be zero. Money that nobody recorded as paid was not zero yen."""
    tally = record.tallies.get(term.event)
    if tally is not None:
        return tally.count if term.form == COUNT else tally.total
    is_zero = record.period is not None and term.event in record.watched and not term.is_money
    return 0 if is_zero else None


def obstacles(
    indicator: Indicator, numerator: Quantity, denominator: Quantity, *, is_part: bool
) -> tuple[Flag, ...]:
    """Why the two cannot be divided; empty where they can."""
    if numerator.value is None or denominator.value is None:
        return (Flag.NOT_RECORDED,)
    reasons = {
        Flag.PERIODS_DIFFER: numerator.period != denominator.period,
        Flag.SCOPES_DIFFER: is_part and numerator.source is Source.BUDGET,
        Flag.NOTHING_TO_DIVIDE_BY: denominator.value == 0,
        Flag.PART_EXCEEDS_WHOLE: indicator.form == SHARE and numerator.value > denominator.value > 0,
    }
    return tuple(flag for flag, holds in reasons.items() if holds)
