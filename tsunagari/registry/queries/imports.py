"""How an import stands."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count, QuerySet

from tsunagari.registry.models.imports import DirectoryRun, ImportRun, Row, Run
from tsunagari.registry.policy.actor import Actor
from tsunagari.registry.policy.importing import REFUSED


@dataclass(frozen=True, slots=True)
class Progress:
    """Rows by what they did, or, before anything is written, by what they will do."""

    counts: Counter[str] = field(hash=False)
    done: int
    total: int

    @property
    def new(self) -> int:
        return self.counts["new"]

    @property
    def changed(self) -> int:
        return self.counts["changed"]

    @property
    def same(self) -> int:
        return self.counts["same"]

    @property
    def refused(self) -> int:
        return self.counts[REFUSED]


def runs_of(actor: Actor) -> QuerySet[ImportRun]:
    """The imports of the organisation the actor works for, the latest first."""
    return ImportRun.objects.filter(organisation=actor.organisation_id).select_related("started_by")


def directory_runs_of(actor: Actor) -> QuerySet[DirectoryRun]:
    """The imports into the directory that the actor's organisation answers for, the latest first."""
    return DirectoryRun.objects.filter(organisation=actor.organisation_id).select_related("started_by")


def progress_of(run: Run) -> Progress:
    """One query, however many rows."""
    by = run.rows.order_by().values("outcome", "foreseen", "is_undone").annotate(n=Count("pk"))
    rows = list(by)
    total = sum(row["n"] for row in rows)
    counts: Counter[str] = Counter()
    for row in rows:
        counts[row["outcome"] or row["foreseen"]] += row["n"]
    if run.done_at and run.state == "done" and any(row["is_undone"] for row in rows):
        done = sum(row["n"] for row in rows if row["is_undone"])
    else:
        done = sum(row["n"] for row in rows if row["outcome"])
    return Progress(counts, done, total)


def refused_rows(run: Run) -> QuerySet[Row]:
    """Rows that made no card, with why: foreseen so, or refused when their turn came."""
    judged = run.rows.filter(outcome=REFUSED) | run.rows.filter(outcome="", foreseen=REFUSED)
    return judged.order_by("number")


def rows_that_stayed(run: Run) -> QuerySet[Row]:
    """Rows of an undone import whose cards stayed."""
    return run.rows.filter(is_undone=True).exclude(faults=[]).order_by("number")
