"""One programme's lines by month and by organisation. Two queries, whatever there is to count."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth
from django.utils import timezone

from tsunagari.evaluation.policy.counted import Scope
from tsunagari.evaluation.policy.small_numbers import Cell
from tsunagari.evaluation.queries.lines import counted_lines
from tsunagari.registry.models.organisations import Organisation

Month = datetime.date


def by_month(
    scope: Scope, programme: str, events: Collection[str], own: Collection[int]
) -> dict[str, dict[tuple[Month, bool], Cell]]:
    """By event, then by first day of the month and whether the reader's own organisations recorded it."""
    lines = counted_lines(scope).filter(programme=programme, event__in=events)
    house = timezone.get_default_timezone()
    rows = lines.annotate(month=TruncMonth("at", tzinfo=house), is_own=Q(organisation__in=own)).values_list(
        "event", "month", "is_own"
    )
    found: dict[str, dict[tuple[Month, bool], Cell]] = {event: {} for event in events}
    for event, month, is_own, count, firms in rows.annotate(n=Count("pk"), f=Count("firm_id", distinct=True)):
        found[event][month.date(), bool(is_own)] = Cell(count, firms)
    return found


def by_organisation(scope: Scope, programme: str, events: Collection[str]) -> dict[str, dict[int, Cell]]:
    """By event, then by id of the organisation that recorded it."""
    lines = counted_lines(scope).filter(programme=programme, event__in=events)
    rows = lines.values_list("event", "organisation").annotate(
        n=Count("pk"), f=Count("firm_id", distinct=True)
    )
    found: dict[str, dict[int, Cell]] = {event: {} for event in events}
    for event, organisation, count, firms in rows:
        found[event][organisation] = Cell(count, firms)
    return found


def organisations_named(ids: Collection[int]) -> list[Organisation]:
    return list(Organisation.objects.filter(pk__in=ids))
