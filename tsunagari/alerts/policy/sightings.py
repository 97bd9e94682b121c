"""Between two looks at the plan: which programmes are new, and which have changed in what they come down to.

A programme is known again by its key; else by its lineage, through any number of years; else by its title,
where the key that bore it has gone. So what is published again, renamed or merged is never new.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from tsunagari.alerts.policy.essence import essence_of
from tsunagari.programmes.schema import Programme

SPLITS = "splits"
LONGEST_TITLE = 300  # of what is kept to know a programme again by


@dataclass(frozen=True, slots=True)
class Sighting:
    """A programme as it was last seen.

    root        the first key it ever had
    seen_at     when that was first seen
    changed_at  when the essence became what it is
    """

    key: str
    root: str
    tier: str
    title: str
    essence: str
    seen_at: datetime.datetime
    changed_at: datetime.datetime


Titles = Mapping[tuple[str, str], Programme]  # (tier, title) → the programme of an earlier year


def titles_in(programmes: Iterable[Programme]) -> dict[tuple[str, str], Programme]:
    """Programmes by what they were called; of several the last one given counts."""
    return {
        (programme.tier, title): programme
        for programme in programmes
        for title in (programme.alt_title, programme.name.ja)
        if title
    }


def forebears(programme: Programme, titles: Titles) -> Iterator[tuple[str, str]]:
    """Key and title of all that it carries on, the nearest first; the key is empty where no plan has it.

    What was split off from another is a programme of its own.
    """
    waiting, seen = [programme], {programme.key}
    while waiting:
        for lineage in waiting.pop(0).follows:
            if lineage.how == SPLITS:
                continue
            before = titles.get((programme.tier, lineage.title))
            yield before.key if before else "", lineage.title
            if before and before.key not in seen:
                seen.add(before.key)
                waiting.append(before)


def look(
    programmes: Iterable[Programme],
    known: Mapping[str, Sighting],
    titles: Titles,
    *,
    now: datetime.datetime,
) -> list[Sighting]:
    """What is to be written down: programmes that are new, changed, renamed, or known under another key.

    No two sightings have one root: what hands its root on gets another, in case it comes back.
    """
    every = tuple(programmes)
    rows = dict(known)
    gone = Gone.of(known, {programme.key for programme in every})
    for programme in every:
        before = rows.get(programme.key)
        if before is None and (forebear := gone.carried_on_by(programme, titles)):
            before = rows[forebear]
            rows[forebear] = replace(before, root=f"{before.root}~")
        rows[programme.key] = sighting(programme, before, now)
    return [one for key, one in rows.items() if known.get(key) != one]


def sighting(programme: Programme, before: Sighting | None, now: datetime.datetime) -> Sighting:
    """The programme as it is now, seen since it was first seen."""
    key, tier, essence = programme.key, programme.tier, essence_of(programme)
    title = programme.name.ja[:LONGEST_TITLE]
    if before is None:
        return Sighting(key, key, tier, title, essence, seen_at=now, changed_at=now)
    changed_at = before.changed_at if before.essence == essence else now
    return replace(before, key=key, title=title, essence=essence, changed_at=changed_at)


@dataclass(frozen=True, slots=True)
class Gone:
    """Keys that were seen and are no longer published, also by title: only these are carried on."""

    keys: frozenset[str]
    by_title: Mapping[tuple[str, str], str]

    @classmethod
    def of(cls, known: Mapping[str, Sighting], here: Collection[str]) -> Gone:
        keys = frozenset(known.keys() - here)
        return cls(keys, {(known[key].tier, known[key].title): key for key in known if key in keys})

    def carried_on_by(self, programme: Programme, titles: Titles) -> str:
        """The key that `programme` had before; empty where it had none."""
        for key, title in (("", programme.name.ja), *forebears(programme, titles)):
            if key in self.keys:
                return key
            if before := self.by_title.get((programme.tier, title[:LONGEST_TITLE])):
                return before
        return ""
