"""What a row of a list would do to the cards that are there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tsunagari.registry.policy.duplicates import likeness
from tsunagari.registry.policy.firm_fields import CARD_FIELDS, differences

NEW, CHANGED, SAME, REFUSED = "new", "changed", "same", "refused"


@dataclass(frozen=True, slots=True)
class Meant:
    """`place` of the card meant among those looked at; None: a new one. `is_torn`: several fit equally."""

    place: int | None = None
    is_torn: bool = False


def card_meant(row: Mapping[str, Any], cards: Sequence[Mapping[str, Any]]) -> Meant:
    """The card that a row is about: one that already says all the row does, else the likeliest, if any is.

    A place or a phone alone is not enough: it must also be called the same.
    """
    for place, card in enumerate(cards):
        if written_by(row, card).outcome == SAME:
            return Meant(place)
    found = [(likeness(row, card), place) for place, card in enumerate(cards)]
    likely = sorted((-how.points, place) for how, place in found if how.is_likely and how.is_named)
    if not likely:
        return Meant()
    is_torn = len(likely) > 1 and likely[0][0] == likely[1][0]
    return Meant(None if is_torn else likely[0][1], is_torn)


@dataclass(frozen=True, slots=True)
class Written:
    """What a row changes: field → (before, after). Empty cells leave a card as it is."""

    outcome: str
    changed: Mapping[str, tuple[Any, Any]] = field(hash=False)


def written_by(row: Mapping[str, Any], card: Mapping[str, Any] | None) -> Written:
    """`card` is None for a new one. Facts are joined to those of the card."""
    before = dict(card) if card else dict.fromkeys(CARD_FIELDS, "") | {"facts": {}}
    after = {**row, "facts": {**before["facts"], **row["facts"]}}
    changed = differences(before, after)
    if card is None:
        return Written(NEW, changed)
    return Written(CHANGED if changed else SAME, changed)
