"""What time does to cases: silence moves them, days remind, months ask. Each run does each thing once."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import transaction

from tsunagari.base.errors import BadInput
from tsunagari.cases.actions.moving import move_case
from tsunagari.cases.actions.telling import tell_firm, tell_holder
from tsunagari.cases.links import CONFIRM, address_of
from tsunagari.cases.models.cases import Case
from tsunagari.cases.models.follow_ups import FollowUp
from tsunagari.cases.policy.movers import CLOCK
from tsunagari.cases.policy.numbers import case_number
from tsunagari.cases.policy.telling import due_letter, follow_up_letter
from tsunagari.cases.queries.procedures import position_of, procedure_of
from tsunagari.engines.procedure.days import PUBLIC_OFFICES
from tsunagari.engines.procedure.positions import reminders, silence
from tsunagari.registry.policy.actor import HOUSE

AT_ONCE = 500  # cases looked at in one go
LOOKS_AHEAD = datetime.timedelta(days=14)  # the earliest reminder is never further from the day it is due


def let_time_speak(now: datetime.datetime) -> int:
    """Make the moves that silence makes. Returns how many."""
    made = 0
    waiting = Case.objects.filter(closed_at=None, due_on__lt=now.date()).order_by("pk")
    for case in waiting.iterator(chunk_size=AT_ONCE):
        move = silence(procedure_of(case), position_of(case), now.date(), PUBLIC_OFFICES)
        if move is None:
            continue
        try:
            move_case(
                HOUSE, case.pk, move.verb, by={CLOCK}, given={}, guards={}, now=now, version=case.version
            )
        except BadInput:  # someone moved it a moment ago
            continue
        made += 1
    return made


def remind(now: datetime.datetime) -> int:
    """Write to those who hold a case on the days its step says. Returns how many are reminded today."""
    reminded = 0
    near = Case.objects.filter(closed_at=None, due_on__lte=now.date() + LOOKS_AHEAD).exclude(holder=None)
    cases = near.select_related("holder", "organisation").order_by("pk")
    for case in cases.iterator(chunk_size=AT_ONCE):
        if now.date() in reminders(procedure_of(case), position_of(case), PUBLIC_OFFICES):
            letter = due_letter(
                number=case_number(case.year, case.serial),
                title=case.title,
                due=f"{case.due_on}",
                case=f"{settings.SITE}/cases/{case.pk}/",
            )
            key = f"case:{case.pk}:due:{case.step}:{case.since}:{now.date()}"
            with transaction.atomic():
                tell_holder(case, letter, key=key, now=now)
            reminded += 1
    return reminded


def ask_what_became_of_it(now: datetime.datetime) -> int:
    """Write once to each firm whose follow-up is due and that gave an address. Returns how many were asked.

    The row says that it was: the outbox forgets what was sent long ago.
    """
    due = FollowUp.objects.filter(
        due_on__lte=now.date(), asked_at=None, answered_at=None, cancelled_at=None
    ).exclude(case__contact_email="")
    asked = 0
    for follow_up in due.select_related("case__organisation").iterator(chunk_size=AT_ONCE):
        case = follow_up.case
        letter = follow_up_letter(
            number=case_number(case.year, case.serial),
            organisation=case.organisation.name,
            confirm=address_of(case, CONFIRM),
        )
        with transaction.atomic():
            tell_firm(case, letter, key=f"case:{case.pk}:follow-up", now=now)
            FollowUp.objects.filter(pk=follow_up.pk).update(asked_at=now)
        asked += 1
    return asked
