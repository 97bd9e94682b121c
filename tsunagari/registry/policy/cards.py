"""A firm's card as one reader may see it. What is not shared is not in it, so that no page can show it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from tsunagari.base.words import Words
from tsunagari.registry.policy.field_groups import FIELD_GROUPS, FIELDS


@dataclass(frozen=True, slots=True)
class Card:
    """`values` by field of the groups seen; `hidden` are the groups the firm has not agreed to show."""

    firm_id: int
    version: int
    kept_by: str
    is_own: bool
    groups: frozenset[str]
    values: Mapping[str, Any] = field(hash=False)
    hidden: tuple[Words, ...] = ()

    @property
    def name(self) -> str:
        return str(self.values.get("name", ""))


def card_of(
    record: Mapping[str, Any],
    groups: Collection[str],
    *,
    firm_id: int,
    version: int,
    kept_by: str,
    is_own: bool,
) -> Card:
    """The card of a firm whose fields are `record`, cut down to the groups that may be seen."""
    seen = frozenset(groups) & set(FIELD_GROUPS)
    fields = {name for group in seen for name in FIELDS[group]}
    return Card(
        firm_id=firm_id,
        version=version,
        kept_by=kept_by,
        is_own=is_own,
        groups=seen,
        values={name: value for name, value in record.items() if name in fields},
        hidden=tuple(words for group, words in FIELD_GROUPS.items() if group not in seen),
    )


def former_shown(former: Collection[tuple[str, str]], groups: Collection[str]) -> list[tuple[str, str]]:
    """Former names, addresses and numbers (field, value) of the groups that may be seen."""
    fields = {name for group in groups for name in FIELDS[group]}
    return [(name, value) for name, value in former if name in fields]
