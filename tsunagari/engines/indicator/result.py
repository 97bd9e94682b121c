"""What an indicator came to, from what, and why there is no figure where there is none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from tsunagari.engines.indicator.period import Period


class Flag(StrEnum):
    """Why a figure is not given. The words of plan files and exports."""

    NOT_RECORDED = "not_recorded"  # nothing is known of one of the two sides; unknown is never zero
    NOTHING_TO_DIVIDE_BY = "nothing_to_divide_by"
    PERIODS_DIFFER = "periods_differ"
    SCOPES_DIFFER = "scopes_differ"  # the budget is the country's, the count a part of it
    PART_EXCEEDS_WHOLE = "part_exceeds_whole"


class Source(StrEnum):
    JOURNAL = "journal"
    BUDGET = "budget"


@dataclass(frozen=True, slots=True)
class Quantity:
    """One side of an indicator: a whole number of `unit` over `period`; `value` None = not known."""

    value: int | None
    unit: str
    period: Period | None
    source: Source = Source.JOURNAL


@dataclass(frozen=True, slots=True)
class Result:
    """`value` is an int for a count or sum, a Fraction for a ratio or share, None whenever `flags` says why.

    unit  of the value: that of the numerator; "share" for a share
    """

    name: str
    form: str
    value: int | Fraction | None
    unit: str
    numerator: Quantity
    denominator: Quantity | None = None
    flags: tuple[Flag, ...] = ()
