"""Keeps the words by which firms are found in step with their cards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from tsunagari.registry.models.firms import Firm, FirmTerm, FormerName
from tsunagari.registry.policy.firm_names import FirmWords, terms_of

NAMES = ("name", "kana", "trade_name")


def index_firms(firms: Iterable[Firm]) -> None:
    """Write the firms' terms anew. A card that took others over is found by their words too.

    Terms are made from the cards alone, so that undoing a merge needs no memory of them. Five queries,
    however many firms.
    """
    cards = {firm.pk: firm for firm in firms}
    family = Firm.objects.filter(Q(pk__in=cards) | Q(merged_into__in=cards))
    words: dict[int, list[tuple[str, str]]] = defaultdict(list)
    heads = {}
    for card in family:
        head = heads[card.pk] = card.merged_into_id or card.pk
        words[head] += [(name, getattr(card, name)) for name in (*NAMES, "phone", "corporate_number")]
    for former in FormerName.objects.filter(firm__in=heads):
        words[heads[former.firm_id]].append((former.field, former.value))
    FirmTerm.objects.filter(firm__in=heads).delete()
    keepers = {card.pk: card.kept_by_id for card in family}
    FirmTerm.objects.bulk_create(
        FirmTerm(firm_id=pk, kept_by_id=keepers[pk], term=term, is_contact=is_contact)
        for pk, said in words.items()
        if pk in keepers
        for term, is_contact in sorted(found_by(said).items())
    )


def found_by(said: Iterable[tuple[str, str]]) -> dict[str, bool]:
    """Each term, and whether it is known from a phone number only."""
    pairs = [(field, value) for field, value in said if value]
    names = tuple(value for field, value in pairs if field in NAMES)
    phones = tuple(value for field, value in pairs if field == "phone")
    numbers = [value for field, value in pairs if field == "corporate_number"]
    public = {term for number in numbers or [""] for term in terms_of(FirmWords(names, (), number))}
    return dict.fromkeys(terms_of(FirmWords((), phones)), True) | dict.fromkeys(public, False)
