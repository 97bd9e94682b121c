"""A pull: the whole list, then one record after another. Stopped anywhere, what was kept stays kept."""

from __future__ import annotations

import datetime
import logging
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import DataError

from tsunagari.jgrants.actions.keeping import keep_file, keep_record, let_go
from tsunagari.jgrants.actions.sources import Source
from tsunagari.jgrants.models.pulls import Pull
from tsunagari.jgrants.models.records import PulledChange, PulledRecord
from tsunagari.jgrants.policy.ids import is_id
from tsunagari.jgrants.policy.raw import Unreadable, one_of, read_json, results_of, without_bytes

log = logging.getLogger("tsunagari.jgrants")
MOST_FAULTS = 500  # that are written down; all are counted and logged
Watch = Callable[[Collection[str]], Iterable[str]]
COUNTED = ("listed", "repeated", "new", "changed", "same", "back", "gone", "own", "failed")


@dataclass(slots=True)
class Run:
    """What a pull has come to so far. `rows` by id; None where only a detail is there."""

    pull: Pull
    counts: Counter[str] = field(default_factory=Counter)
    rows: dict[str, dict[str, Any] | None] = field(default_factory=dict)
    faults: list[dict[str, str]] = field(default_factory=list)
    is_whole: bool = True

    def fault(self, where: str, what: str) -> None:
        log.warning("%s: %s", where, what)
        self.counts["failed"] += 1
        if len(self.faults) < MOST_FAULTS:
            self.faults.append({"where": where[:200], "what": what[:200]})


def pull_from(
    source: Source,
    *,
    now: datetime.datetime,
    own: Collection[str] = (),
    is_all: bool = True,
    watch: Watch = iter,
) -> Pull:
    """Take in everything that `source` has.

    own     ids of the plan's own programmes, which are not taken in as someone else's
    is_all  the lists hold everything, so that what is missing from them has disappeared
    watch   wraps the ids, to show how far it has come
    """
    run = Run(Pull.objects.create(source=source.name, started_at=now), is_whole=is_all)
    try:
        gather(source, run)
        for number in watch(tuple(run.rows)):
            if number in own:
                run.counts["own"] += 1
            else:
                keep_one(source, run, number, now)
        if run.is_whole and run.rows:
            let_go_of_missing(run, now)
        run.pull.is_complete, run.pull.ended_at = run.is_whole, now
    finally:
        write_down(run)
    return run.pull


def write_down(run: Run) -> None:
    for name in COUNTED:
        setattr(run.pull, name, run.counts[name])
    run.pull.faults = run.faults
    run.pull.save()


def gather(source: Source, run: Run) -> None:
    """All rows of all lists; of a record that stands in several, the last."""
    for name, read in source.lists():
        for row in rows_in(name, read, run):
            number = row.get("id") if isinstance(row, dict) else None
            if not is_id(number):
                run.fault(name, f"a row without an id of the known form: {str(number)[:40]}")
                continue
            run.counts["repeated"] += number in run.rows
            run.rows[number] = row
    for number in source.details():
        run.rows.setdefault(number, None)
    run.counts["listed"] = len(run.rows)


def rows_in(name: str, read: Callable[[], bytes], run: Run) -> Iterator[Any]:
    """A list that does not read says nothing of what has disappeared."""
    try:
        yield from results_of(read_json(read()))
    except Unreadable as error:
        run.fault(name, str(error))
        run.is_whole = False


def keep_one(source: Source, run: Run, number: str, now: datetime.datetime) -> None:
    """A detail that does not read leaves what is known; a row alone is kept as far as it goes."""
    detail, row = None, run.rows[number]
    try:
        detail = without_bytes(one_of(read_json(source.detail(number)), number), keep_file)
    except Unreadable as error:
        run.fault(number, str(error))
    if row is None and detail is None:
        PulledRecord.objects.filter(number=number).update(seen_at=now)
        return
    try:
        run.counts[keep_record(run.pull, number, row, detail, now=now)] += 1
    except (DataError, RecursionError) as error:
        run.fault(number, f"cannot be kept: {type(error).__name__}")


def let_go_of_missing(run: Run, now: datetime.datetime) -> None:
    for record in PulledRecord.objects.filter(gone_at=None).exclude(seen_at=now).only("pk", "number"):
        if record.number not in run.rows:
            let_go(run.pull, record, now=now)
            run.counts[PulledChange.GONE] += 1
