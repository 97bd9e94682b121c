"""Two people change one card: what each of them changed, and what both did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Reconciled:
    """`boxes` is what stands in the form again; `theirs` what the other changed: field → (before, now).

    `both` are the fields that both changed: the box keeps what was typed, and the page shows the other's.
    """

    boxes: Mapping[str, str] = field(hash=False)
    theirs: Mapping[str, tuple[str, str]] = field(hash=False)
    both: frozenset[str]


def own_changes(base: Mapping[str, str], typed: Mapping[str, str]) -> dict[str, str]:
    """What was typed over: the fields that differ from what the form showed at first."""
    return {name: value for name, value in typed.items() if value != base.get(name, "")}


def reconcile(base: Mapping[str, str], typed: Mapping[str, str], now: Mapping[str, str]) -> Reconciled:
    """Nobody's work is lost: own changes stay in the boxes, the other's are taken over where untouched."""
    mine = own_changes(base, typed)
    theirs = {
        name: (base.get(name, ""), now[name]) for name in typed if now.get(name, "") != base.get(name, "")
    }
    boxes = {name: mine.get(name, now.get(name, "")) for name in typed}
    both = frozenset(name for name in mine.keys() & theirs.keys() if mine[name] != now[name])
    return Reconciled(boxes, theirs, both)
