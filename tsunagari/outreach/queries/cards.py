"""Cards of the firms that may be approached, read at once and cut down to what may be used of each."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tsunagari.outreach.policy.found import Held, cut
from tsunagari.programmes.vocabulary import Vocabulary
from tsunagari.registry.policy.actor import Actor
from tsunagari.registry.policy.field_groups import IDENTITY, groups_read_by
from tsunagari.registry.policy.firm_facts import RECORDED, typed_facts
from tsunagari.registry.queries.approaching import approachable_firms, groups_agreed
from tsunagari.registry.queries.firms import Narrowing

READ = (*RECORDED.values(), "facts")


def read_cards(actor: Actor, on: datetime.date, narrowed: Narrowing) -> list[Held]:
    """In the order of the kana. Two queries, however many firms. A firm whose name is hidden is left out."""
    reads, agreed = groups_read_by(actor.role), groups_agreed(actor, on)
    firms = approachable_firms(actor, on, narrowed).order_by("kana", "pk")
    held = []
    for pk, kept_by, *values in firms.values_list("pk", "kept_by_id", *READ):
        groups = reads if kept_by in actor.organisations else agreed.get(pk, frozenset())
        if IDENTITY in groups:
            record = cut(dict(zip(READ, values, strict=True)), groups)
            held.append(Held(pk, groups, record))
    return held


def written_since(
    actor: Actor, on: datetime.date, narrowed: Narrowing, since: datetime.datetime
) -> dict[int, datetime.datetime]:
    """Ids of the same firms whose cards were made or changed after an instant → when they were made."""
    firms = approachable_firms(actor, on, narrowed).filter(changed_at__gt=since).order_by()
    return dict(firms.values_list("pk", "made_at"))


@dataclass(frozen=True, slots=True)
class Typing:
    """Records as typed facts of a day, as `typed_facts` gives them: each distinct value is read once."""

    vocabulary: Vocabulary
    names: Iterable[str]
    as_of: datetime.date
    known: dict[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)

    def given(self, record: Mapping[str, Any]) -> dict[str, Any]:
        told = record.get("facts") or {}
        found: dict[str, Any] = {}
        for name in self.names:
            value = record.get(RECORDED[name]) if name in RECORDED else told.get(name)
            if value not in (None, ""):
                found |= self.typed(name, value)
        return found

    def typed(self, name: str, value: Any) -> Mapping[str, Any]:
        key = name, repr(value)
        if key not in self.known:
            record = {RECORDED[name]: value} if name in RECORDED else {"facts": {name: value}}
            self.known[key] = typed_facts(record, self.vocabulary, self.as_of)
        return self.known[key]
