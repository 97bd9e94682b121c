"""The two questions: whom a programme fits anew since a day, and whom one fact keeps from it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from tsunagari.outreach.policy.causes import causes_of
from tsunagari.outreach.policy.found import Found, Held, Hit, cut
from tsunagari.outreach.policy.programmes import begins_on, given_facts, is_running
from tsunagari.outreach.queries.cards import READ, Typing, read_cards
from tsunagari.outreach.queries.judged import near_to, open_to
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.deadlines import JAPAN
from tsunagari.programmes.schema import Programme
from tsunagari.registry.policy.actor import Actor
from tsunagari.registry.queries.firms import Narrowing
from tsunagari.registry.queries.journal import Erased, as_they_were


def typing_for(catalogue: Catalogue, programme: Programme, as_of: datetime.date) -> Typing:
    return Typing(catalogue.vocabulary, tuple(given_facts(programme, catalogue.vocabulary)), as_of)


def one_fact_away(
    actor: Actor, catalogue: Catalogue, programme: Programme, narrowed: Narrowing, *, on: datetime.date
) -> Found:
    """Firms that do not qualify today, and would if one fact were known or otherwise."""
    cards = read_cards(actor, on, narrowed)
    typing = typing_for(catalogue, programme, on)
    near = near_to(catalogue, programme, [typing.given(card.record) for card in cards], on)
    kept_out = {fact: near.asked[fact] | near.blocked[fact] for fact in near.asked}
    every = np.logical_or.reduce([*kept_out.values(), np.zeros(len(cards), dtype=bool)])
    hits = (
        Hit(cards[place], tuple(fact for fact, firms in kept_out.items() if firms[place]))
        for place in np.flatnonzero(every)
    )
    return Found(tuple(hits), len(cards))


def newly_eligible(
    actor: Actor,
    catalogue: Catalogue,
    programme: Programme,
    narrowed: Narrowing,
    *,
    since: datetime.date,
    on: datetime.date,
) -> Found:
    """Firms that qualify today and did not at the end of the day `since`.

    The card of that day is what the journal tells. A firm whose values were erased, or of which no line was
    written, is not compared: it is counted and not listed. What a firm shares is what it shares today.
    """
    cards = read_cards(actor, on, narrowed)
    if not is_running(programme, catalogue.year, on):
        return Found((), len(cards))
    today = typing_for(catalogue, programme, on)
    now = [today.given(card.record) for card in cards]
    open_now = np.flatnonzero(open_to(catalogue, programme, now, on)).tolist()
    there = {place: cards[place] for place in open_now}
    before = cards_before(there, since)
    compared = [place for place in open_now if place in before]
    then = typing_for(catalogue, programme, since)
    given_now = [now[place] for place in compared]
    given_then = [then.given(before[place] or {}) for place in compared]
    was_open = open_to(catalogue, programme, given_then, since)
    by_card = open_to(catalogue, programme, given_now, since)
    by_time = open_to(catalogue, programme, given_then, on)
    has_begun = begins_on(programme, catalogue.year) > since
    hits = []
    for number, place in enumerate(compared):
        is_new = before[place] is None
        why = causes_of(
            was_open=bool(was_open[number]),
            by_card=bool(by_card[number]),
            by_time=bool(by_time[number]),
            is_new=is_new,
            has_begun=has_begun,
        )
        if why:
            hits.append(Hit(cards[place], why, None if is_new else given_then[number]))
    return Found(tuple(hits), len(cards), len(open_now) - len(compared))


def cards_before(there: Mapping[int, Held], since: datetime.date) -> dict[int, Mapping[str, Any] | None]:
    """Place → the card as it stood when `since` ended; None where there was none yet.

    A place is left out where that cannot be told. A card untouched since is what it was.
    """
    end = datetime.datetime.combine(since, datetime.time.max, JAPAN)
    touched = [card.firm_id for card in there.values() if card.made_at <= end < card.changed_at]
    records = as_they_were("firm", touched, end)
    found: dict[int, Mapping[str, Any] | None] = {}
    for place, card in there.items():
        if card.made_at > end:
            found[place] = None
        elif card.changed_at <= end:
            found[place] = card.record
        elif is_whole(record := cut(records.get(card.firm_id, {}), card.groups), READ):
            found[place] = record
    return found


def is_whole(record: Mapping[str, Any], names: Sequence[str]) -> bool:
    """Whether anything was written of it, and nothing that is read was erased."""
    return bool(record) and not any(isinstance(record.get(name), Erased) for name in names)
