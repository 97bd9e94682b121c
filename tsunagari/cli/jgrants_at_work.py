"""`tsunagari jgrants …` with the database awake."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from tsunagari.cli.output import Progress, Row, say, show
from tsunagari.jgrants.actions.publishing import publish
from tsunagari.jgrants.actions.pulling import COUNTED, pull_from
from tsunagari.jgrants.actions.sources import source_at
from tsunagari.jgrants.models.pulls import Pull
from tsunagari.jgrants.models.records import PulledRecord
from tsunagari.jgrants.queries.ours import ours
from tsunagari.web.clock import the_time

MOST_SHOWN = 20


def pull(arguments: argparse.Namespace) -> int:
    """0, also where single records were broken: they are told; 1 where nothing at all could be read."""
    source = source_at(arguments.source, arguments.keyword)
    plan = ours()
    with Progress("records", 0, every=25) as progress:

        def watch(numbers: Sequence[str]) -> Sequence[str]:
            progress.total = len(numbers)
            return progress.watch(numbers)

        try:
            made = pull_from(
                source,
                now=the_time(),
                own=plan.programmes if plan else (),
                is_all=not arguments.keyword,
                watch=watch,
            )
        finally:
            publish()
    show([told(made)], arguments.format, as_text)
    for fault in made.faults[:MOST_SHOWN]:
        say(f"{fault['where']}: {fault['what']}")
    if len(made.faults) > MOST_SHOWN:
        say(f"and {made.failed - MOST_SHOWN} more: /pulled/ and the log have them")
    return 0 if made.listed else 1


def told(made: Pull) -> Row:
    waiting = PulledRecord.objects.filter(gone_at=None, is_waiting=True).count()
    counted = {name: getattr(made, name) for name in COUNTED}
    return {"source": made.source, **counted, "waiting": waiting, "complete": made.is_complete}


def as_text(rows: Sequence[Row]) -> str:
    (row,) = rows
    head = f"{row['listed']} listed in {row['source']}" + ("" if row["complete"] else " (not all lists read)")
    counted = ", ".join(f"{row[name]} {name}" for name in COUNTED[2:])
    return f"{head}: {counted}; {row['waiting']} wait for a person at /pulled/"
