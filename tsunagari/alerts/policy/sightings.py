"""Between two looks at the plan: which programmes are new, and which have changed in what they come down to.

A programme is known again by its key; else by its lineage, through any number of years; else by its title,
where the key that bore it has gone. So what is published again, renamed or merged is never new.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from tsunagari.alerts.policy.essence import essence_of
from tsunagari.programmes.schema import Programme

SPLITS = "splits"


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
    """What is to be written down: programmes that are new, changed, renamed, or known under another key."""
    every = tuple(programmes)
    here = {programme.key for programme in every}
    gone = Gone.of(one for one in known.values() if one.key not in here)
    roots = {one.root for one in known.values() if one.key in here}
    made = []
    for programme in every:
        before = known.get(programme.key)
        after = sighting(programme, before or gone.carried_on_by(programme, titles), now)
        if before is None and after.root in roots:  # two carry on the same one: each is told of
            after = replace(after, root=after.key)
        roots.add(after.root)
        made.append(after)
    return [one for one in made if known.get(one.key) != one]


def sighting(programme: Programme, before: Sighting | None, now: datetime.datetime) -> Sighting:
    """The programme as it is now, seen since it was first seen."""
    key, tier, title, essence = programme.key, programme.tier, programme.name.ja, essence_of(programme)
    if before is None:
        return Sighting(key, key, tier, title, essence, seen_at=now, changed_at=now)
    changed_at = before.changed_at if before.essence == essence else now
    return replace(before, key=key, title=title, essence=essence, changed_at=changed_at)


@dataclass(frozen=True, slots=True)
class Gone:
    """Programmes that were seen and are no longer published. What still stands is never carried on."""

    by_key: Mapping[str, Sighting]
    by_title: Mapping[tuple[str, str], Sighting]

    @classmethod
    def of(cls, sightings: Iterable[Sighting]) -> Gone:
        every = tuple(sightings)
        return cls({one.key: one for one in every}, {(one.tier, one.title): one for one in every})

    def carried_on_by(self, programme: Programme, titles: Titles) -> Sighting | None:
        """The one that `programme` is under another key, if any."""
        for key, title in (("", programme.name.ja), *forebears(programme, titles)):
            before = self.by_key.get(key) or self.by_title.get((programme.tier, title))
            if before is not None:
                return before
        return None
