"""What was recorded for every programme of a year, in as few queries for much as for little."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from django.db.models import BigIntegerField, Count, Sum
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from tsunagari.engines.indicator.measure import Tally
from tsunagari.evaluation.policy.counted import Counted, Scope
from tsunagari.evaluation.queries.lines import counted_lines


def count_programmes(scope: Scope, sums: Mapping[str, str]) -> dict[str, Counted]:
    """By programme key. `sums` is event → the value in the line's payload that a sum adds up.

    One query, and one more for each kind of value of which there is something to add.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    writers: dict[str, set[int]] = defaultdict(set)
    rows = counted_lines(scope).values_list("programme", "event", "organisation").annotate(n=Count("pk"))
    for programme, event, organisation, count in rows:
        counts[programme][event] += count
        writers[programme].add(organisation)
    recorded = {event for events in counts.values() for event in events}
    totals = sum_values(scope, {event: value for event, value in sums.items() if event in recorded})
    return {
        programme: Counted(
            {event: Tally(count, totals.get((programme, event))) for event, count in events.items()},
            lines=events.total(),
            organisations=len(writers[programme]),
        )
        for programme, events in counts.items()
    }


def sum_values(scope: Scope, sums: Mapping[str, str]) -> dict[tuple[str, str], int]:
    """Sums by programme and event. Left out where one value is missing: the rest is not the sum."""
    found = {}
    for name in sorted(set(sums.values())):
        lines = counted_lines(scope).filter(event__in=[event for event, key in sums.items() if key == name])
        value = Cast(KeyTextTransform(name, "payload__values"), BigIntegerField())
        rows = lines.annotate(value=value).values_list("programme", "event")
        for programme, event, total, known, count in rows.annotate(Sum("value"), Count("value"), Count("pk")):
            if known == count:
                found[programme, event] = total
    return found
