"""The published plans. Files are the truth: a plan is read again when one of its files has changed.

Each process looks at the files five times a second at most: a change is seen everywhere within that time.

A year whose files no longer read keeps being served as it was, and says so in the log and to /readyz.
"""

from __future__ import annotations

import datetime
import logging
import os
import time
from dataclasses import dataclass, replace
from pathlib import Path

from django.conf import settings

from tsunagari.base.errors import BadInput
from tsunagari.programmes.catalogue import TIERS, Catalogue, load_catalogue, years_under
from tsunagari.programmes.faults import PlanFaults
from tsunagari.programmes.pulled import pulled_beside, pulled_paths
from tsunagari.programmes.schema import Programme

log = logging.getLogger("tsunagari.plans")
Stamp = tuple[tuple[str, int, int], ...]
SHARED = ("vocabulary", "statutes", "procedures", "procedures/forms")


@dataclass(frozen=True, slots=True)
class Published:
    """One year's plan as it was read. `fault` is why newer files were not taken; empty when in order."""

    catalogue: Catalogue
    stamp: Stamp
    fault: str = ""


LOOKS_EVERY = 0.2  # seconds
_kept: dict[int, Published] = {}
_looked: dict[int, float] = {}  # when the files of a year were last looked at, on the process's own clock


def years() -> tuple[int, ...]:
    """Declared years, newest first."""
    return years_under(settings.PLANS)


def published(year: int | None = None) -> Published:
    """The plan of `year`, else the newest. Raises BadInput for a year without one."""
    declared = years()
    wanted = year if year is not None else next(iter(declared), None)
    if wanted not in declared:
        allowed = "、".join(map(str, declared)) or str(settings.PLANS)
        raise BadInput(given=str(year or ""), allowed=allowed, where="year")
    kept, now = _kept.get(wanted), time.monotonic()
    if kept is not None and now - _looked.get(wanted, -LOOKS_EVERY) < LOOKS_EVERY:
        return kept
    stamp = stamp_of(wanted)
    if kept is None or kept.stamp != stamp:
        kept = _kept[wanted] = read(wanted, stamp, kept)
    _looked[wanted] = now
    return kept


def plan_for(year: int) -> Catalogue:
    """The plan that fiscal year `year` goes by: its own, else the last one before it, else the first."""
    declared = years()
    own_or_before = (other for other in declared if other <= year)
    return published(next(own_or_before, declared[-1] if declared else None)).catalogue


def judged_on(catalogue: Catalogue) -> datetime.date:
    """The day by which the law is read: the demo's day, else the plan's own."""
    return settings.TODAY or catalogue.plan.as_of


def read(year: int, stamp: Stamp, before: Published | None) -> Published:
    try:
        return Published(load_catalogue(settings.PLANS, year), stamp)
    except PlanFaults as faults:
        log.exception("the plan of %s does not read", year)
        if before is None:
            raise
        return replace(before, stamp=stamp, fault=str(faults))


def written_at(stamp: Stamp) -> dict[str, datetime.datetime]:
    """Name of a file without its ending → when it was last written here, in UTC to the microsecond."""
    return {
        Path(path).stem: datetime.datetime.fromtimestamp(written // 1_000 / 1_000_000, datetime.UTC)
        for path, written, _size in stamp
    }


def outside_of(catalogue: Catalogue) -> tuple[Programme, ...]:
    """The programmes of others that were put beside the plan."""
    return pulled_beside(catalogue, settings.VAR)


def outside_stamp() -> Stamp:
    """Name, time and size of the files they are read from."""
    paths = pulled_paths(settings.VAR)
    return tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in paths)


def stamp_of(year: int) -> Stamp:
    """Name, time and size of every file the plan is read from."""
    folders = [settings.PLANS / name for name in SHARED]
    folders += [settings.PLANS / str(year) / tier for tier in ("", *TIERS)]
    files = [entry for folder in folders for entry in entries_of(folder)]
    return tuple(sorted((file.path, file.stat().st_mtime_ns, file.stat().st_size) for file in files))


def entries_of(folder: Path) -> list[os.DirEntry[str]]:
    if not folder.is_dir():
        return []
    with os.scandir(folder) as found:
        return [entry for entry in found if entry.name.endswith(".yaml")]
