"""Cards as far as they may be used for choosing, and what was found among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from tsunagari.registry.policy.field_groups import FIELDS


@dataclass(frozen=True, slots=True)
class Held:
    """A card without what may not be used: `record` has only fields of `groups`."""

    firm_id: int
    groups: frozenset[str]
    record: Mapping[str, Any] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Hit:
    """A firm of the list. `why`: codes of causes, or facts.

    before  its typed facts of that day; None where they are not asked for, or the card was made since
    """

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
    fields = fields_of(groups)
    return {name: value for name, value in record.items() if name in fields}


@lru_cache(maxsize=64)
def fields_of(groups: frozenset[str]) -> frozenset[str]:
    return frozenset(name for group in groups for name in FIELDS[group])
