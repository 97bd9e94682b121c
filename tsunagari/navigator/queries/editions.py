"""The published plans as pages use them: a plan, its document's wording, its search index and its terms."""

from __future__ import annotations

import datetime
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace

from django.conf import settings

from tsunagari.engines.search.index import Index
from tsunagari.kit.published import (
    Published,
    Stamp,
    judged_on,
    outside_of,
    outside_stamp,
    published,
    stamp_of,
    years,
)
from tsunagari.navigator.policy.glossary import Spotter, spotters
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.finding import build_index
from tsunagari.programmes.importer.wording import Wording, load_wording, wording_path


@dataclass(frozen=True, slots=True)
class Edition:
    """One year's plan, ready to be asked. `fault` is why newer files were not taken; empty when in order.

    offered  what is searched and checked: the plan's programmes and, beside the newest plan, those that
             others publish. Nothing of the plan is counted from it.
    """

    catalogue: Catalogue
    offered: Catalogue
    wording: Wording
    index: Index
    spotters: Mapping[str, Spotter]
    is_newest: bool
    fault: str = ""

    @property
    def as_of(self) -> datetime.date:
        return judged_on(self.catalogue)

    @property
    def address(self) -> list[tuple[str, str]]:
        """What a link must carry to stay within an older edition; nothing for the newest."""
        return [] if self.is_newest else [("year", str(self.catalogue.year))]


_kept: dict[int, tuple[tuple[Stamp, Stamp, Stamp], Edition]] = {}


def edition_of(year: int | None = None) -> Edition:
    """The edition of `year`, else the newest. Raises BadInput for a year without a plan."""
    plan = published(year)
    stamp = (plan.stamp, wording_stamp(plan.catalogue.year), outside_stamp())
    kept = _kept.get(plan.catalogue.year)
    if kept is None or kept[0] != stamp:
        kept = _kept[plan.catalogue.year] = (stamp, make_edition(plan))
    return kept[1]


def newest_stamp() -> Hashable:
    """Changes whenever a page made from the newest edition would."""
    declared = years()
    newest = [(stamp_of(year), wording_stamp(year)) for year in declared[:1]]
    return declared, settings.TODAY, tuple(newest), outside_stamp()


def make_edition(plan: Published) -> Edition:
    catalogue = plan.catalogue
    wording = load_wording(settings.VAR, catalogue.year)
    is_newest = catalogue.year == years()[0]
    others = outside_of(catalogue) if is_newest else ()
    offered = replace(catalogue, programmes=(*catalogue.programmes, *others)) if others else catalogue
    return Edition(
        catalogue,
        offered,
        wording,
        build_index(offered, wording),
        spotters(catalogue),
        is_newest=is_newest,
        fault=plan.fault,
    )


def wording_stamp(year: int) -> Stamp:
    imported = wording_path(settings.VAR, year)
    if not imported.is_file():
        return ()
    seen = imported.stat()
    return ((str(imported), seen.st_mtime_ns, seen.st_size),)
