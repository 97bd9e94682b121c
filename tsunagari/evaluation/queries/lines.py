"""The lines of the journal that count for a plan year.

A line counts for the year it names, which is the year its case was opened in, so that an outcome told later
still belongs to those who came in that year. `at` only says up to which day the journal was read.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection

from django.db.models import QuerySet
from django.utils import timezone

from tsunagari.cases.models.cases import Case
from tsunagari.cases.policy.numbers import case_number
from tsunagari.evaluation.policy.counted import Scope
from tsunagari.registry.models.journal import JournalLine

PAGE = 50


def counted_lines(scope: Scope) -> QuerySet[JournalLine]:
    """Lines that are an event of a programme. No join may repeat a line: it would count twice."""
    lines = JournalLine.objects.filter(year=scope.year, at__lt=end_of(scope.until))
    lines = lines.exclude(event="").exclude(programme="").order_by()
    if scope.prefecture:
        lines = lines.filter(organisation__prefecture=scope.prefecture)
    if scope.organisations is not None:
        lines = lines.filter(organisation__in=scope.organisations)
    return lines


def latest_lines(
    scope: Scope, programme: str, *, before: int | None, limit: int = PAGE
) -> tuple[list[JournalLine], int | None]:
    """Up to `limit` lines written before line `before`, newest first; and the id to go on from, if any."""
    lines = counted_lines(scope).filter(programme=programme).select_related("organisation").order_by("-pk")
    found = list(lines.filter(pk__lt=before)[: limit + 1] if before else lines[: limit + 1])
    return found[:limit], found[limit - 1].pk if len(found) > limit else None


def case_numbers(lines: Collection[JournalLine]) -> dict[int, str]:
    """By line id, the number under which the desk knows the line's case; left out where it is of none."""
    about_cases = {line.pk: line.subject_id for line in lines if line.subject_kind == "case"}
    cases = Case.objects.in_bulk(set(about_cases.values()))
    return {
        line: case_number(case.year, case.serial)
        for line, pk in about_cases.items()
        if (case := cases.get(pk)) is not None
    }


def end_of(day: datetime.date) -> datetime.datetime:
    """The first instant after `day`."""
    after = datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time.min)
    return timezone.make_aware(after, timezone.get_default_timezone())
