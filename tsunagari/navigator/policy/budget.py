"""The budget of two years side by side, and the line that joins them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from tsunagari.programmes.schema import Programme

TOP, BOTTOM = 36, 116  # where the larger and nothing at all lie in the picture, in its own units


@dataclass(frozen=True, slots=True)
class BudgetMove:
    """Yen of the year and of the year before; None = not stated. A new programme has no year before."""

    year: int
    now: int | None
    before: int | None
    is_new: bool

    @property
    def change(self) -> int | None:
        return None if self.now is None or self.before is None else self.now - self.before

    @property
    def share(self) -> Fraction | None:
        """Change as a share of the year before."""
        return Fraction(self.change, self.before) if self.change is not None and self.before else None


@dataclass(frozen=True, slots=True)
class Slope:
    """Heights of the two points in the picture."""

    before_y: int
    now_y: int


def budget_move(programme: Programme, year: int) -> BudgetMove:
    return BudgetMove(year, programme.budget_yen, programme.budget_before_yen, programme.is_new)


def slope(move: BudgetMove) -> Slope | None:
    """None where one of the two is missing: a line from nowhere would lie."""
    if move.now is None or move.before is None or not max(move.now, move.before):
        return None
    most = max(move.now, move.before)
    height = BOTTOM - TOP
    return Slope(BOTTOM - height * move.before // most, BOTTOM - height * move.now // most)


def percent(share: Fraction) -> str:
    """−4.9: one decimal, with its sign, rounded half away from zero."""
    tenths = (abs(share) * 1000 + Fraction(1, 2)).__floor__()
    sign = "±" if not tenths else "−" if share < 0 else "+"
    return f"{sign}{tenths // 10}.{tenths % 10}"
