"""What is news to a subscriber: programmes that fit and are new, changed, or soon too late. Nothing twice."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tsunagari.alerts.policy.sightings import Sighting
from tsunagari.programmes.deadlines import deadline_of
from tsunagari.programmes.schema import Programme

NEW, CHANGED, CLOSING = "new", "changed", "closing"
AHEAD = datetime.timedelta(days=21)  # even who is written to weekly has two weeks left


@dataclass(frozen=True, slots=True)
class Fit:
    """A programme that answers what is watched; not sure where a firm's answers leave it open."""

    programme: Programme
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class Last:
    """What was last told of a programme."""

    essence: str
    deadline_on: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class News:
    """One programme to tell of. `deadline_on` is set where it lies ahead and is near."""

    what: str
    fit: Fit
    root: str
    essence: str
    deadline_on: datetime.date | None = None

    @property
    def programme(self) -> Programme:
        return self.fit.programme


def news_for(
    fits: Iterable[Fit],
    sightings: Mapping[str, Sighting],
    told: Mapping[str, Last],
    *,
    since: datetime.datetime,
    today: datetime.date,
) -> list[News]:
    """What someone who watches `since` is to be told. `told`: root → what was last told.

    A programme that nobody has sighted yet waits for the next look.
    """
    found = []
    for fit in fits:
        seen = sightings.get(fit.programme.key)
        if seen is None:
            continue
        deadline = near_deadline(fit.programme, today)
        what = what_is_new(fit, seen, told.get(seen.root), deadline, since)
        if what:
            found.append(News(what, fit, seen.root, seen.essence, deadline))
    return found


def what_is_new(
    fit: Fit,
    seen: Sighting,
    last: Last | None,
    deadline: datetime.date | None,
    since: datetime.datetime,
) -> str:
    """NEW, CHANGED, CLOSING, or nothing. Only what is new is told while it is not sure to fit."""
    if last is None and seen.seen_at > since:
        return NEW
    if not fit.is_sure:
        return ""
    if seen.changed_at > since and (last is None or last.essence != seen.essence):
        return CHANGED
    if deadline and (last is None or last.deadline_on != deadline):
        return CLOSING
    return ""


def near_deadline(programme: Programme, today: datetime.date) -> datetime.date | None:
    deadline = deadline_of(programme)
    return deadline if deadline and today <= deadline <= today + AHEAD else None


def gathered(found: Iterable[Iterable[News]]) -> list[News]:
    """The news of all that one subscriber watches, for one letter: each programme once, sure ones first."""
    every = sorted((news for each in found for news in each), key=lambda news: not news.fit.is_sure)
    once: dict[str, News] = {}
    for news in every:
        once.setdefault(news.root, news)
    return sorted(once.values(), key=lambda news: (NEW, CHANGED, CLOSING).index(news.what))
