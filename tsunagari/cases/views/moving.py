"""A case is moved, or its step's form is filled in: pages made from what the procedure declares."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tsunagari.base.errors import BadInput, Conflict
from tsunagari.base.words import Words
from tsunagari.cases.actions.moving import ChangedMeanwhile, move_case
from tsunagari.cases.actions.noting import record_hearing
from tsunagari.cases.forms.answers import Told, read_told, shown, typed_in
from tsunagari.cases.models.cases import Case
from tsunagari.cases.policy.answers import hands_over
from tsunagari.cases.policy.movers import movers_of
from tsunagari.cases.queries.cases import last_entry_of
from tsunagari.cases.queries.procedures import position_of, procedure_of, step_of
from tsunagari.cases.queries.records import guards_seen, records_for
from tsunagari.cases.views.meanwhile import read_version, what_changed
from tsunagari.cases.views.reaching import case_address, case_in_hand
from tsunagari.engines.procedure.declared import Field, Move
from tsunagari.engines.procedure.positions import open_moves
from tsunagari.kit.access import access
from tsunagari.registry.doors.access import CASE_MOVERS
from tsunagari.registry.doors.submissions import redirect_once

CONFIRMED = "guard-"  # a condition that a person confirms: `guard-no_conflict`


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page with a form made of declared fields."""

    title: Words
    button: Words
    fields: tuple[Field, ...]
    records: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)
    unmet: tuple[Words, ...] = ()
    confirms: tuple[tuple[str, Words], ...] = ()


@access(CASE_MOVERS)
def move(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """The page of one move, and the move itself."""
    case = case_in_hand(request, pk)
    chosen = offered_move(request, case, verb)
    if chosen is None:
        return gone(request, case)
    if hands_over(chosen):
        return redirect("case-refer", pk, verb)
    records = records_for(case, chosen.fields, request.today)
    seen = guards_seen(case, chosen, records)
    sheet = sheet_of(case, chosen, records, seen)

    def act(told: Told) -> str:
        moved = move_case(
            request.actor,
            pk,
            verb,
            by=movers_of(request.actor, case.organisation_id),
            given=told.given,
            guards=seen | confirmed(request, sheet),
            now=request.now,
            version=read_version(request),
        )
        return case_address(moved.pk, said="moved")

    return answer_sheet(request, case, sheet, act)


@access(CASE_MOVERS)
def hearing(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of the step's own form: what was heard."""
    case = case_in_hand(request, pk)
    form = step_of(case).form
    if form is None:
        return gone(request, case)
    sheet = Sheet(form.title, Words("記録する", "Record"), form.fields)

    def act(told: Told) -> str:
        record_hearing(request.actor, pk, told.given, now=request.now, version=read_version(request))
        return case_address(pk, said="noted")

    return answer_sheet(request, case, sheet, act)


def offered_move(request: HttpRequest, case: Case, verb: str) -> Move | None:
    """The move, if it stands open to the actor now. 404 for a verb that the procedure does not know."""
    procedure = procedure_of(case)
    if not any(step.move(verb) for step in procedure.steps.values()):
        raise Http404
    by = movers_of(request.actor, case.organisation_id)
    moves = open_moves(procedure, position_of(case), by=by)
    return next((each for each in moves if each.verb == verb), None)


def sheet_of(
    case: Case, chosen: Move, records: Mapping[str, Mapping[str, str]], seen: Mapping[str, bool]
) -> Sheet:
    procedure = procedure_of(case)
    return Sheet(
        chosen.label,
        chosen.label,
        chosen.fields,
        records,
        unmet=tuple(procedure.label("guards", guard) for guard, holds in seen.items() if not holds),
        confirms=tuple(
            (guard, procedure.label("guards", guard)) for guard in chosen.guards if guard not in seen
        ),
    )


def confirmed(request: HttpRequest, sheet: Sheet) -> dict[str, bool]:
    return {guard: CONFIRMED + guard in request.POST for guard, _ in sheet.confirms}


def answer_sheet(request: HttpRequest, case: Case, sheet: Sheet, act: Callable[[Told], str]) -> HttpResponse:
    """Show the form; or do what it says, once, and go on. What cannot be done comes back as it was typed."""
    if request.method != "POST":
        return show_sheet(request, case, sheet, initial(request, sheet), {})
    told = read_told(sheet.fields, request.POST, sheet.records)
    typed = typed_in(sheet.fields, request.POST)
    faults = dict(told.faults)
    if any(not holds for holds in confirmed(request, sheet).values()):
        faults[CONFIRMED] = _("確かめたことに、しるしを付けてください。")
    if faults:
        return show_sheet(request, case, sheet, typed, faults, status=422)
    try:
        return redirect_once(request, lambda: act(told))
    except ChangedMeanwhile:
        return show_sheet(request, case, sheet, typed, {}, status=409)
    except Conflict:
        raise
    except BadInput as bad:
        return show_sheet(request, case, sheet, typed, {"": bad.mend or str(bad)}, status=422)


def initial(request: HttpRequest, sheet: Sheet) -> dict[str, list[str]]:
    """A day is most often today."""
    return {each.key: [request.today.isoformat()] for each in sheet.fields if each.kind == "date"}


def show_sheet(
    request: HttpRequest,
    case: Case,
    sheet: Sheet,
    typed: Mapping[str, Any],
    faults: Mapping[str, str],
    *,
    status: int = 200,
) -> HttpResponse:
    if status == 409:
        case.refresh_from_db(fields=["version"])
    context = {
        "case": case,
        "last_entry": last_entry_of(case),
        "sheet": sheet,
        "fields": shown(sheet.fields, typed, faults, sheet.records),
        "faults": faults,
        "confirm_fault": faults.get(CONFIRMED, ""),
        "confirmed": set(confirmed(request, sheet)) if request.method == "POST" else set(),
        "changes": what_changed(request, case) if status == 409 else [],
        "is_late": status == 409,
    }
    return render(request, "cases/sheet.html", context, status=status)


def gone(request: HttpRequest, case: Case) -> HttpResponse:
    """The page is older than the case: what is no longer open is answered with what happened since."""
    context = {"case": case, "changes": what_changed(request, case), "back": reverse("case", args=[case.pk])}
    return render(request, "cases/gone.html", context, status=409)
