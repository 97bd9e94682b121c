"""What another organisation asks us to take on: looked at with what the firm agreed to show, and answered."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tsunagari.base.errors import BadInput
from tsunagari.base.years import fiscal_year_of
from tsunagari.cases.actions.handing_over import accept_handoff, return_handoff
from tsunagari.cases.forms.answers import read_told, shown
from tsunagari.cases.models.cases import Case
from tsunagari.cases.policy.answers import RETURNED, partner_answers
from tsunagari.cases.queries.partners import handoffs_received
from tsunagari.cases.queries.procedures import step_of
from tsunagari.cases.queries.programmes import delivered_by
from tsunagari.cases.views.reaching import case_address
from tsunagari.engines.procedure.declared import Field
from tsunagari.kit.access import access
from tsunagari.kit.published import plan_for
from tsunagari.registry.actions.firms import note_reading
from tsunagari.registry.doors.access import CASE_WORKERS
from tsunagari.registry.doors.submissions import redirect_once
from tsunagari.registry.models.handoffs import Handoff
from tsunagari.registry.policy.card_rows import rows_of
from tsunagari.registry.policy.firm_facts import typed_facts
from tsunagari.registry.queries.cards import card_for


@access(CASE_WORKERS)
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """The request, the firm as far as it agreed, and the two answers."""
    handoff = received(request, pk)
    card = card_for(request.actor, handoff.firm, request.today)
    note_reading(
        request.actor,
        handoff.firm,
        card.groups,
        organisation_id=request.actor.organisation_id,
        now=request.now,
    )
    return page(request, handoff, {}, {})


@access(CASE_WORKERS)
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    handoff = received(request, pk)
    offered = delivered_by(handoff.sent_to.kind, request.today)
    delivery = next((one for one in offered if one.programme.key == request.POST.get("programme", "")), None)
    if delivery is None:
        allowed = "、".join(one.programme.name.ja for one in offered)
        raise BadInput(given=request.POST.get("programme", ""), allowed=allowed, where=_("制度"))

    def act() -> str:
        case = accept_handoff(
            request.actor, pk, programme=delivery.programme, procedure=delivery.procedure, now=request.now
        )
        return case_address(case.pk, said="accepted")

    return redirect_once(request, act)


@access(CASE_WORKERS)
@require_POST
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    handoff = received(request, pk)
    fields = reason_fields(handoff)
    told = read_told(fields, request.POST, {})
    if told.faults:
        typed = {field.key: request.POST.getlist(f"field-{field.key}") for field in fields}
        return page(request, handoff, typed, told.faults, status=422)

    def act() -> str:
        return_handoff(request.actor, pk, str(told.given.get("reason", "")), now=request.now)
        return f"{reverse('inbox')}?said=returned"

    return redirect_once(request, act)


def received(request: HttpRequest, pk: int) -> Handoff:
    return get_object_or_404(handoffs_received(request.actor, request.today), pk=pk)


def reason_fields(handoff: Handoff) -> tuple[Field, ...]:
    """What giving back asks for: the sender's procedure says."""
    case = Case.objects.get(pk=handoff.subject_id)
    move = partner_answers(step_of(case)).get(RETURNED)
    return move.needs if move else ()


def page(
    request: HttpRequest, handoff: Handoff, typed: dict, faults: dict, *, status: int = 200
) -> HttpResponse:
    actor = request.actor
    card = card_for(actor, handoff.firm, request.today)
    note_reading(actor, handoff.firm, card.groups, organisation_id=actor.organisation_id, now=request.now)
    catalogue = plan_for(fiscal_year_of(request.today))
    known = typed_facts(card.values, catalogue.vocabulary, request.today)
    context = {
        "handoff": handoff,
        "card": card,
        "card_rows": [row for rows in rows_of(card, known, catalogue.vocabulary).values() for row in rows],
        "offered": delivered_by(handoff.sent_to.kind, request.today),
        "fields": shown(reason_fields(handoff), typed, faults, {}),
        "faults": faults,
    }
    return render(request, "cases/handoff.html", context, status=status)
