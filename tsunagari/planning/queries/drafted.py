"""Next year's plan as far as it exists: declared, or drafted in files that someone may have edited."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from tsunagari.kit.published import published, years
from tsunagari.programmes.catalogue import Catalogue, load_catalogue, years_under
from tsunagari.programmes.faults import Fault, PlanFaults


@dataclass(frozen=True, slots=True)
class NextPlan:
    """`catalogue` None: there is none yet, or it does not read, as `faults` tell."""

    year: int
    catalogue: Catalogue | None = None
    faults: tuple[Fault, ...] = ()
    is_declared: bool = False


def next_plan(year: int) -> NextPlan:
    if year in years():
        return NextPlan(year, published(year).catalogue, is_declared=True)
    drafts = settings.VAR / "drafts"
    if year not in years_under(drafts):
        return NextPlan(year)
    try:
        return NextPlan(year, load_catalogue(settings.PLANS, year, drafts=drafts))
    except PlanFaults as found:
        return NextPlan(year, faults=found.faults)
