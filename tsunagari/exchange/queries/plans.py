"""The plan that a program asks for, and when a programme's file last changed."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from django.http import Http404

from tsunagari.kit.published import outside_stamp, published, written_at, years
from tsunagari.navigator.queries.editions import Edition, edition_of
from tsunagari.programmes.faults import Fault, PlanFaults
from tsunagari.programmes.schema import Programme

EPOCH = datetime.datetime.fromtimestamp(0, datetime.UTC)


def asked_edition(year: int | None) -> Edition:
    """The plan of `year`, else the newest. Http404 for a year without one; PlanFaults where there is none."""
    declared = years()
    if not declared:
        raise PlanFaults([Fault("plan.yaml", 0, "", "no plan is published here")])
    if year is not None and year not in declared:
        raise Http404(f"There is no plan of {year}. There are: {', '.join(map(str, declared))}.")
    return edition_of(year)


def asked_programme(edition: Edition, key: str) -> Programme:
    """Of the plan, or of those that others publish beside it."""
    programme = edition.offered.by_key.get(key)
    if programme is None:
        raise Http404(f"The plan of {edition.catalogue.year} has no programme of this key.")
    return programme


def changes(year: int) -> Mapping[str, datetime.datetime]:
    """Programme key → when its file was last written here."""
    return written_at(published(year).stamp)


def changed_at(edition: Edition, programme: Programme) -> datetime.datetime:
    """The same for one programme; those of others come together in one file."""
    own = changes(edition.catalogue.year).get(programme.key)
    return own or max(written_at(outside_stamp()).values(), default=EPOCH)
