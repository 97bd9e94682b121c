"""Firms that someone may see, what of them, and finding one while its name is being typed."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from tsunagari.base.trades import DIVISIONS
from tsunagari.registry.models.firms import Firm, FirmTerm
from tsunagari.registry.policy.actor import Actor
from tsunagari.registry.policy.field_groups import FIELD_GROUPS, READ_BY
from tsunagari.registry.policy.firm_search import search_words
from tsunagari.registry.queries.consents import firms_shared, groups_shared

LAST = "\U0010ffff"  # sorts after every letter: terms are compared by code point (see FirmTerm)
NEWEST = ("-changed_at", "-id")
TERMS_PER_FIRM = 4  # a firm is hit by several of its terms; so many rows are read for each firm wanted


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Only firms of a prefecture (two digits) and of a division of trades (its letter); empty: all."""

    prefecture: str = ""
    division: str = ""

    def of(self, path: str) -> Q:
        """The condition on a firm that is reached by `path`."""
        narrow = Q(**{f"{path}prefecture": self.prefecture}) if self.prefecture else Q()
        if self.division:
            _, _, first, last = DIVISIONS[self.division]
            among = {f"{path}industry__gte": f"{first:02d}", f"{path}industry__lt": f"{last + 1:02d}"}
            narrow &= Q(**among) | Q(**{f"{path}industry": self.division})
        return narrow


WIDE = Narrowing()


def visible_firms(actor: Actor, on: datetime.date) -> QuerySet[Firm]:
    """Cards the actor may open: those of the organisations it reads, and those shared by consent."""
    if not reads_cards(actor):
        return Firm.objects.none()
    shared = Q(pk__in=firms_shared(actor.organisations, on))
    return Firm.objects.filter(Q(kept_by__in=actor.organisations) | shared, merged_into=None)


def firm_seen(actor: Actor, pk: int, on: datetime.date) -> Firm | None:
    """The card, if the actor may open it. One's own is what a desk mostly opens: one plain query finds it."""
    if not reads_cards(actor):
        return None
    own, seen = (
        firms.filter(pk=pk).select_related("kept_by")
        for firms in (kept_firms(actor), visible_firms(actor, on))
    )
    return own.first() or seen.first()


def kept_firms(actor: Actor) -> QuerySet[Firm]:
    """Cards the actor may write in, if its role writes at all: those of the organisations it reads."""
    return Firm.objects.filter(kept_by__in=actor.organisations, merged_into=None)


def reads_cards(actor: Actor) -> bool:
    return actor.is_staff and any(actor.role in roles for roles in READ_BY.values())


def field_groups_seen(actor: Actor, firm: Firm, on: datetime.date) -> frozenset[str]:
    """The field groups the actor may see of a firm: all its role reads, or those of the firm's consent."""
    by_role = {group for group in FIELD_GROUPS if actor.is_staff and actor.role in READ_BY[group]}
    if not by_role or firm.kept_by_id in actor.organisations:
        return frozenset(by_role)
    return groups_shared(firm, actor.organisations, on) & by_role


def find_firms(
    actor: Actor, text: str, on: datetime.date, limit: int = 20, narrowed: Narrowing = WIDE
) -> list[Firm]:
    """The first firms any of whose terms begin with each word typed: own cards, then shared ones.

    Three queries, whatever is typed and however many firms there are; none where nothing was typed.
    """
    words = search_words(text)
    if not words or not reads_cards(actor):
        return []
    own = hits(words, Q(kept_by__in=actor.organisations) & narrowed.of("firm__"), limit)
    by_consent = Q(firm__in=firms_shared(actor.organisations, on), is_contact=False)
    shared = hits(words, by_consent & narrowed.of("firm__"), limit)
    found = list(dict.fromkeys([*own, *shared]))[:limit]
    cards = visible_firms(actor, on).select_related("kept_by").in_bulk(found)
    return [cards[pk] for pk in found if pk in cards]


def terms_seen(actor: Actor, on: datetime.date) -> tuple[QuerySet[FirmTerm], QuerySet[FirmTerm]]:
    """Words by which the actor may find firms: those of own cards, and of shared ones without contacts."""
    own = FirmTerm.objects.filter(kept_by__in=actor.organisations)
    return own, FirmTerm.objects.filter(firm__in=firms_shared(actor.organisations, on), is_contact=False)


def latest_firms(actor: Actor, on: datetime.date, limit: int = 20, narrowed: Narrowing = WIDE) -> list[Firm]:
    """The firms last written in, for when nothing has been typed yet. Two queries."""
    if not reads_cards(actor):
        return []
    own = Q(kept_by__in=actor.organisations)
    shared = Q(pk__in=firms_shared(actor.organisations, on))
    cards = Firm.objects.filter(narrowed.of(""), merged_into=None).select_related("kept_by")
    newest = {
        firm.pk: firm for among in (own, shared) for firm in cards.filter(among).order_by(*NEWEST)[:limit]
    }
    return sorted(newest.values(), key=lambda firm: (firm.changed_at, firm.pk), reverse=True)[:limit]


def hits(words: Sequence[str], within: Q, limit: int) -> list[int]:
    """Ids of firms by their matching term's order; the longest word leads, the others are looked up."""
    first, *others = words
    terms = FirmTerm.objects.filter(within, begins(first))
    for word in others:
        terms = terms.filter(Exists(FirmTerm.objects.filter(within, begins(word), firm=OuterRef("firm"))))
    rows = terms.order_by("term", "firm_id").values_list("firm_id", flat=True)[: limit * TERMS_PER_FIRM]
    return list(dict.fromkeys(rows))


def begins(word: str) -> Q:
    """Terms that begin with `word`: one stretch of the index."""
    return Q(term__gte=word, term__lt=word + LAST)


def card_family(firm: Firm) -> list[int]:
    """Ids of the card and of those merged into it: contacts, consents, cases and lines are the firm's."""
    return [firm.pk, *Firm.objects.filter(merged_into=firm).order_by("pk").values_list("pk", flat=True)]
