"""Which lines of the journal are looked at, and what was found in them."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from tsunagari.engines.indicator.measure import Tally


@dataclass(frozen=True, slots=True)
class Scope:
    """Which lines are looked at.

    until          the last day, in the time zone of the house
    prefecture     where the recording organisation stands (two digits); empty: the whole country
    organisations  ids of the recording organisations; None: all
    """

    year: int
    until: datetime.date
    prefecture: str = ""
    organisations: Collection[int] | None = None

    @property
    def is_part(self) -> bool:
        return bool(self.prefecture) or self.organisations is not None


@dataclass(frozen=True, slots=True)
class Counted:
    """What was recorded for one programme: tallies by event, the lines behind them, who wrote them."""

    tallies: Mapping[str, Tally] = field(default_factory=dict, hash=False)
    lines: int = 0
    organisations: int = 0


NOTHING = Counted()
