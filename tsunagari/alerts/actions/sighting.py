"""Writing down since when programmes are published."""

from __future__ import annotations

import datetime
from dataclasses import asdict

from django.db import transaction

from tsunagari.alerts.models.sightings import SightingRow
from tsunagari.alerts.policy.sightings import Sighting, look
from tsunagari.alerts.queries.sightings import FIELDS, earlier_titles, sightings
from tsunagari.programmes.catalogue import Catalogue

AT_ONCE = 1_000


def sight(catalogue: Catalogue, *, now: datetime.datetime) -> dict[str, Sighting]:
    """Look at the plan and write down what is new or changed since the last look; all sightings by key."""
    known = sightings()
    fresh = look(catalogue.programmes, known, earlier_titles(catalogue.year), now=now)
    with transaction.atomic():
        SightingRow.objects.bulk_create(
            (SightingRow(**asdict(one)) for one in fresh),
            batch_size=AT_ONCE,
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=[name for name in FIELDS if name != "key"],
        )
    return known | {one.key: one for one in fresh}
