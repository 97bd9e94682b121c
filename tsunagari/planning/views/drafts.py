"""Next year's plan beside this year's, and its draft as files."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from tsunagari.evaluation.forms.asked import read_asked
from tsunagari.evaluation.policy.board import rows_of
from tsunagari.evaluation.queries.figures import read_figures
from tsunagari.evaluation.views.board import boxes
from tsunagari.kit.access import access
from tsunagari.navigator.policy.facets import passes
from tsunagari.planning.actions.drafting import draft_year
from tsunagari.planning.policy.table import lines_of
from tsunagari.planning.policy.zipped import zipped
from tsunagari.planning.queries.drafted import next_plan
from tsunagari.registry.doors.access import PLANNERS


@access(PLANNERS)
def show(request: HttpRequest) -> HttpResponse:
    """Every line of this year's plan with what it came to, and what the draft says of the next."""
    asked = read_asked(request, request.today)
    catalogue = asked.catalogue
    after = next_plan(catalogue.year + 1)
    programmes = [programme for programme in catalogue.programmes if passes(programme, asked.filters)]
    figures = rows_of(catalogue, read_figures(catalogue, asked.scope, programmes), {})
    lines = lines_of(programmes, after.catalogue, figures)
    context = {
        "asked": asked,
        "catalogue": catalogue,
        "after": after,
        "lines": lines,
        "decided": sum(line.is_decided for line in lines),
        "with_evidence": sum(any(row.figure.counted.lines for row in line.figures) for line in lines),
        "facets": boxes(asked),
    }
    return render(request, "planning/drafts.html", context)


@access(PLANNERS)
@require_POST
def draft(request: HttpRequest) -> HttpResponse:
    """The draft's files in one; that it was drawn up is written in the journal."""
    asked = read_asked(request, request.today)
    year = asked.catalogue.year + 1
    drafted = draft_year(request.actor, asked.catalogue, settings.PLANS, year, now=request.now)
    response = HttpResponse(zipped(drafted), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="plan-{year}-draft.zip"'
    return response
