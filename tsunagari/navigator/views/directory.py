"""The directory of support organisations: the list, one organisation, the list as a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tsunagari.base.places import PREFECTURES
from tsunagari.base.words import Words
from tsunagari.kit import png
from tsunagari.kit.access import ANYONE, access
from tsunagari.kit.address import query
from tsunagari.kit.exports import KINDS as FILES
from tsunagari.kit.exports import as_file, download
from tsunagari.navigator.forms.directory import DirectoryQuestion, read_directory
from tsunagari.navigator.policy.directory import (
    delivered_by,
    kind_lines,
    kinds_that_take,
    map_tiles,
    options,
    page_numbers,
    stated_for,
)
from tsunagari.navigator.queries.editions import edition_of
from tsunagari.registry.doors.access import DIRECTORY_KEEPERS
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.organisation_table import COLUMNS
from tsunagari.registry.policy.organisations import KINDS, TIER_OF, TIERS
from tsunagari.registry.policy.territory import place_words
from tsunagari.registry.queries.directory import (
    Narrowed,
    kind_counts,
    organisations,
    recorded_by_kind,
    served_counts,
    theme_counts,
    town_names,
)

PAGE = 30


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page of the list; without a number, the gap between two."""

    number: int | None
    href: str
    is_here: bool


@access(ANYONE)
def directory(request: HttpRequest) -> HttpResponse:
    edition = edition_of()
    themes = edition.catalogue.vocabulary.facts["need.themes"].values
    question = read_directory(request.GET, themes)
    found = organisations(question.narrowed)
    total = found.count()
    last = max(1, -(-total // PAGE))
    if question.page > last:
        raise Http404(_("その番号のページは、この名簿にありません。"))
    start = (question.page - 1) * PAGE
    asked = question.narrowed
    kinds = kind_lines(edition.catalogue, recorded_by_kind())
    context = {
        "edition": edition,
        "question": question,
        "is_narrowed": asked != Narrowed(),
        "place": place_words(asked.municipality or asked.prefecture, town_names())
        if asked.prefecture
        else None,
        "prefectures": PREFECTURES,
        "organisations": found[start : start + PAGE],
        "total": total,
        "themes": themes,
        "tiers": TIERS,
        "facets": facets(asked, themes),
        "tiles": square_links(question),
        "kinds": kinds,
        "one_kind": next((line for line in kinds if (line.kind,) == asked.kinds), None),
        "pages": page_links(question, last) if last > 1 else [],
        "asked": query(question.pairs),
        "has_fonts": png.can_draw(),
        "can_import": DIRECTORY_KEEPERS.admits(request),
        "exports": [
            (kind, reverse("directory-export", args=[kind]) + query(question.pairs)) for kind in FILES
        ],
    }
    return render(request, "navigator/directory.html", context)


def facets(asked: Narrowed, themes: Mapping[str, Words]) -> list[tuple[str, str, Any]]:
    """The ways to narrow, each counted as if it alone were still open."""
    by_kind = kind_counts(organisations(replace(asked, kinds=())))
    tiers: dict[str, int] = {}
    for kind, count in kind_counts(organisations(replace(asked, tiers=()))).items():
        tiers[TIER_OF[kind]] = tiers.get(TIER_OF[kind], 0) + count
    by_theme = theme_counts(organisations(replace(asked, themes=())))
    made = [
        ("kind", _("機関の種類"), options(KINDS, by_kind, asked.kinds)),
        ("tier", _("だれの機関か"), options(TIERS, tiers, asked.tiers)),
        ("theme", _("相談できること"), options(themes, by_theme, asked.themes)),
    ]
    return [facet for facet in made if facet[2]]


def square_links(question: DirectoryQuestion) -> list[tuple[Any, str, bool]]:
    """Each prefecture's square, the address that asks the same of it (or of all), whether it is asked now."""
    asked = question.narrowed
    counts = served_counts(organisations(replace(asked, prefecture="", municipality="")))
    others = [pair for pair in question.pairs if pair[0] not in ("pref", "town")]
    return [
        (square, query([*others, ("pref", "" if is_here else square.tile.code)]), is_here)
        for square in map_tiles(counts)
        for is_here in [square.tile.code == asked.prefecture]
    ]


def page_links(question: DirectoryQuestion, last: int) -> list[PageLink]:
    return [
        PageLink(number, query([*question.pairs, ("page", str(number or ""))]), number == question.page)
        for number in page_numbers(question.page, last)
    ]


@access(ANYONE)
def organisation_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One organisation: who it is, where it works, what it helps with, how to reach it, what it delivers."""
    edition = edition_of()
    one = get_object_or_404(Organisation.objects.select_related("parent"), pk=pk)
    themes = edition.catalogue.vocabulary.facts["need.themes"].values
    towns = town_names()
    context = {
        "edition": edition,
        "one": one,
        "tier": TIERS[one.tier],
        "town": place_words(one.municipality, towns) if one.municipality else None,
        "standing": place_words(one.prefecture, towns),
        "territory": [place_words(code, towns) for code in one.served],
        "is_told": bool(one.territory),
        "themes": [(code, themes[code]) for code in one.themes if code in themes],
        "programmes": delivered_by(edition.catalogue, one.kind),
        "takes": one.kind in kinds_that_take(edition.catalogue.programmes),
        "stated": stated_for(edition.catalogue, one.kind),
        "recorded": recorded_by_kind()[one.kind],
        "branches": one.branches.all(),
    }
    return render(request, "navigator/organisation.html", context)


@access(ANYONE)
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """What the list shows as a file that an administrator's import reads back."""
    if kind not in FILES:
        raise Http404(_("ファイルの形は xlsx か csv です。"))
    themes = edition_of().catalogue.vocabulary.facts["need.themes"].values
    found = organisations(read_directory(request.GET, themes).narrowed)
    content = as_file(kind, COLUMNS, found, sheet=_("支援機関"))
    return download(content, kind, "organisations")
