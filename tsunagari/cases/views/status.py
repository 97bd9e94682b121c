"""`/status/<word>/`: a firm follows its own matter."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy

from tsunagari.base.errors import BadInput
from tsunagari.cases.links import CONFIRM, STATUS, case_of, word_of
from tsunagari.cases.models.cases import Case
from tsunagari.cases.models.follow_ups import FollowUp
from tsunagari.cases.policy.firms_thread import Said, ThreadLine, thread_line
from tsunagari.cases.policy.numbers import case_number
from tsunagari.cases.queries.matters import (
    Matter,
    consents_of_matter,
    entries_for_firm,
    handoff_waiting,
    matter_of,
    meetings_ahead,
    own_moves,
    questions_to_firm,
)
from tsunagari.cases.queries.procedures import procedure_of, step_of
from tsunagari.engines.procedure.declared import Procedure, Step
from tsunagari.kit import png
from tsunagari.kit.access import ANYONE, access
from tsunagari.kit.private import private
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.field_groups import FIELD_GROUPS, IDENTITY
from tsunagari.registry.policy.organisations import KINDS
from tsunagari.registry.queries.desks import desks_in

SAID = {
    "received": gettext_lazy("相談を受け付けました。"),
    "answered": gettext_lazy("お答えを窓口に届けました。"),
    "wished": gettext_lazy("希望を窓口に伝えました。新しい日が決まるまでは、いまの日のままです。"),
    "shown": gettext_lazy("見せる相手を加えました。"),
    "taken-back": gettext_lazy("取り消しました。いまこの時から見られません。"),
    "moved": gettext_lazy("窓口に伝えました。"),
}


@access(ANYONE)
@private
def status(request: HttpRequest, word: str) -> HttpResponse:
    return show(request, matter_by(word), word)


@access(ANYONE)
@private
def changed(request: HttpRequest) -> HttpResponse:
    """After a link was made worthless: the new one is in the mail."""
    return render(request, "cases/link_changed.html")


WRONG = gettext_lazy(
    "このアドレスは使えません。最後に届いたメールのアドレスを開くか、窓口に電話してください。"
)


def matter_by(word: str) -> Matter:
    case = case_of(word, STATUS)
    if case is None:
        raise Http404(WRONG)
    return matter_of(case)


# ── the page ──────────────────────────────────────────────────────────────────────────────────────
def show(
    request: HttpRequest,
    matter: Matter,
    word: str,
    *,
    status: int = 200,
    refused: dict[str, BadInput] | None = None,
) -> HttpResponse:
    case, procedure = matter.now, procedure_of(matter.now)
    step = step_of(case)
    context: dict[str, Any] = {
        "matter": matter,
        "case": case,
        "word": word,
        "on": request.today,
        "number": number_of(case),
        "step": step,
        "in_time": in_time(step, procedure),
        "is_over": case.closed_at is not None,
        "waiting": handoff_waiting(matter),
        "meeting": meetings_ahead(matter, request.now).last(),
        "questions": questions_to_firm(matter),
        "thread": thread_of(matter),
        "ahead": ahead_of(step, procedure),
        "moves": own_moves(matter),
        "consents": [(one, is_desks_own(one.given_to_id, matter)) for one in shared(matter, request)],
        "partners": [(one, KINDS[one.kind]) for one in partners_of(matter, request)],
        "groups": [(code, words, code == IDENTITY) for code, words in FIELD_GROUPS.items()],
        "confirm": confirm_address(matter, request),
        "said": SAID.get(request.GET.get("said", "")),
        "said_code": request.GET.get("said", ""),
        "refused": refused or {},
        "typed": request.POST,
        "has_fonts": png.can_draw(),
    }
    return render(request, "cases/status.html", context, status=status)


def number_of(case: Case) -> str:
    return case_number(case.year, case.serial)


def in_time(step: Step, procedure: Procedure) -> Step | None:
    """The step to which silence leads."""
    move = step.move(step.on_silence.move) if step.on_silence else None
    return procedure.steps[move.to] if move else None


def thread_of(matter: Matter) -> list[tuple[Any, ThreadLine]]:
    return [
        (
            entry,
            thread_line(
                Said(entry.kind, entry.verb, entry.from_step, entry.to_step, entry.text, entry.fields),
                procedure_of(entry.case),
            ),
        )
        for entry in entries_for_firm(matter)
    ]


def ahead_of(step: Step, procedure: Procedure) -> tuple[Step, ...]:
    """The usual steps still to come; none where the matter left the usual way."""
    usual = procedure.usual_steps
    return usual[usual.index(step) + 1 :] if step in usual else ()


def shared(matter: Matter, request: HttpRequest) -> list[Any]:
    return consents_of_matter(matter, request.today)


def is_desks_own(organisation_id: int, matter: Matter) -> bool:
    return organisation_id == matter.firm.kept_by_id


def partners_of(matter: Matter, request: HttpRequest) -> list[Organisation]:
    """Organisations of the place that the firm may let see, besides those that do."""
    known = {consent.given_to_id for consent in shared(matter, request)} | {matter.firm.kept_by_id}
    return [desk for desk in desks_in(matter.now.organisation.prefecture) if desk.pk not in known]


def confirm_address(matter: Matter, request: HttpRequest) -> str:
    """Where the firm says what became of it, once that is due."""
    due = FollowUp.objects.filter(
        case=matter.now, due_on__lte=request.today, answered_at=None, cancelled_at=None
    )
    return reverse("confirm", args=[word_of(matter.now, CONFIRM)]) if due.exists() else ""
