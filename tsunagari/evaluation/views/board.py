"""The figures of the whole plan as a table, and as a file."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tsunagari.base.places import PREFECTURES
from tsunagari.base.words import Words
from tsunagari.evaluation.actions.taking_out import note_figures_taken
from tsunagari.evaluation.forms.asked import NARROWED_BY, Asked, read_asked
from tsunagari.evaluation.policy.board import Row, exported_columns, rows_of, shown_columns
from tsunagari.evaluation.queries.figures import read_figures
from tsunagari.evaluation.queries.tallies import count_programmes
from tsunagari.kit.access import access
from tsunagari.kit.address import query
from tsunagari.kit.exports import KINDS, as_file, download
from tsunagari.kit.published import years
from tsunagari.kit.tables import headings, read_sorting, sorted_rows
from tsunagari.navigator.policy.facets import FACETS, Option, options, passes
from tsunagari.registry.doors.access import PLANNERS, RESULT_READERS
from tsunagari.registry.policy.actor import Actor

PURPOSE = "evaluation"


@access(RESULT_READERS)
def board(request: HttpRequest) -> HttpResponse:
    asked = read_asked(request, request.today)
    sorting = read_sorting(request.GET, shown_columns(), default="place", where=_("並べかた"))
    every = rows_asked(asked, request.actor)
    rows = sorted_rows([row for row in every if is_shown(row, asked.only)], shown_columns(), sorting)
    catalogue = asked.catalogue
    context = {
        "asked": asked,
        "catalogue": catalogue,
        "rows": rows,
        "headings": headings(shown_columns(), sorting, request.GET),
        "verdicts": Counter(row.verdict for row in every).most_common(),
        "total": len(every),
        "given": sum(not row.is_flagged for row in every),
        "onlys": only_links(asked, every),
        "facets": boxes(asked),
        "prefectures": [(place.code, Words(place.ja, place.en)) for place in PREFECTURES],
        "years": years(),
        "is_planner": PLANNERS.admits(request),
        "exports": [(kind, reverse("evaluation-export", args=[kind]) + query(asked.pairs)) for kind in KINDS],
    }
    return render(request, "evaluation/board.html", context)


def rows_asked(asked: Asked, actor: Actor) -> list[Row]:
    """The figures of the programmes that pass the filters, each with what the reader's own desks recorded."""
    catalogue, scope = asked.catalogue, asked.scope
    programmes = [p for p in catalogue.programmes if passes(p, asked.filters)]
    own = count_programmes(replace(scope, organisations=actor.organisations), {})
    return rows_of(catalogue, read_figures(catalogue, scope, programmes), own)


def is_shown(row: Row, only: str) -> bool:
    return not only or row.is_flagged == (only == "flagged")


def only_links(asked: Asked, rows: list[Row]) -> list[tuple[str, str, int, bool]]:
    """Address, label, how many, whether it is in force."""
    others = [pair for pair in asked.pairs if pair[0] != "only"]
    labels = {"": _("すべて"), "given": _("結果が出るもの"), "flagged": _("出せないもの")}
    return [
        (
            query([*others, ("only", only)]),
            label,
            sum(is_shown(row, only) for row in rows),
            asked.only == only,
        )
        for only, label in labels.items()
    ]


def boxes(asked: Asked) -> list[tuple[str, Promise, list[Option]]]:
    catalogue = asked.catalogue
    return [
        (facet, FACETS[facet], options(catalogue, facet, catalogue.programmes, asked.filters))
        for facet in NARROWED_BY
    ]


@access(RESULT_READERS)
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The rows of the page, in its order, as a file; who took it is written in the journal."""
    if kind not in KINDS:
        raise Http404(_("ファイルの形は xlsx か csv です。"))
    asked = read_asked(request, request.today)
    sorting = read_sorting(request.GET, shown_columns(), default="place", where=_("並べかた"))
    rows = [row for row in rows_asked(asked, request.actor) if is_shown(row, asked.only)]
    ordered = sorted_rows(rows, shown_columns(), sorting)
    columns, year = exported_columns(get_language() or "ja"), asked.catalogue.year
    note = _("%(day)sまでの記録から") % {"day": asked.scope.until.isoformat()}
    sheet = _("評価 %(year)s") % {"year": year}
    content = as_file(kind, columns, ordered, sheet=sheet, note=note)
    note_figures_taken(request.actor, year, PURPOSE, now=request.now)
    return download(content, kind, f"evaluation-{year}")
