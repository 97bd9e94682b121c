"""What is drawn of a plan: its budgets as areas, and what became of last year's programmes."""

from __future__ import annotations

from collections.abc import Sequence

from tsunagari.navigator.policy.treemap import NARROW, WIDE, Bed, Sheet, beds
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.schema import Programme

Picture = tuple[str, Sheet, list[Bed]]


def pictures(catalogue: Catalogue, programmes: Sequence[Programme], language: str) -> list[Picture]:
    """The budgets as areas, for a wide and for a narrow screen; none where no amount is stated."""
    tiers = {programme.tier for programme in programmes if programme.budget_yen}
    groups = [
        (heading(catalogue, chapter.tier, pillar.pillar, language, is_alone=len(tiers) == 1), within)
        for chapter in catalogue.plan.chapters
        for pillar in chapter.pillars
        if (within := [p for p in programmes if (p.tier, p.pillar) == (chapter.tier, pillar.pillar)])
    ]
    drawn = [
        (name, sheet, beds(groups, sheet, language)) for name, sheet in (("wide", WIDE), ("narrow", NARROW))
    ]
    return [picture for picture in drawn if picture[2]]


def heading(catalogue: Catalogue, tier: str, pillar: str, language: str, *, is_alone: bool) -> str:
    """A pillar's mark, with whose it is where several have amounts."""
    return pillar if is_alone else f"{catalogue.vocabulary.words('tiers', tier).in_(language)} {pillar}"


def is_remade(programme: Programme) -> bool:
    """Whether it comes from the year before in another way than by going on."""
    return any(past.how != "continues" for past in programme.follows)
