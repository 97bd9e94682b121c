"""`/firms/`: find a firm while its name is being typed; take the list out as a file, and say what for."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tsunagari.base.places import PREFECTURES
from tsunagari.base.trades import DIVISIONS
from tsunagari.base.words import Words
from tsunagari.kit.access import access
from tsunagari.kit.address import query
from tsunagari.kit.exports import KINDS, as_file, download
from tsunagari.registry.actions.exports import note_export
from tsunagari.registry.doors.access import CASE_READERS, CASE_WORKERS
from tsunagari.registry.forms.firms import LONGEST, FirmQuestion, read_purpose, read_question
from tsunagari.registry.models.firms import Firm
from tsunagari.registry.policy.firm_table import EXPORTED, Line, line_of
from tsunagari.registry.queries.cards import groups_seen_of
from tsunagari.registry.queries.firms import find_firms, latest_firms

SHOWN, MOST_EXPORTED = 20, 2_000


@access(CASE_READERS)
@require_safe
def firms(request: HttpRequest) -> HttpResponse:
    return render(request, "registry/firms/list.html", context_of(request))


@access(CASE_READERS)
@require_safe
def found(request: HttpRequest) -> HttpResponse:
    """The list alone, for the page's script while something is being typed."""
    return render(request, "registry/firms/found.html", context_of(request))


def context_of(request: HttpRequest) -> dict[str, Any]:
    question = read_question(request.GET)
    lines = lines_for(request, question, SHOWN)
    return {
        "question": question,
        "lines": lines,
        "is_full": len(lines) == SHOWN,
        "places": [(place.code, Words(place.ja, place.en)) for place in PREFECTURES],
        "trades": [(letter, Words(ja, en)) for letter, (ja, en, _first, _last) in DIVISIONS.items()],
        "longest": LONGEST,
        "exports": [(kind, reverse("firms-export", args=[kind]) + query(question.pairs)) for kind in KINDS],
        "can_write": CASE_WORKERS.admits(request),
    }


def lines_for(request: HttpRequest, question: FirmQuestion, limit: int) -> list[Line]:
    """What the question finds, each firm cut down to what may be seen of it."""
    found = firms_for(request, question, limit)
    seen = groups_seen_of(request.actor, found, request.today)
    own = request.actor.organisations
    return [line_of(firm, seen[firm.pk], is_own=firm.kept_by_id in own) for firm in found]


def firms_for(request: HttpRequest, question: FirmQuestion, limit: int) -> list[Firm]:
    actor, today, narrowed = request.actor, request.today, question.narrowed
    if question.text:
        return find_firms(actor, question.text, today, limit, narrowed)
    return latest_firms(actor, today, limit, narrowed)


@access(CASE_WORKERS)
@require_POST
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The firms of the list as a file. A line for each firm says who took what, and what for."""
    if kind not in KINDS:
        raise Http404(_("ファイルの形は xlsx か csv です。"))
    purpose = read_purpose(request.POST)
    question = read_question(request.GET)
    lines = lines_for(request, question, MOST_EXPORTED)
    note_export(
        request.actor,
        {line.firm_id: line.groups for line in lines},
        purpose,
        organisation_id=request.actor.organisation_id,
        now=request.now,
    )
    sheet = _("企業")
    content = as_file(kind, EXPORTED, lines, sheet=sheet, note=purpose)
    return download(content, kind, f"firms-{request.today.isoformat()}")
