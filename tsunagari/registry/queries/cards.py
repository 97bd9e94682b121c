"""One firm's card, cut down to what the reader may see, and its thread across organisations."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from tsunagari.base.words import Words
from tsunagari.registry.models.firms import Contact, Firm, FormerName
from tsunagari.registry.models.journal import JournalLine
from tsunagari.registry.policy.actor import Actor
from tsunagari.registry.policy.cards import Card, card_of, former_shown
from tsunagari.registry.policy.field_groups import CONSULTATIONS, FIELDS
from tsunagari.registry.policy.verbs import READING, VERBS
from tsunagari.registry.queries.consents import consents_in_force
from tsunagari.registry.queries.firms import field_groups_seen, reads_cards

PLAIN = tuple(name for group in FIELDS.values() for name in group if name not in ("contacts", "cases"))
TOLD_ABROAD = ("case.", "handoff.")  # of another organisation's lines, those about consultations
SHORT, LONG = 20, 500  # lines of a firm's thread: as it is first shown, and when all is asked for
TOLD = (  # of a line, in the order in which event_of takes it
    *("at", "verb", "subject_kind", "subject_id", "payload__values"),
    *("actor__name", "organisation__name", "organisation_id"),
)
TOLD_OF_A_LINE = (
    *("at", "verb", "subject_kind", "subject_id"),
    *("payload__values", "actor__name", "organisation__name"),
)


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the firm's thread. `title` is empty where the values were erased."""

    at: datetime.datetime
    verb: str
    what: Words
    who: str
    organisation: str
    title: str
    subject_kind: str
    subject_id: int
    is_own: bool


def card_for(actor: Actor, firm: Firm, on: datetime.date) -> Card:
    """The card as the actor may see it. `firm` must be among visible_firms."""
    contacts = Contact.objects.filter(Q(firm=firm) | Q(firm__merged_into=firm))
    record = {name: getattr(firm, name) for name in PLAIN} | {"contacts": list(contacts)}
    return card_of(
        record,
        field_groups_seen(actor, firm, on),
        firm_id=firm.pk,
        version=firm.version,
        kept_by=firm.kept_by.name,
        is_own=firm.kept_by_id in actor.organisations,
    )


def groups_seen_of(actor: Actor, firms: Iterable[Firm], on: datetime.date) -> dict[int, frozenset[str]]:
    """Field groups by firm, for a list. One query; none where every card is the actor's own."""
    if not reads_cards(actor):
        return {}
    cards = list(firms)
    whole = frozenset(FIELDS)
    seen = {firm.pk: whole if firm.kept_by_id in actor.organisations else frozenset() for firm in cards}
    if all(seen.values()):
        return seen
    shared = consents_in_force(actor.organisations, on).filter(
        Q(firm__in=seen) | Q(firm__merged_into__in=seen)
    )
    for card, merged, groups in shared.values_list("firm_id", "firm__merged_into_id", "groups"):
        seen[merged or card] |= frozenset(groups) & whole
    return seen


def former_of(card: Card, family: Collection[int]) -> list[tuple[str, str]]:
    """Former names and the like that the card's reader may see, the newest first. `family`: card_family."""
    former = FormerName.objects.filter(firm__in=family)
    return former_shown(list(former.values_list("field", "value")), card.groups)


def thread_of(
    actor: Actor, firm: Firm, groups: Collection[str], family: Collection[int], *, most: int = LONG
) -> list[Event]:
    """What happened with the firm, the newest first: own lines; the keeper's consultations by consent.

    `family` are the ids of its cards: queries.firms.card_family.

    The desks write titles into the journal, so that this room need not know them. Who merely looked is
    left out.
    """
    lines = lines_shown(actor, firm, groups, family).values_list(*TOLD)
    return [event_of(line, actor) for line in lines[:most]]


def lines_shown(
    actor: Actor, firm: Firm, groups: Collection[str], family: Collection[int]
) -> QuerySet[JournalLine]:
    own = Q(organisation__in=actor.organisations)
    if CONSULTATIONS in groups and firm.kept_by_id not in actor.organisations:
        about = Q()
        for beginning in TOLD_ABROAD:
            about |= Q(verb__startswith=beginning)
        own |= Q(organisation=firm.kept_by_id) & about
    lines = JournalLine.objects.filter(own, firm_id__in=family).exclude(verb__in=READING)
    return lines.order_by("-at", "-id")


def event_of(line: tuple[Any, ...], actor: Actor) -> Event:
    """`line` holds TOLD of a line. Who did it is told of one's own people only."""
    at, verb, subject_kind, subject_id, values, who, organisation, organisation_id = line
    is_own = organisation_id in actor.organisations
    return Event(
        at=at,
        verb=verb,
        what=VERBS[verb],
        who=who or "" if is_own else "",
        organisation=organisation,
        title=str((values or {}).get("title", "")),
        subject_kind=subject_kind,
        subject_id=subject_id,
        is_own=is_own,
    )
