"""What was recorded for every programme of a year, in a handful of queries however much there is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from django.db.models import BigIntegerField, Count, Sum
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from tsunagari.engines.indicator.measure import Tally
from tsunagari.evaluation.policy.counted import Counted, Scope
from tsunagari.evaluation.queries.lines import counted_lines


def count_programmes(scope: Scope, sums: Mapping[str, str]) -> dict[str, Counted]:
    """By programme key. `sums` is event → the value in the line's payload that a sum adds up."""
    lines = counted_lines(scope)
    totals = sum_values(scope, sums)
    tallies: dict[str, dict[str, Tally]] = defaultdict(dict)
    for programme, event, count in lines.values_list("programme", "event").annotate(count=Count("pk")):
        tallies[programme][event] = Tally(count, totals.get((programme, event)))
    behind = lines.values_list("programme").annotate(
        lines=Count("pk"), organisations=Count("organisation", distinct=True)
    )
    return {key: Counted(tallies[key], written, writers) for key, written, writers in behind}


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
