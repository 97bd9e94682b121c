"""The plan's programmes on the wire: made once for each reading of the plan."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from tsunagari.jgrants.policy.ours import subsidies_of
from tsunagari.jgrants.policy.subsidy import Subsidy
from tsunagari.kit.published import Published, published, years
from tsunagari.programmes.schema import Programme


@dataclass(frozen=True, slots=True)
class Ours:
    """Subsidies in the plan's order, and the programme behind each id."""

    plan: Published
    subsidies: tuple[Subsidy, ...]
    programmes: dict[str, Programme]


_kept: list[Ours] = []


def ours() -> Ours | None:
    """Those of the newest plan; None where none is published."""
    if not years():
        return None
    plan = published()
    if not _kept or _kept[0].plan is not plan:
        _kept[:] = [make(plan)]
    return _kept[0]


def make(plan: Published) -> Ours:
    made = subsidies_of(plan.catalogue, settings.SITE)
    return Ours(plan, made, dict(zip((one.id for one in made), plan.catalogue.programmes, strict=True)))
