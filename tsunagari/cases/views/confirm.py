"""`/confirm/<word>/`: months later the firm says what became of it. Looking changes nothing; sending does."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from tsunagari.base.errors import BadInput, Conflict
from tsunagari.cases.actions.following_up import confirm_outcome
from tsunagari.cases.forms.own import read_outcome
from tsunagari.cases.links import CONFIRM, case_of
from tsunagari.cases.models.follow_ups import FollowUp
from tsunagari.cases.policy.numbers import case_number
from tsunagari.cases.queries.procedures import procedure_of
from tsunagari.cases.views.status import WRONG
from tsunagari.engines.procedure.declared import Field
from tsunagari.kit.access import ANYONE, access
from tsunagari.kit.private import private
from tsunagari.registry.doors.submissions import redirect_once
from tsunagari.registry.policy.actor import VISITOR


@access(ANYONE)
@private
def confirm(request: HttpRequest, word: str) -> HttpResponse:
    """The question, the thanks for an answer, or that it was answered before."""
    follow_up = follow_up_by(word)
    asking = procedure_of(follow_up.case).follow_up
    if asking is None:
        raise Http404(WRONG)
    if request.method != "POST" or follow_up.answered_at is not None:
        return show(request, follow_up, asking.asks)
    try:
        return redirect_once(request, lambda: keep(request, follow_up, asking.asks))
    except Conflict:
        raise
    except BadInput as refused:
        return show(request, follow_up, asking.asks, status=422, fault=refused)


def follow_up_by(word: str) -> FollowUp:
    case = case_of(word, CONFIRM)
    found = FollowUp.objects.select_related("case__organisation", "case__procedure")
    follow_up = found.filter(case=case, cancelled_at=None).first() if case else None
    if follow_up is None:
        raise Http404(WRONG)
    return follow_up


def keep(request: HttpRequest, follow_up: FollowUp, asks: Field) -> str:
    outcome, note = read_outcome(request.POST, asks)
    confirm_outcome(VISITOR, follow_up.case_id, outcome, note=note, now=request.now)
    return f"{request.path}?thanks=1"


def show(
    request: HttpRequest,
    follow_up: FollowUp,
    asks: Field,
    *,
    status: int = 200,
    fault: BadInput | None = None,
) -> HttpResponse:
    case = follow_up.case
    context = {
        "case": case,
        "number": case_number(case.year, case.serial),
        "follow_up": follow_up,
        "asks": asks,
        "answered": asks.option(follow_up.outcome),
        "is_thanked": "thanks" in request.GET,
        "fault": fault,
        "typed": request.POST,
        "on": request.today,
    }
    return render(request, "cases/confirm.html", context, status=status)
