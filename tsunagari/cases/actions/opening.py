"""A firm's matter begins."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import lru_cache

from django.db import transaction
from django.db.models import Max

from tsunagari.base.years import fiscal_year_of
from tsunagari.cases.actions.lines import about, counting_for
from tsunagari.cases.actions.telling import tell_firm
from tsunagari.cases.links import STATUS, address_of
from tsunagari.cases.models.cases import Case
from tsunagari.cases.models.entries import CaseEntry
from tsunagari.cases.policy.numbers import case_number
from tsunagari.cases.policy.telling import received_letter
from tsunagari.engines.procedure.days import PUBLIC_OFFICES
from tsunagari.engines.procedure.declared import Procedure
from tsunagari.engines.procedure.positions import begin
from tsunagari.engines.procedure.versions import as_object, digest
from tsunagari.programmes.schema import Programme
from tsunagari.registry.actions.journal import record
from tsunagari.registry.models.firms import Firm
from tsunagari.registry.models.handoffs import Handoff
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.models.procedures import ProcedureVersion
from tsunagari.registry.policy.actor import Actor


@dataclass(frozen=True, slots=True)
class Request:
    """What a firm brings. `channel` is page, phone, visit, mail or handoff."""

    title: str
    asked: str
    channel: str
    contact_name: str = ""
    contact_email: str = ""
    contact_phone: str = ""


@transaction.atomic
def open_case(  # noqa: PLR0913 (all that a case is made of)
    actor: Actor,
    organisation: Organisation,
    firm: Firm,
    request: Request,
    *,
    programme: Programme,
    procedure: Procedure,
    now: datetime.datetime,
    holder_id: int | None = None,
    came_from: Handoff | None = None,
) -> Case:
    """Open a case at the start of its procedure, number it, write it down and tell the firm.

    The case keeps this version of the procedure and the digest of the programme's file.
    """
    position = begin(procedure, on=now.date(), calendar=PUBLIC_OFFICES)
    year = fiscal_year_of(now.date())
    case = Case.objects.create(
        organisation=organisation,
        firm=firm,
        year=year,
        serial=next_serial(organisation, year),
        programme=programme.key,
        programme_digest=programme.digest,
        procedure=keep_version(procedure),
        step=position.step,
        meaning=procedure.steps[position.step].meaning,
        since=position.since,
        due_on=position.due_on,
        holder_id=holder_id,
        channel=request.channel,
        title=request.title,
        asked=request.asked,
        contact_name=request.contact_name,
        contact_email=request.contact_email,
        contact_phone=request.contact_phone,
        came_from=came_from,
        opened_at=now,
    )
    CaseEntry.objects.create(
        case=case,
        at=now,
        person_id=actor.person_id,
        on_behalf_of_id=actor.on_behalf_of_id,
        kind="opened",
        to_step=case.step,
        text=request.asked,
        is_for_firm=True,
    )
    record(
        actor,
        "case.opened",
        **about(case),
        **counting_for(case),
        event=procedure.counts if is_new_matter(programme, came_from) else "",
        now=now,
        values={
            "title": case.title,
            "asked": case.asked,
            "channel": case.channel,
            "step": case.step,
            "contact_name": case.contact_name,
            "contact_email": case.contact_email,
            "contact_phone": case.contact_phone,
        },
    )
    letter = received_letter(
        number=case_number(case.year, case.serial),
        organisation=organisation.name,
        step=procedure.steps[case.step],
        status=address_of(case, STATUS),
    )
    tell_firm(case, letter, key=f"case:{case.pk}:opened", now=now)
    return case


def is_new_matter(programme: Programme, came_from: Handoff | None) -> bool:
    """Whether it counts: one handed on within a programme was counted where it came in."""
    return came_from is None or came_from.programme != programme.key


def next_serial(organisation: Organisation, year: int) -> int:
    """One more than the last; the organisation's row is held until the case is written."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    last = Case.objects.filter(organisation=organisation, year=year).aggregate(Max("serial"))["serial__max"]
    return (last or 0) + 1


def keep_version(procedure: Procedure) -> ProcedureVersion:
    """The procedure as it is now, kept once for all cases that begin with it."""
    key = digest_of(procedure)
    kept = ProcedureVersion.objects.only("name").filter(pk=key).first()
    if kept is not None:
        return kept
    content = {"name": procedure.name, "content": as_object(procedure)}
    return ProcedureVersion.objects.get_or_create(digest=key, defaults=content)[0]


@lru_cache(maxsize=64)
def digest_of(procedure: Procedure) -> str:
    return digest(procedure)
