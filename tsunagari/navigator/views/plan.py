"""The plan for planners: its pictures and its table, sorted and filtered in the address, and as files."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tsunagari.kit import png
from tsunagari.kit.access import ANYONE, access
from tsunagari.kit.address import query
from tsunagari.kit.exports import KINDS, as_file, download
from tsunagari.kit.kept import kept
from tsunagari.kit.published import years
from tsunagari.kit.tables import headings, read_sorting, sorted_rows
from tsunagari.navigator.forms.selection import read_selection
from tsunagari.navigator.policy.facets import boxes
from tsunagari.navigator.policy.pictures import budgets
from tsunagari.navigator.policy.pictures.gallery import GALLERY
from tsunagari.navigator.policy.plan_table import exported_columns, groups_of, rows_of, shown_columns
from tsunagari.navigator.queries.editions import newest_stamp
from tsunagari.programmes.totals import total_of


@access(ANYONE)
@kept(newest_stamp)
def plan(request: HttpRequest) -> HttpResponse:
    selection = read_selection(request)
    edition, catalogue = selection.edition, selection.edition.catalogue
    sorting = read_sorting(request.GET, shown_columns(), default="place", where=_("並べかた"))
    sort = request.GET.get("sort", "")
    asked = [*selection.asked, ("sort", sort)]
    context = {
        "edition": edition,
        "selection": selection,
        "years": years(),
        "gallery": GALLERY,
        "asked": query(selection.asked),
        "headings": headings(shown_columns(), sorting, request.GET),
        "groups": groups_of(catalogue, rows_of(catalogue, selection.programmes), sorting),
        "picture": budgets.draw(selection.subject(language())),
        "total": total_of(selection.programmes),
        "whole": total_of(catalogue.programmes),
        "facets": boxes(catalogue, catalogue.programmes, selection.filters),
        "exports": [(kind, reverse("plan-export", args=[kind]) + query(asked)) for kind in ("xlsx", "csv")],
        "has_cards": png.can_draw(),
        "sort": sort,
    }
    return render(request, "navigator/plan.html", context)


def language() -> str:
    return get_language() or "ja"


@access(ANYONE)
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The rows of the page, in its order, as a file."""
    if kind not in KINDS:
        raise Http404(_("ファイルの形は xlsx か csv です。"))
    selection = read_selection(request)
    catalogue = selection.edition.catalogue
    sorting = read_sorting(request.GET, shown_columns(), default="place", where=_("並べかた"))
    ordered = sorted_rows(rows_of(catalogue, selection.programmes), shown_columns(), sorting)
    columns = exported_columns(language())
    title = catalogue.plan.title.in_(language())
    sheet = _("計画 %(year)s") % {"year": catalogue.year}
    content = as_file(kind, columns, ordered, sheet=sheet, note=title)
    return download(content, kind, f"plan-{catalogue.year}")
