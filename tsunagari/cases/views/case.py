"""A case on one page: what comes next, the firm, what was said and done, whom it was handed to."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tsunagari.base.words import Words
from tsunagari.base.years import fiscal_year_of
from tsunagari.cases.actions.moving import may_undo
from tsunagari.cases.models.cases import Case
from tsunagari.cases.models.follow_ups import FollowUp
from tsunagari.cases.policy.answers import hands_over, partner_answers
from tsunagari.cases.policy.movers import movers_of
from tsunagari.cases.policy.thread import happenings
from tsunagari.cases.policy.to_do import next_thing
from tsunagari.cases.queries.cases import entries_of, handoffs_of, is_filled
from tsunagari.cases.queries.names import named
from tsunagari.cases.queries.people import holders_of, people_of
from tsunagari.cases.queries.procedures import procedure_of
from tsunagari.cases.views.reaching import case_in_reach
from tsunagari.engines.procedure.declared import Move, Procedure, Step
from tsunagari.engines.procedure.positions import is_by
from tsunagari.kit.access import access
from tsunagari.kit.published import judged_on, plan_for
from tsunagari.registry.actions.firms import note_reading
from tsunagari.registry.doors.access import CASE_MOVERS, CASE_READERS, CASE_WORKERS
from tsunagari.registry.models.handoffs import Handoff
from tsunagari.registry.policy.actor import Actor
from tsunagari.registry.policy.card_rows import rows_of
from tsunagari.registry.policy.firm_facts import typed_facts
from tsunagari.registry.policy.use_now import use_now
from tsunagari.registry.queries.cards import card_for

SAID: dict[str, Promise] = {
    "opened": _("相談を記録しました。"),
    "moved": _("次の段階へ進めました。"),
    "noted": _("記録しました。"),
    "assigned": _("担当を決めました。"),
    "asked": _("会社にたずねました。返事が来ると、ここに載ります。"),
    "meeting": _("面談を決めました。会社のページにも出ています。"),
    "referred": _("紹介しました。返事を待ちます。"),
    "accepted": _("引き受けました。この案件は、いまからこちらの担当です。"),
    "undone": _("取り消しました。"),
}


@dataclass(frozen=True, slots=True)
class Action:
    """A move as a button: at once where nothing is asked, else by way of a page."""

    move: Move
    href: str

    @property
    def is_at_once(self) -> bool:
        return not self.move.fields and not self.move.guards

    @property
    def hands_over(self) -> bool:
        return hands_over(self.move)


@access(CASE_READERS)
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """The page. That it was looked at is written down, once for each time it is shown."""
    case = case_in_reach(request, pk)
    actor: Actor = request.actor
    card = card_for(actor, case.firm, request.today)
    catalogue = plan_for(fiscal_year_of(request.today))
    known = typed_facts(card.values, catalogue.vocabulary, judged_on(catalogue))
    note_reading(actor, case.firm, card.groups, organisation_id=actor.organisation_id, now=request.now)
    procedure = procedure_of(case)
    step = procedure.steps[case.step]
    movers = movers_of(actor, case.organisation_id)
    entries, handoffs = list(entries_of(case)), list(handoffs_of(case))
    memberships = list(holders_of([case.organisation_id]))
    follow_up: FollowUp | None = getattr(case, "follow_up", None)
    is_in_hand = case.organisation_id == actor.organisation_id
    context = {
        "case": case,
        "card": card,
        "card_rows": [row for rows in rows_of(card, known, catalogue.vocabulary).values() for row in rows],
        "now": use_now(catalogue, known, judged_on(catalogue)) if card.groups else None,
        "procedure": procedure,
        "step": step,
        "next": next_thing(procedure, step, movers, form_is_filled=is_filled(entries)),
        "actions": actions_for(case, procedure, movers),
        "thread": happenings(procedure, entries, named(case, memberships, handoffs)),
        "last_entry": entries[0].pk if entries else 0,
        "handoffs": handoffs,
        "questions": list(case.questions.all()),
        "meetings": list(case.appointments.filter(cancelled_at=None)),
        "holders": people_of(memberships),
        "may_move": is_in_hand and CASE_MOVERS.admits(request),
        "may_work": is_in_hand and CASE_WORKERS.admits(request),
        "may_undo": bool(entries) and may_undo(actor, entries[0], now=request.now),
        "follow_up": follow_up,
        "became": became_of_it(procedure, follow_up),
        "waiting_handoff": waiting.pk if (waiting := waiting_handoff(step, handoffs)) else None,
        "said": SAID.get(request.GET.get("said", "")),
    }
    return render(request, "cases/case.html", context)


def actions_for(case: Case, procedure: Procedure, movers: frozenset[str]) -> list[Action]:
    """The moves open to these movers, in the procedure's order."""
    moves = [move for move in procedure.steps[case.step].moves if is_by(move, movers)]
    return [Action(move, address_of(case, move)) for move in moves]


def address_of(case: Case, move: Move) -> str:
    return reverse("case-refer" if hands_over(move) else "case-move", args=[case.pk, move.verb])


def waiting_handoff(step: Step, handoffs: list[Handoff]) -> Handoff | None:
    """The newest handoff, while the procedure waits for its answer."""
    newest = next(iter(handoffs), None)
    return newest if newest and not newest.answer and partner_answers(step) else None


def became_of_it(procedure: Procedure, follow_up: FollowUp | None) -> Words | None:
    """What the firm said became of it, in the procedure's words."""
    asking = procedure.follow_up
    option = asking.asks.option(follow_up.outcome) if asking and follow_up else None
    return option.label if option else None
