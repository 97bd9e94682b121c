"""Whether two cards are likely to be one firm, and why one would think so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tsunagari.base.text import folded
from tsunagari.base.words import Words
from tsunagari.registry.policy.firm_fields import CARD_FIELDS
from tsunagari.registry.policy.firm_names import normal_name, phone_digits

LIKELY = 50  # points from which a pair is proposed


@dataclass(frozen=True, slots=True)
class Reason:
    """Something two cards share, and how much it weighs."""

    words: Words
    points: int


SAME_NUMBER = Reason(Words("法人番号が同じ", "same corporate number"), 100)
SAME_PHONE = Reason(Words("電話が同じ", "same phone"), 40)
SAME_EMAIL = Reason(Words("メールが同じ", "same e-mail"), 35)
SAME_NAME = Reason(Words("名前が同じ（書き方のちがいを除く）", "same name, however written"), 40)
TRADE_NAME = Reason(Words("名前と屋号が同じ", "the name of one is the trade name of the other"), 30)
SAME_KANA = Reason(Words("よみが同じ", "same reading"), 8)
SAME_TOWN = Reason(Words("市区町村が同じ", "same municipality"), 15)
SAME_ADDRESS = Reason(Words("住所が同じ", "same address"), 42)
NAMING = frozenset({SAME_NUMBER, SAME_NAME, TRADE_NAME, SAME_KANA})


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two cards are; `reasons` the weightiest first."""

    reasons: tuple[Reason, ...]

    @property
    def points(self) -> int:
        return sum(reason.points for reason in self.reasons)

    @property
    def is_named(self) -> bool:
        """Whether they are called the same, and not only found at one place or phone."""
        return not NAMING.isdisjoint(self.reasons)

    @property
    def is_likely(self) -> bool:
        return self.points >= LIKELY


def likeness(one: Mapping[str, Any], other: Mapping[str, Any]) -> Likeness:
    """Compare two cards by field. Two different corporate numbers are two firms, whatever else is alike."""
    numbers = {card.get("corporate_number", "") for card in (one, other)}
    if len(numbers) == 2 and "" not in numbers:
        return Likeness(())
    return Likeness(tuple(sorted(shared(one, other), key=lambda reason: -reason.points)))


def shared(one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[Reason]:
    keys = (
        (SAME_NUMBER, "corporate_number", str),
        (SAME_PHONE, "phone", phone_digits),
        (SAME_EMAIL, "email", folded),
        (SAME_NAME, "name", normal_name),
        (SAME_KANA, "kana", normal_name),
        (SAME_ADDRESS, "address", address_key),
        (SAME_TOWN, "municipality", str),
    )
    found: set[Reason] = set()
    for reason, field, key in keys:
        left, right = (key(card.get(field, "")) for card in (one, other))
        if left and left == right and not (reason is SAME_TOWN and SAME_ADDRESS in found):
            found.add(reason)
            yield reason
    if crossed(one, other) or crossed(other, one):
        yield TRADE_NAME


def crossed(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    name = normal_name(one.get("name", ""))
    return bool(name) and name == normal_name(other.get("trade_name", ""))


def address_key(address: str) -> str:
    """1丁目2番3号 and 1-2-3 are one place."""
    numbered = re.sub(r"丁目|番地?|号", "-", folded(address))
    return re.sub(r"[\s‐-―−ー-]+", "-", numbered).strip("-")


def chosen_values(
    firm: Mapping[str, Any], merged: Mapping[str, Any], taken: Mapping[str, str]
) -> dict[str, Any]:
    """Field → value of the one card that is left: as `taken` says (firm, merged), else whichever is known.

    Facts of both are joined; where both know one, the card that is left is right.
    """
    left = {name: firm[name] if firm[name] or not merged[name] else merged[name] for name in CARD_FIELDS}
    left |= {name: merged[name] for name in CARD_FIELDS if taken.get(name) == "merged"}
    left |= {name: firm[name] for name in CARD_FIELDS if taken.get(name) == "firm"}
    left["name"] = left["name"] or firm["name"]
    return left | {"facts": {**merged["facts"], **firm["facts"]}}
