"""The ways to narrow a list of programmes: codes, labels and how many would be left."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tsunagari.base.words import Words
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.schema import Programme

FACETS: dict[str, Promise] = {
    "tier": _("だれの事業か"),
    "pillar": _("計画の柱"),
    "mechanism": _("支援のかたち"),
    "audience": _("だれのための制度か"),
}
Filters = Mapping[str, Collection[str]]
LISTS = {"tier": "tiers", "mechanism": "mechanisms", "audience": "audiences"}


@dataclass(frozen=True, slots=True)
class Option:
    """One box to tick: `count` programmes of those found carry it."""

    code: str
    words: Words
    count: int
    is_chosen: bool


def codes_of(programme: Programme, facet: str) -> Collection[str]:
    match facet:
        case "tier":
            return (programme.tier,)
        case "pillar":
            return (programme.pillar,)
        case "mechanism":
            return programme.mechanisms
    return programme.audience


def facet_words(catalogue: Catalogue, facet: str) -> dict[str, Words]:
    """Codes of a facet in the plan's order, each with its label."""
    if facet in LISTS:
        return dict(catalogue.vocabulary.lists[LISTS[facet]])
    national, *_rest = catalogue.plan.chapters
    return {pillar.pillar: pillar.name for pillar in national.pillars}


def facet_codes(catalogue: Catalogue, facet: str) -> tuple[str, ...]:
    return tuple(facet_words(catalogue, facet))


def passes(programme: Programme, filters: Filters) -> bool:
    """Within a facet any chosen code will do; between facets all must."""
    return all(
        not chosen or not set(chosen).isdisjoint(codes_of(programme, facet))
        for facet, chosen in filters.items()
    )


def options(catalogue: Catalogue, facet: str, found: Iterable[Programme], filters: Filters) -> list[Option]:
    """Boxes of one facet, counted as if it alone were still open; empty ones only where chosen."""
    others = {name: chosen for name, chosen in filters.items() if name != facet}
    open_ones = [programme for programme in found if passes(programme, others)]
    chosen = filters.get(facet, ())
    made = [
        Option(code, words, sum(code in codes_of(p, facet) for p in open_ones), code in chosen)
        for code, words in facet_words(catalogue, facet).items()
    ]
    return [option for option in made if option.count or option.is_chosen]


def boxes(
    catalogue: Catalogue, found: Iterable[Programme], filters: Filters
) -> list[tuple[str, Promise, list[Option]]]:
    """Every facet that offers anything, with its label and its boxes."""
    every = list(found)
    made = [(facet, label, options(catalogue, facet, every, filters)) for facet, label in FACETS.items()]
    return [group for group in made if group[2]]
