"""Cards as far as they may be used for choosing, and what was found among them."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tsunagari.programmes.deadlines import JAPAN
from tsunagari.registry.policy.field_groups import FIELDS


@dataclass(frozen=True, slots=True)
class Held:
    """A card without what may not be used: `record` has only fields of `groups`."""

    firm_id: int
    groups: frozenset[str]
    made_at: datetime.datetime
    changed_at: datetime.datetime
    record: Mapping[str, Any] = field(hash=False)

    @property
    def made_on(self) -> datetime.date:
        return self.made_at.astimezone(JAPAN).date()


@dataclass(frozen=True, slots=True)
class Hit:
    """A firm of the list. `why`: codes of causes, or facts; `before`: its typed facts of that day."""

    card: Held
    why: tuple[str, ...]
    before: Mapping[str, Any] | None = field(default=None, hash=False)


@dataclass(frozen=True, slots=True)
class Found:
    """All that was found. `looked_at` are the firms that may be approached at all.

    not_compared  firms that qualify today and whose card of that day is not to be had
    """

    hits: tuple[Hit, ...]
    looked_at: int
    not_compared: int = 0

    @property
    def counts(self) -> Counter[str]:
        """How many firms there are for each reason; one with two reasons counts for both."""
        return Counter(code for hit in self.hits for code in hit.why)

    def only(self, code: str) -> tuple[Hit, ...]:
        return tuple(hit for hit in self.hits if not code or code in hit.why)


def cut(record: Mapping[str, Any], groups: frozenset[str]) -> dict[str, Any]:
    """Only the fields of these groups."""
    fields = {name for group in groups for name in FIELDS[group]}
    return {name: value for name, value in record.items() if name in fields}
