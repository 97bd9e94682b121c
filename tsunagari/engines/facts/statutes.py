"""Figures of law as dated rows."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of one statute file. `from_`, `to` inclusive; None = start not known, still in force."""

    statute: str
    name: str
    value: Any
    from_: datetime.date | None
    to: datetime.date | None
    source: str
    is_verified: bool
    where: dict[str, Any] = field(default_factory=dict, hash=False)

    def is_in_force(self, day: datetime.date) -> bool:
        return (self.from_ is None or self.from_ <= day) and (self.to is None or day <= self.to)


class NoFigureInForce(LookupError):
    """The statutes hold no such figure for that day."""


@dataclass(frozen=True, eq=False)
class Statutes:
    """All rows, found by (statute, name). Compared by identity: one set per catalogue."""

    rows: tuple[Row, ...]

    @cached_property
    def _by_name(self) -> dict[tuple[str, str], list[Row]]:
        found: dict[tuple[str, str], list[Row]] = {}
        for row in self.rows:
            found.setdefault((row.statute, row.name), []).append(row)
        return found

    @cached_property
    def _on(self) -> dict[tuple[str, str, datetime.date], list[Row]]:
        return {}

    def in_force(self, statute: str, name: str, day: datetime.date) -> list[Row]:
        """The rows of that name that count on `day`; looked up once for each day that is asked for."""
        key = statute, name, day
        found = self._on.get(key)
        if found is None:
            found = [row for row in self._by_name.get((statute, name), ()) if row.is_in_force(day)]
            self._on[key] = found
        return found

    def value(self, statute: str, name: str, day: datetime.date, **where: Any) -> Any:
        """The figure in force on `day`. Raises NoFigureInForce, naming what was asked for."""
        for row in self.in_force(statute, name, day):
            if row.where == where:
                return row.value
        raise NoFigureInForce(f"{statute}.{name} {where or ''} has no row in force on {day}")

    def ratio(self, statute: str, name: str, day: datetime.date) -> Fraction:
        return Fraction(str(self.value(statute, name, day)))
