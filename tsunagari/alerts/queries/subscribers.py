"""A subscriber and what it was told, found by the word of a link."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from tsunagari.alerts.links import read_word
from tsunagari.alerts.models.sightings import SightingRow
from tsunagari.alerts.models.watches import Subscriber
from tsunagari.base.words import Words
from tsunagari.programmes.catalogue import Catalogue

MOST_TOLD = 50


@dataclass(frozen=True, slots=True)
class ToldOf:
    """A programme that was told of; `key` is empty where it is no longer published."""

    key: str
    name: Words
    told_at: datetime.datetime


def subscriber_by(word: str, purpose: str) -> Subscriber | None:
    """None for a word that is forged, of another purpose, or whose subscriber has gone."""
    own = read_word(word, purpose)
    return Subscriber.objects.filter(word=own).first() if own else None


def told_to(subscriber: Subscriber, catalogue: Catalogue) -> list[ToldOf]:
    """The latest first, each under the name it has now."""
    told = list(subscriber.told.all()[:MOST_TOLD])
    rows = SightingRow.objects.filter(root__in=[one.root for one in told])
    latest = {row.root: row for row in sorted(rows, key=lambda row: row.key in catalogue.by_key)}
    return [named(latest[one.root], catalogue, one.told_at) for one in told if one.root in latest]


def named(row: SightingRow, catalogue: Catalogue, told_at: datetime.datetime) -> ToldOf:
    programme = catalogue.by_key.get(row.key)
    if programme is None:
        return ToldOf("", Words(row.title, ""), told_at)
    return ToldOf(programme.key, programme.name, told_at)
