"""The published plans. Files are the truth: an edition is read again when one of its files has changed.

A year whose files no longer read keeps being served as it was, and says so in the log and to /readyz.
"""

from __future__ import annotations

import datetime
import logging
import os
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from django.conf import settings

from tsunagari.base.errors import BadInput
from tsunagari.engines.search.index import Index
from tsunagari.navigator.policy.glossary import Spotter, spotters
from tsunagari.programmes.catalogue import TIERS, Catalogue, load_catalogue, years_under
from tsunagari.programmes.faults import PlanFaults
from tsunagari.programmes.finding import build_index
from tsunagari.programmes.importer.wording import Wording, load_wording, wording_path

log = logging.getLogger("tsunagari.plans")
Stamp = tuple[tuple[str, int, int], ...]
SHARED = ("vocabulary", "statutes", "procedures")


@dataclass(frozen=True, slots=True)
class Edition:
    """One year's plan, ready to be asked. `fault` is why newer files were not taken; empty when in order."""

    catalogue: Catalogue
    wording: Wording
    index: Index
    spotters: Mapping[str, Spotter]
    is_newest: bool
    fault: str = ""

    @property
    def as_of(self) -> datetime.date:
        """The day by which the law is read: the demo's day, else the plan's own."""
        return settings.TODAY or self.catalogue.plan.as_of

    @property
    def address(self) -> list[tuple[str, str]]:
        """What a link must carry to stay within an older edition; nothing for the newest."""
        return [] if self.is_newest else [("year", str(self.catalogue.year))]


_kept: dict[int, tuple[Stamp, Edition]] = {}


def years() -> tuple[int, ...]:
    """Declared years, newest first."""
    return years_under(settings.PLANS)


def edition_of(year: int | None = None) -> Edition:
    """The edition of `year`, else the newest. Raises BadInput for a year without a plan."""
    declared = years()
    wanted = year if year is not None else next(iter(declared), None)
    if wanted not in declared:
        allowed = "、".join(map(str, declared)) or str(settings.PLANS)
        raise BadInput(given=str(year or ""), allowed=allowed, where="year")
    stamp = stamp_of(wanted)
    kept = _kept.get(wanted)
    if kept is None or kept[0] != stamp:
        kept = _kept[wanted] = (stamp, read_edition(wanted, kept[1] if kept else None))
    return kept[1]


def newest_stamp() -> Hashable:
    """Changes whenever a page made from the newest edition would."""
    declared = years()
    return declared, settings.TODAY, stamp_of(declared[0]) if declared else None


def read_edition(year: int, before: Edition | None) -> Edition:
    try:
        catalogue = load_catalogue(settings.PLANS, year)
    except PlanFaults as faults:
        log.exception("the plan of %s does not read", year)
        if before is None:
            raise
        return replace(before, fault=str(faults))
    wording = load_wording(settings.VAR, year)
    index = build_index(catalogue, wording)
    return Edition(catalogue, wording, index, spotters(catalogue), is_newest=year == years()[0])


def stamp_of(year: int) -> Stamp:
    """Name, time and size of every file the edition is read from."""
    folders = [settings.PLANS / name for name in SHARED]
    folders += [settings.PLANS / str(year) / tier for tier in ("", *TIERS)]
    files = [entry for folder in folders for entry in entries_of(folder)]
    seen = [(file.path, file.stat().st_mtime_ns, file.stat().st_size) for file in files]
    imported = wording_path(settings.VAR, year)
    if imported.is_file():
        seen.append((str(imported), imported.stat().st_mtime_ns, imported.stat().st_size))
    return tuple(sorted(seen))


def entries_of(folder: Path) -> list[os.DirEntry[str]]:
    if not folder.is_dir():
        return []
    with os.scandir(folder) as found:
        return [entry for entry in found if entry.name.endswith(".yaml")]
