"""The directory of organisations, which everyone may read. The pages and the published data both use it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, TextField
from django.db.models.functions import Cast

from tsunagari.base.text import folded
from tsunagari.base.tiles import nearest
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.covering import ANY, KNOWS, NOT, Cover, covering
from tsunagari.registry.policy.firm_names import KATAKANA
from tsunagari.registry.policy.organisations import HUB, KINDS_OF_TIER


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a list of organisations is narrowed to; within a field any will do, between fields all must.

    prefecture, municipality  that serve this place
    words                     part of a name, its reading or a town
    """

    prefecture: str = ""
    municipality: str = ""
    kinds: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    words: str = ""


def organisations(narrowed: Narrowed = Narrowed()) -> QuerySet[Organisation]:
    """Organisations in the order of prefectures, kinds and readings."""
    found = Organisation.objects.annotate(
        territory_text=Cast("territory", TextField()), themes_text=Cast("themes", TextField())
    )
    if narrowed.prefecture:
        found = found.filter(serving(narrowed.prefecture, narrowed.municipality))
    if narrowed.kinds:
        found = found.filter(kind__in=narrowed.kinds)
    if narrowed.tiers:
        found = found.filter(kind__in=[kind for tier in narrowed.tiers for kind in KINDS_OF_TIER[tier]])
    if narrowed.themes:
        found = found.filter(any_of("themes_text", narrowed.themes))
    for word in folded(narrowed.words).split():
        found = found.filter(named(word))
    return found


def serving(prefecture: str, municipality: str = "") -> Q:
    """Whose territory holds the place, or a part of the prefecture where no municipality is told.

    Codes of a territory stand between quotes in its JSON, so that a prefecture is found by how they begin.
    """
    told = Q(territory_text__contains=f'"{prefecture}"')
    told |= Q(territory_text__contains=f'"{municipality}"' if municipality else f'"{prefecture}')
    return told | Q(territory_text="[]", prefecture=prefecture)


def any_of(field: str, codes: tuple[str, ...]) -> Q:
    found = Q()
    for code in codes:
        found |= Q(**{f"{field}__contains": f'"{code}"'})
    return found


def named(word: str) -> Q:
    kana = word.translate(KATAKANA)
    return (
        Q(name__icontains=word) | Q(name_en__icontains=word) | Q(kana__contains=kana) | Q(town__contains=word)
    )


def recorded_by_kind() -> Mapping[str, int]:
    """Kind → how many are recorded. One query."""
    return kind_counts(Organisation.objects.all())


def kind_counts(found: QuerySet[Organisation]) -> Mapping[str, int]:
    """Kind → how many of these are of it. One query."""
    return {row["kind"]: row["n"] for row in found.order_by().values("kind").annotate(n=Count("pk"))}


def theme_counts(found: QuerySet[Organisation]) -> Counter[str]:
    """Theme → how many of these help with it. One query."""
    return Counter(theme for themes in found.values_list("themes", flat=True) for theme in themes)


def served_counts(found: QuerySet[Organisation]) -> Counter[str]:
    """Prefecture → how many of these serve it, or a part of it. One query."""
    counts: Counter[str] = Counter()
    for prefecture, territory in found.values_list("prefecture", "territory"):
        counts.update({code[:2] for code in territory or [prefecture]})
    return counts


def town_names() -> dict[str, str]:
    """Municipality code → its name, as far as anybody who recorded an organisation there wrote it down."""
    told = Organisation.objects.exclude(municipality="").exclude(town="").order_by("municipality", "pk")
    names: dict[str, str] = {}
    for code, town in told.values_list("municipality", "town"):
        names.setdefault(code, town)
    return names


def desks_covering(prefecture: str, municipality: str = "", theme: str = "") -> list[Cover[Organisation]]:
    """Whom to turn to from a place with a worry, the best first, each with why.

    Where nobody is recorded for the place: the hub of the nearest prefecture that has one.
    """
    here = organisations(Narrowed(prefecture, municipality))
    return covering(here, prefecture, municipality, theme) or nearest_hub(prefecture, theme)


def nearest_hub(prefecture: str, theme: str = "") -> list[Cover[Organisation]]:
    """The first hub of the nearest prefecture that has one, as a list of at most one."""
    hubs = {hub.prefecture: hub for hub in Organisation.objects.filter(kind=HUB).order_by("-kana", "-pk")}
    near = (hubs[code] for code in nearest(prefecture) if code in hubs)
    return [Cover(hub, NOT, KNOWS if theme else ANY, is_near=False) for hub in near][:1]
