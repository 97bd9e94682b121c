"""A case is handed to another organisation, with the firm's consent, and answered there."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagari.base.errors import BadInput
from tsunagari.cases.actions.moving import locked, move_case
from tsunagari.cases.actions.opening import Request, open_case
from tsunagari.cases.models.cases import Case
from tsunagari.cases.policy.answers import partner_answers
from tsunagari.cases.policy.movers import partner_movers, staff_movers
from tsunagari.cases.queries.procedures import step_of
from tsunagari.engines.procedure.days import PUBLIC_OFFICES, shift
from tsunagari.engines.procedure.declared import Move, Procedure
from tsunagari.programmes.schema import Programme
from tsunagari.registry.actions.journal import hold_chains, record
from tsunagari.registry.models.consents import Consent
from tsunagari.registry.models.handoffs import Handoff
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.actor import Actor
from tsunagari.registry.queries.consents import consents_in_force

ANSWER_WITHIN = 5  # business days, where the procedure sets no limit of its own


@transaction.atomic
def refer_case(
    actor: Actor,
    case_id: int,
    verb: str,
    sent_to_id: int,
    *,
    note: str,
    now: datetime.datetime,
    version: int | None,
) -> Handoff:
    """Hand the case to another organisation by a move that needs one.

    Raises BadInput without a consent of the firm towards it, and what `move_case` raises.
    """
    consent = consent_towards(case_id, sent_to_id, now.date())
    hold_both_sides(locked(case_id, version), sent_to_id)
    case = move_case(
        actor,
        case_id,
        verb,
        by=staff_movers(actor.role),
        given={"organisation": sent_to_id, **({"consent": consent.pk} if consent else {})},
        guards={"consent_in_force": consent is not None},
        now=now,
        version=version,
        text=note,
    )
    assert consent is not None  # noqa: S101 - the engine refuses the move without it
    handoff = Handoff.objects.create(
        sent_by_id=case.organisation_id,
        sent_to_id=sent_to_id,
        firm_id=case.firm_id,
        consent=consent,
        desk="cases",
        subject_id=case.pk,
        programme=case.programme,
        title=case.title,
        note=note,
        sent_at=now,
        answer_by=case.due_on or shift(now.date(), ANSWER_WITHIN, PUBLIC_OFFICES),
    )
    write_down(
        actor, handoff, "handoff.made", organisation_id=handoff.sent_by_id, now=now, values={"note": note}
    )
    write_down(actor, handoff, "handoff.received", organisation_id=sent_to_id, now=now, values={"note": note})
    return handoff


def hold_both_sides(case: Case, sent_to_id: int) -> None:
    """Case, organisation, chains: the order in which every action of the desk takes what it must hold."""
    Organisation.objects.select_for_update(no_key=True).get(pk=sent_to_id)
    hold_chains(case.organisation_id, sent_to_id)


def consent_towards(case_id: int, organisation_id: int, on: datetime.date) -> Consent | None:
    """The consent under which the case's firm may be made known to an organisation."""
    firm_id = Case.objects.values_list("firm_id", flat=True).get(pk=case_id)
    return consents_in_force([organisation_id], on).filter(firm_id=firm_id).first()


@transaction.atomic
def accept_handoff(
    actor: Actor, handoff_id: int, *, programme: Programme, procedure: Procedure, now: datetime.datetime
) -> Case:
    """Take the matter on: the sender's case moves by its procedure, a case of one's own begins."""
    handoff = waiting_handoff(handoff_id, actor)
    before = answer(actor, handoff, "accepted", now=now)
    request = Request(
        title=handoff.title,
        asked=before.asked,
        channel="handoff",
        contact_name=before.contact_name,
        contact_email=before.contact_email,
        contact_phone=before.contact_phone,
    )
    return open_case(
        actor,
        handoff.sent_to,
        handoff.firm,
        request,
        programme=programme,
        procedure=procedure,
        now=now,
        holder_id=actor.person_id,
        came_from=handoff,
    )


@transaction.atomic
def return_handoff(actor: Actor, handoff_id: int, reason: str, *, now: datetime.datetime) -> Handoff:
    """Give the matter back with a reason; the sender takes it up again."""
    handoff = waiting_handoff(handoff_id, actor)
    answer(actor, handoff, "returned", now=now, reason=reason)
    return handoff


def waiting_handoff(handoff_id: int, actor: Actor) -> Handoff:
    """The handoff, held until the transaction ends. Raises BadInput where it was answered already.

    Raises Handoff.DoesNotExist where it was not sent to the actor's organisation.
    """
    handoffs = Handoff.objects.select_for_update(of=("self",)).select_related("sent_to", "firm", "consent")
    handoff = handoffs.get(pk=handoff_id, sent_to_id=actor.organisation_id)
    if handoff.answer:
        raise BadInput(given=handoff.answer, allowed="a handoff that waits for an answer", where="handoff")
    hold_both_sides(locked(handoff.subject_id, None), handoff.sent_to_id)
    return handoff


def answer(actor: Actor, handoff: Handoff, said: str, *, now: datetime.datetime, reason: str = "") -> Case:
    """Write the answer down on both sides and move the sender's case by it."""
    consent = handoff.consent
    if said == "accepted" and not consents_in_force([handoff.sent_to_id], now.date()).filter(pk=consent.pk):
        raise BadInput(
            given=said, allowed="a consent that is in force", mend="Ask the sender.", where="consent"
        )
    case = move_case(
        actor,
        handoff.subject_id,
        answering_move(handoff, said).verb,
        by=partner_movers(actor.role),
        given={"reason": reason} if reason or said == "returned" else {},
        guards={},
        now=now,
    )
    handoff.answer, handoff.reason, handoff.answered_at = said, reason, now
    handoff.answered_by_id = actor.person_id
    handoff.save(update_fields=["answer", "reason", "answered_at", "answered_by"])
    values = {"answer": said, "reason": reason}
    write_down(actor, handoff, "handoff.answered", organisation_id=handoff.sent_to_id, now=now, values=values)
    return case


def answering_move(handoff: Handoff, said: str) -> Move:
    """The sender's move that an answer makes. Raises BadInput where the matter no longer waits for one."""
    case = Case.objects.get(pk=handoff.subject_id)
    answers = partner_answers(step_of(case))
    if said not in answers:
        raise BadInput(
            given=said,
            allowed=_("まだ返事を待っている紹介"),
            mend=_("送ったほうの案件が、先へ進みました。"),
            where="handoff",
        )
    return answers[said]


def write_down(
    actor: Actor,
    handoff: Handoff,
    verb: str,
    *,
    organisation_id: int,
    now: datetime.datetime,
    values: Mapping[str, Any],
) -> None:
    record(
        actor,
        verb,
        organisation_id=organisation_id,
        subject_kind="handoff",
        subject_id=handoff.pk,
        firm_id=handoff.firm_id,
        now=now,
        values=dict(values),
    )
