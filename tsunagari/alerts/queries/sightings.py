"""Since when programmes are published, as it was written down."""

from __future__ import annotations

from collections.abc import Iterable

from tsunagari.alerts.models.sightings import SightingRow
from tsunagari.alerts.policy.sightings import Sighting, Titles, titles_in
from tsunagari.kit.published import published, years

FIELDS = ("key", "root", "tier", "title", "essence", "seen_at", "changed_at")


def sightings() -> dict[str, Sighting]:
    """All, by key."""
    return {row[0]: Sighting(*row) for row in SightingRow.objects.values_list(*FIELDS)}


def sightings_of(keys: Iterable[str]) -> dict[str, Sighting]:
    """By key; none for a programme that nobody has looked at yet."""
    rows = SightingRow.objects.filter(key__in=list(keys))
    return {row[0]: Sighting(*row) for row in rows.values_list(*FIELDS)}


def earlier_titles(year: int) -> Titles:
    """What programmes were called in the plans before `year`; a name borne twice is the later one's."""
    before = sorted(other for other in years() if other < year)
    return titles_in(programme for other in before for programme in published(other).catalogue.programmes)
