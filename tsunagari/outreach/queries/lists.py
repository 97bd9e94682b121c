"""The two questions: whom a programme fits anew since a day, and whom one fact keeps from it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tsunagari.outreach.policy.causes import causes_of
from tsunagari.outreach.policy.found import Found, Held, Hit, cut
from tsunagari.outreach.policy.programmes import begins_on, given_facts, is_running
from tsunagari.outreach.queries.cards import READ, Typing, read_cards, written_since
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


@dataclass(frozen=True, slots=True)
class Then:
    """A firm that qualifies today, on that day: its typed facts now and then; `then` None: no card yet."""

    card: Held
    now: Mapping[str, Any]
    then: Mapping[str, Any] | None
    is_changed: bool


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
    places = np.flatnonzero(open_to(catalogue, programme, now, on)).tolist()
    end = datetime.datetime.combine(since, datetime.time.max, JAPAN)
    made_at = written_since(actor, on, narrowed, end)
    before = cards_before([cards[place] for place in places], made_at, end)
    typing = typing_for(catalogue, programme, since)
    thens = [
        Then(card, now[place], None if record is None else typing.given(record), card.firm_id in made_at)
        for place in places
        if (card := cards[place]).firm_id in before
        for record in (before[card.firm_id],)
    ]
    hits = [
        Hit(each.card, why, each.then)
        for each, why in zip(thens, whys(catalogue, programme, thens, since=since, on=on), strict=True)
        if why
    ]
    return Found(tuple(hits), len(cards), len(places) - len(thens))


def whys(
    catalogue: Catalogue,
    programme: Programme,
    thens: Sequence[Then],
    *,
    since: datetime.date,
    on: datetime.date,
) -> Iterator[tuple[str, ...]]:
    """The causes of each. Only a changed card is judged on the other day as well."""
    changed = [each for each in thens if each.is_changed and each.then is not None]
    was_open = open_to(catalogue, programme, [each.then or {} for each in thens], since)
    by_card = iter(open_to(catalogue, programme, [each.now for each in changed], since))
    by_time = iter(open_to(catalogue, programme, [each.then or {} for each in changed], on))
    has_begun = begins_on(programme, catalogue.year) > since
    for each, was in zip(thens, was_open.tolist(), strict=True):
        is_judged = each.is_changed and each.then is not None
        yield causes_of(
            was_open=was,
            by_card=bool(next(by_card)) if is_judged else was,
            by_time=bool(next(by_time)) if is_judged else True,
            is_new=each.then is None,
            has_begun=has_begun,
        )


def cards_before(
    cards: Sequence[Held], made_at: Mapping[int, datetime.datetime], end: datetime.datetime
) -> dict[int, Mapping[str, Any] | None]:
    """Firm → its card as it stood at `end`; None where there was none yet. `made_at`: of those written since.

    A firm is left out where that cannot be told. A card untouched since is what it was.
    """
    touched = [card.firm_id for card in cards if card.firm_id in made_at and made_at[card.firm_id] <= end]
    records = as_they_were("firm", touched, end)
    found: dict[int, Mapping[str, Any] | None] = {}
    for card in cards:
        if card.firm_id not in made_at:
            found[card.firm_id] = card.record
        elif made_at[card.firm_id] > end:
            found[card.firm_id] = None
        elif is_whole(record := cut(records.get(card.firm_id, {}), card.groups)):
            found[card.firm_id] = record
    return found


def is_whole(record: Mapping[str, Any]) -> bool:
    """Whether anything was written of it, and nothing that is read was erased."""
    return bool(record) and not any(isinstance(record.get(name), Erased) for name in READ)
