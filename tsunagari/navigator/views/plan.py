"""The plan as a table for planners: sorted and filtered in the address, and as a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tsunagari.kit.access import ANYONE, access
from tsunagari.kit.address import query, read_choices
from tsunagari.kit.exports import KINDS, as_csv, as_xlsx, download
from tsunagari.kit.kept import kept
from tsunagari.kit.tables import headings, read_sorting, sorted_rows
from tsunagari.navigator.forms.edition import asked_edition
from tsunagari.navigator.policy.facets import FACETS, facet_codes, options, passes
from tsunagari.navigator.policy.plan_table import exported_columns, groups_of, rows_of, shown_columns
from tsunagari.navigator.policy.treemap import NARROW, WIDE, Bed, Sheet, beds
from tsunagari.navigator.queries.editions import Edition, newest_stamp, years
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.schema import Programme
from tsunagari.programmes.totals import total_of

Filters = Mapping[str, tuple[str, ...]]


def read_filters(request: HttpRequest, edition: Edition) -> Filters:
    return {
        facet: read_choices(request.GET, facet, facet_codes(edition.catalogue, facet), where=str(label))
        for facet, label in FACETS.items()
    }


@access(ANYONE)
@kept(newest_stamp)
def plan(request: HttpRequest) -> HttpResponse:
    edition = asked_edition(request)
    catalogue = edition.catalogue
    filters = read_filters(request, edition)
    sorting = read_sorting(request.GET, shown_columns(), default="place", where=_("並べかた"))
    programmes = [programme for programme in catalogue.programmes if passes(programme, filters)]
    kept = [(name, value) for name in (*FACETS, "sort", "year") for value in request.GET.getlist(name)]
    context = {
        "edition": edition,
        "years": years(),
        "headings": headings(shown_columns(), sorting, request.GET),
        "groups": groups_of(catalogue, rows_of(catalogue, programmes), sorting),
        "pictures": pictures(catalogue, programmes),
        "lineage": [programme for programme in programmes if is_remade(programme)],
        "total": total_of(programmes),
        "whole": total_of(catalogue.programmes),
        "national": total_of(catalogue.of("national")),
        "is_filtered": any(filters.values()),
        "shown": len(programmes),
        "facets": [
            (f, label, options(catalogue, f, catalogue.programmes, filters)) for f, label in FACETS.items()
        ],
        "exports": [(kind, reverse("plan-export", args=[kind]) + query(kept)) for kind in ("xlsx", "csv")],
        "sort": request.GET.get("sort", ""),
    }
    return render(request, "navigator/plan.html", context)


def pictures(catalogue: Catalogue, programmes: Sequence[Programme]) -> list[tuple[str, Sheet, list[Bed]]]:
    """The budgets as areas, drawn for a wide and for a narrow screen; none where no amount is stated."""
    funded = {programme.tier for programme in programmes if programme.budget_yen}
    groups = [
        (heading(catalogue, chapter.tier, pillar.pillar, is_alone=len(funded) == 1), within)
        for chapter in catalogue.plan.chapters
        for pillar in chapter.pillars
        if (within := [p for p in programmes if (p.tier, p.pillar) == (chapter.tier, pillar.pillar)])
    ]
    drawn = [
        (name, sheet, beds(groups, sheet, language())) for name, sheet in (("wide", WIDE), ("narrow", NARROW))
    ]
    return [picture for picture in drawn if picture[2]]


def heading(catalogue: Catalogue, tier: str, pillar: str, *, is_alone: bool) -> str:
    """A pillar's mark, with whose it is where several have amounts."""
    return pillar if is_alone else f"{catalogue.vocabulary.words('tiers', tier).in_(language())} {pillar}"


def is_remade(programme: Programme) -> bool:
    """Whether it comes from the year before in another way than by going on."""
    return any(past.how != "continues" for past in programme.follows)


def language() -> str:
    return get_language() or "ja"


@access(ANYONE)
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The rows of the page, in its order, as a file."""
    if kind not in KINDS:
        raise Http404(_("ファイルの形は xlsx か csv です。"))
    edition = asked_edition(request)
    catalogue = edition.catalogue
    filters = read_filters(request, edition)
    sorting = read_sorting(request.GET, shown_columns(), default="place", where=_("並べかた"))
    rows = rows_of(catalogue, (programme for programme in catalogue.programmes if passes(programme, filters)))
    ordered = sorted_rows(rows, shown_columns(), sorting)
    columns = exported_columns(language())
    title = catalogue.plan.title.in_(language())
    sheet = _("計画 %(year)s") % {"year": catalogue.year}
    content = (
        as_csv(columns, ordered) if kind == "csv" else as_xlsx(columns, ordered, sheet=sheet, note=title)
    )
    return download(content, kind, f"plan-{catalogue.year}")
