"""`/pulled/`: what was pulled, what waits for a person, and a record raw beside what was made of it."""

from __future__ import annotations

import re

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from tsunagari.base.errors import BadInput, Conflict
from tsunagari.base.text import folded
from tsunagari.jgrants.actions.judging import judge as judge_record
from tsunagari.jgrants.forms import read_mended
from tsunagari.jgrants.models.pulls import Pull
from tsunagari.jgrants.models.records import PulledRecord
from tsunagari.jgrants.policy.doubts import LABELS
from tsunagari.jgrants.policy.publishing import ATTRIBUTION
from tsunagari.jgrants.policy.reading import merged
from tsunagari.jgrants.policy.showing import as_text, lines_of
from tsunagari.jgrants.queries.offered import reading_of
from tsunagari.jgrants.queries.pulled import GONE, LISTED, WAITING, counts, records_in
from tsunagari.jgrants.views.audiences import JUDGES, LOOKERS
from tsunagari.kit.access import access
from tsunagari.kit.address import query, read_choice, read_text
from tsunagari.kit.private import private
from tsunagari.registry.doors.submissions import SentDifferently, redirect_once

STATES = {
    WAITING: gettext_lazy("人を待つもの"),
    LISTED: gettext_lazy("公開中"),
    GONE: gettext_lazy("出典から消えたもの"),
}
ON_A_PAGE = 50


@access(LOOKERS)
@require_safe
@private
def queue(request: HttpRequest) -> HttpResponse:
    state = read_choice(request.GET, "state", tuple(STATES), where=_("状態"), default=WAITING)
    words = read_text(request.GET, "q", limit=100, where=_("ことば"))
    found = counts()
    page = Paginator(records_in(state, folded(words)), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "state": state,
        "states": [(code, label, found[code]) for code, label in STATES.items()],
        "words": words,
        "page": page,
        "rows": [(record, [LABELS.get(name, name) for name in record.doubts]) for record in page],
        "pages": page_links(state, words),
        "pull": Pull.objects.first(),
        "attribution": ATTRIBUTION,
    }
    return render(request, "jgrants/queue.html", context)


def page_links(state: str, words: str) -> str:
    return query([("state", state), *([("q", words)] if words else []), ("page", "")])


@access(LOOKERS)
@require_safe
@private
def record(request: HttpRequest, subsidy_id: str) -> HttpResponse:
    return show(request, get_object_or_404(PulledRecord, number=subsidy_id))


@access(JUDGES)
@require_POST
@private
def judge(request: HttpRequest, subsidy_id: str) -> HttpResponse:
    """Accept what waits, with or without values put in its place."""
    kept = get_object_or_404(PulledRecord, number=subsidy_id)
    version = request.POST.get("version", "")
    if not re.fullmatch("[0-9]{1,9}", version):
        raise BadInput(given=version, allowed="the version of the record", where="version")

    def act() -> str:
        judge_record(request.actor, subsidy_id, int(version), read_mended(request.POST), now=request.now)
        return reverse("pulled-record", args=[subsidy_id])

    try:
        return redirect_once(request, act)
    except SentDifferently:
        raise
    except Conflict:
        told = _("見ているあいだに、出典の内容が変わりました。新しい内容を見て、もういちど確かめてください。")
        return show(request, get_object_or_404(PulledRecord, number=subsidy_id), status=409, told=told)
    except BadInput as refused:
        return show(request, kept, status=422, fault=refused)


def show(
    request: HttpRequest,
    kept: PulledRecord,
    *,
    status: int = 200,
    told: str = "",
    fault: BadInput | None = None,
) -> HttpResponse:
    raw, reading = merged(kept.row, kept.detail), reading_of(kept)
    context = {
        "record": kept,
        "subsidy": reading.subsidy,
        "lines": lines_of(raw, reading, kept.judged, request.POST),
        "raw": [(name, as_text(value)) for name, value in raw.items()],
        "changes": kept.changes.select_related("pull")[:20],
        "can_judge": JUDGES.admits(request),
        "told": told,
        "fault": fault,
        "fault_label": LABELS.get(fault.where, fault.where) if fault else "",
        "attribution": ATTRIBUTION,
    }
    return render(request, "jgrants/record.html", context, status=status)
