"""Cards of one organisation that look like one firm."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.db.models import Count

from tsunagari.registry.models.firms import Firm, FirmTerm
from tsunagari.registry.models.merges import KnownApart
from tsunagari.registry.policy.actor import Actor
from tsunagari.registry.policy.duplicates import Likeness, likeness
from tsunagari.registry.policy.firm_fields import CARD_FIELDS
from tsunagari.registry.policy.firm_names import LONGEST_TERM, normal_name, phone_digits

FEW = 5  # a word that more cards share says nothing about any two of them
MOST_WORDS, MOST_PAIRS = 1_000, 50


@dataclass(frozen=True, slots=True)
class Pair:
    """Two cards and what makes them look like one."""

    first: Firm
    second: Firm
    likeness: Likeness


def likely_pairs(organisation_ids: Collection[int]) -> list[Pair]:
    """The likeliest pairs first, without those known to be apart. Four queries."""
    pairs = candidates(organisation_ids)
    cards = Firm.objects.filter(merged_into=None).in_bulk({pk for pair in pairs for pk in pair})
    apart = set(KnownApart.objects.filter(first__in=cards, second__in=cards).values_list("first", "second"))
    found = [
        Pair(cards[first], cards[second], likeness(values(cards[first]), values(cards[second])))
        for first, second in sorted(pairs - apart)
        if first in cards and second in cards
    ]
    likely = (pair for pair in found if pair.likeness.is_likely)
    return sorted(likely, key=lambda pair: -pair.likeness.points)[:MOST_PAIRS]


def candidates(organisation_ids: Collection[int]) -> set[tuple[int, int]]:
    """Pairs that share a word which few cards have."""
    terms = FirmTerm.objects.filter(kept_by__in=organisation_ids)
    rare = terms.values("kept_by", "term").annotate(cards=Count("firm", distinct=True))
    rare = rare.filter(cards__gt=1, cards__lte=FEW).order_by("cards", "term")[:MOST_WORDS]
    keys = {(row["kept_by"], row["term"]) for row in rare}
    sharing: dict[tuple[int, str], set[int]] = {}
    words = {term for _, term in keys}
    for keeper, term, firm in terms.filter(term__in=words).values_list("kept_by", "term", "firm"):
        if (keeper, term) in keys:
            sharing.setdefault((keeper, term), set()).add(firm)
    return {pair for firms in sharing.values() for pair in combinations(sorted(firms), 2)}


def look_alikes(actor: Actor, card: Mapping[str, Any], limit: int = 5) -> list[tuple[Firm, Likeness]]:
    """Cards that a new one would double, with the reasons. Two queries."""
    alike = cards_like([card], [actor.organisation_id])
    found = [(firm, likeness(card, values(firm))) for firm in alike]
    likely = [(firm, how) for firm, how in found if how.is_likely]
    return sorted(likely, key=lambda pair: -pair[1].points)[:limit]


def cards_like(cards: Iterable[Mapping[str, Any]], organisation_ids: Collection[int | None]) -> list[Firm]:
    """Cards that share a whole name, phone or number with any of these."""
    words = {word[:LONGEST_TERM] for card in cards for word in whole_words(card)}
    hits = FirmTerm.objects.filter(kept_by__in=organisation_ids, term__in=words).values("firm")
    return list(Firm.objects.filter(pk__in=hits, merged_into=None)) if words else []


def whole_words(card: Mapping[str, Any]) -> set[str]:
    names = {normal_name(card.get(name, "")) for name in ("name", "kana", "trade_name")}
    return (names | {phone_digits(card.get("phone", "")), card.get("corporate_number", "")}) - {""}


def values(firm: Firm) -> dict[str, Any]:
    return {name: getattr(firm, name) for name in CARD_FIELDS}
