"""An indicator as a programme declares it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

COUNT, SUM = "count", "sum"
RATIO, SHARE = "ratio", "share"
YEN, CASES = "yen", "cases"


@dataclass(frozen=True, slots=True)
class Term:
    """One figure taken from the journal: how often an event was recorded, or what its values add up to.

    form  COUNT or SUM
    unit  CASES for a count; for a sum the kind of the values added (YEN, or another such as "jobs")
    """

    form: str
    event: str
    unit: str = CASES

    @property
    def is_money(self) -> bool:
        return self.form == SUM and self.unit == YEN


@dataclass(frozen=True, slots=True)
class Indicator:
    """`form` is COUNT or SUM (the one term itself), RATIO (so much per case) or SHARE (part of a whole)."""

    name: str
    form: str
    numerator: Term
    denominator: Term | None = None

    @property
    def terms(self) -> Iterator[Term]:
        yield self.numerator
        if self.denominator:
            yield self.denominator

    @property
    def is_cost(self) -> bool:
        """Money per case: what the budget of the year can stand for while no payment is recorded."""
        return self.form == RATIO and self.numerator.is_money
