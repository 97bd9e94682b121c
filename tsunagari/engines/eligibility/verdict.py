"""Kleene's three values, ordered so that `all` is min, `any` is max and `not` turns round."""

from __future__ import annotations

from enum import IntEnum


class Verdict(IntEnum):
    """no < unknown < yes. A missing fact is unknown, never no."""

    NO = 0
    UNKNOWN = 1
    YES = 2

    @property
    def word(self) -> str:
        return self.name.lower()

    def __invert__(self) -> Verdict:
        return Verdict(2 - self)

    @classmethod
    def of(cls, truth: bool, /) -> Verdict:  # noqa: FBT001 - the one argument is the truth itself
        return cls.YES if truth else cls.NO
