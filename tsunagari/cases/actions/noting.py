"""What is written into a case without moving it: notes, what was heard, who holds it, questions, meetings."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from tsunagari.base.errors import BadInput
from tsunagari.cases.actions.lines import about
from tsunagari.cases.actions.moving import locked, plain
from tsunagari.cases.actions.telling import tell_firm
from tsunagari.cases.links import STATUS, address_of
from tsunagari.cases.models.cases import Case
from tsunagari.cases.models.entries import CaseEntry
from tsunagari.cases.models.questions import Appointment, Question
from tsunagari.cases.policy.numbers import case_number
from tsunagari.cases.policy.telling import asked_letter
from tsunagari.cases.queries.people import holders_of
from tsunagari.cases.queries.procedures import step_of
from tsunagari.engines.procedure.answers import check_given
from tsunagari.registry.actions.journal import record
from tsunagari.registry.policy.actor import Actor


@transaction.atomic
def add_note(
    actor: Actor, case_id: int, text: str, *, now: datetime.datetime, is_for_firm: bool = False
) -> CaseEntry:
    """Add a remark; the firm sees it only if `is_for_firm`."""
    case = locked(case_id, None)
    if not text.strip():
        raise BadInput(given="", allowed="a text that is not empty", where="text")
    entry = add_entry(actor, case, "note", now=now, text=text.strip(), is_for_firm=is_for_firm)
    write_down(actor, case, "case.noted", now=now, values={"text": entry.text})
    return entry


@transaction.atomic
def record_hearing(
    actor: Actor,
    case_id: int,
    given: Mapping[str, Any],
    *,
    now: datetime.datetime,
    version: int | None = None,
) -> CaseEntry:
    """Keep the answers to the form of the case's step. Raises BadInput for what it does not ask."""
    case = locked(case_id, version)
    form = step_of(case).form
    if form is None:
        raise BadInput(given=case.step, allowed="a step that has a form", where="step")
    check_given(form.fields, given)
    fields = {key: plain(value) for key, value in given.items()}
    entry = add_entry(actor, case, "hearing", now=now, fields=fields)
    write_down(actor, case, "case.noted", now=now, values={"form": form.name, **fields})
    return entry


@transaction.atomic
def assign_case(
    actor: Actor,
    case_id: int,
    person_id: int | None,
    *,
    now: datetime.datetime,
    version: int | None = None,
) -> Case:
    """Put the case into someone's hands, or into nobody's. They must carry cases for the organisation now."""
    case = locked(case_id, version)
    if person_id is not None and not holders_of([case.organisation_id]).filter(person_id=person_id).exists():
        raise BadInput(
            given=str(person_id), allowed="someone who carries cases for this organisation", where="holder"
        )
    case.holder_id = person_id
    case.version += 1
    case.save(update_fields=["holder", "version"])
    add_entry(actor, case, "assigned", now=now, fields={"holder": person_id}, is_for_firm=True)
    write_down(actor, case, "case.assigned", now=now, values={"holder": person_id})
    return case


@transaction.atomic
def ask_firm(
    actor: Actor, case_id: int, text: str, *, choices: tuple[str, ...] = (), now: datetime.datetime
) -> Question:
    """Ask the firm one question; it answers on its own page."""
    case = locked(case_id, None)
    if not text.strip() or actor.person_id is None:
        raise BadInput(given=text, allowed="a question that is not empty", where="text")
    question = Question.objects.create(
        case=case, asked_by_id=actor.person_id, asked_at=now, text=text.strip(), choices=list(choices)
    )
    write_down(actor, case, "case.asked", now=now, values={"question": question.text})
    letter = asked_letter(
        number=case_number(case.year, case.serial),
        organisation=case.organisation.name,
        question=question.text,
        status=address_of(case, STATUS),
    )
    tell_firm(case, letter, key=f"case:{case.pk}:question:{question.pk}", now=now)
    return question


@transaction.atomic
def answer_question(actor: Actor, question_id: int, answer: str, *, now: datetime.datetime) -> Question:
    """The firm's answer, once. Raises BadInput where it was answered, or is none of the choices."""
    question = Question.objects.select_for_update(of=("self",)).select_related("case").get(pk=question_id)
    if question.answered_at is not None or question.withdrawn_at is not None:
        raise BadInput(given=answer, allowed="a question that is still open", where="question")
    if not answer.strip() or (question.choices and answer not in question.choices):
        allowed = "、".join(question.choices) or "a text that is not empty"
        raise BadInput(given=answer, allowed=allowed, where="answer")
    question.answer, question.answered_at = answer.strip(), now
    question.save(update_fields=["answer", "answered_at"])
    case = question.case
    add_entry(
        actor,
        case,
        "answer",
        now=now,
        text=question.answer,
        fields={"question": question.text},
        is_for_firm=True,
    )
    write_down(
        actor, case, "case.answered", now=now, values={"question": question.text, "answer": question.answer}
    )
    return question


@transaction.atomic
def make_appointment(
    actor: Actor, case_id: int, begins_at: datetime.datetime, place: str, *, now: datetime.datetime
) -> Appointment:
    """Fix a meeting; an earlier one that is still ahead is cancelled."""
    case = locked(case_id, None)
    if begins_at <= now:
        raise BadInput(given=begins_at.isoformat(), allowed="a time that is still ahead", where="begins_at")
    case.appointments.filter(cancelled_at=None, begins_at__gt=now).update(cancelled_at=now)
    meeting = Appointment.objects.create(case=case, begins_at=begins_at, place=place, made_at=now)
    values = {"begins_at": begins_at.isoformat(), "place": place}
    add_entry(actor, case, "told", now=now, fields=values, is_for_firm=True)
    write_down(actor, case, "case.meeting", now=now, values=values)
    return meeting


@transaction.atomic
def wish_other_time(actor: Actor, appointment_id: int, wish: str, *, now: datetime.datetime) -> Appointment:
    """The firm asks for another time. The meeting stands until the desk fixes a new one."""
    meeting = (
        Appointment.objects.select_for_update(of=("self",)).select_related("case").get(pk=appointment_id)
    )
    if meeting.cancelled_at is not None or not wish.strip():
        raise BadInput(given=wish, allowed="a wish for a meeting that is still ahead", where="wish")
    meeting.wish, meeting.wished_at = wish.strip(), now
    meeting.save(update_fields=["wish", "wished_at"])
    add_entry(actor, meeting.case, "answer", now=now, text=meeting.wish, is_for_firm=True)
    write_down(actor, meeting.case, "case.answered", now=now, values={"wish": meeting.wish})
    return meeting


def add_entry(actor: Actor, case: Case, kind: str, *, now: datetime.datetime, **told: Any) -> CaseEntry:
    return CaseEntry.objects.create(
        case=case, at=now, person_id=actor.person_id, on_behalf_of_id=actor.on_behalf_of_id, kind=kind, **told
    )


def write_down(
    actor: Actor, case: Case, verb: str, *, now: datetime.datetime, values: Mapping[str, Any]
) -> None:
    record(
        actor,
        verb,
        **about(case),
        now=now,
        values=dict(values),
    )
