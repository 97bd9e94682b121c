"""The plan as a table for planners: sorted and filtered in the address, and as a file."""

from __future__ import annotations

from collections.abc import Mapping

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
from tsunagari.navigator.queries.editions import Edition, newest_stamp, years
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
    language = get_language() or "ja"
    columns = exported_columns(language)
    title = catalogue.plan.title.in_(language)
    sheet = _("計画 %(year)s") % {"year": catalogue.year}
    content = (
        as_csv(columns, ordered) if kind == "csv" else as_xlsx(columns, ordered, sheet=sheet, note=title)
    )
    return download(content, kind, f"plan-{catalogue.year}")
