"""The plan as a table for planners: sorted and filtered in the address, and as a file."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tsunagari.kit.access import ANYONE, access
from tsunagari.kit.address import query
from tsunagari.kit.exports import KINDS, as_csv, as_xlsx, download
from tsunagari.kit.kept import kept
from tsunagari.kit.published import years
from tsunagari.kit.tables import headings, read_sorting, sorted_rows
from tsunagari.navigator.forms.edition import asked_edition
from tsunagari.navigator.forms.filters import read_filters
from tsunagari.navigator.policy.facets import FACETS, boxes, passes
from tsunagari.navigator.policy.pictures import is_remade, pictures
from tsunagari.navigator.policy.plan_table import exported_columns, groups_of, rows_of, shown_columns
from tsunagari.navigator.queries.editions import newest_stamp
from tsunagari.programmes.totals import total_of


@access(ANYONE)
@kept(newest_stamp)
def plan(request: HttpRequest) -> HttpResponse:
    edition = asked_edition(request)
    catalogue = edition.catalogue
    filters = read_filters(request.GET, catalogue)
    sorting = read_sorting(request.GET, shown_columns(), default="place", where=_("並べかた"))
    programmes = [programme for programme in catalogue.programmes if passes(programme, filters)]
    asked = [(name, value) for name in (*FACETS, "sort", "year") for value in request.GET.getlist(name)]
    context = {
        "edition": edition,
        "years": years(),
        "headings": headings(shown_columns(), sorting, request.GET),
        "groups": groups_of(catalogue, rows_of(catalogue, programmes), sorting),
        "pictures": pictures(catalogue, programmes, language()),
        "lineage": [programme for programme in programmes if is_remade(programme)],
        "total": total_of(programmes),
        "whole": total_of(catalogue.programmes),
        "is_filtered": any(filters.values()),
        "shown": len(programmes),
        "facets": boxes(catalogue, catalogue.programmes, filters),
        "exports": [(kind, reverse("plan-export", args=[kind]) + query(asked)) for kind in ("xlsx", "csv")],
        "sort": request.GET.get("sort", ""),
    }
    return render(request, "navigator/plan.html", context)


def language() -> str:
    return get_language() or "ja"


@access(ANYONE)
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The rows of the page, in its order, as a file."""
    if kind not in KINDS:
        raise Http404(_("ファイルの形は xlsx か csv です。"))
    edition = asked_edition(request)
    catalogue = edition.catalogue
    filters = read_filters(request.GET, catalogue)
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
