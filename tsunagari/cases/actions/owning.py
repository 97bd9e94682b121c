"""What a firm does itself, by its link: share, take back, withdraw, change the link, take a copy."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from django.db import transaction
from django.db.models import F

from tsunagari.base.errors import BadInput
from tsunagari.cases.actions.lines import about
from tsunagari.cases.actions.moving import move_case
from tsunagari.cases.actions.telling import tell_firm
from tsunagari.cases.links import STATUS, address_of
from tsunagari.cases.models.cases import Case
from tsunagari.cases.policy.movers import APPLICANT
from tsunagari.cases.policy.numbers import case_number
from tsunagari.cases.policy.telling import new_link_letter
from tsunagari.cases.queries.matters import Matter, consents_of_matter, own_moves
from tsunagari.cases.queries.procedures import procedure_of
from tsunagari.engines.procedure.declared import Move
from tsunagari.registry.actions.consents import give_consent, revoke_consent
from tsunagari.registry.actions.journal import record
from tsunagari.registry.models.consents import Consent
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.actor import VISITOR

PURPOSE = "相談を引き継ぐため"
SHOWN_FOR = datetime.timedelta(days=365)


def make_own_move(matter: Matter, verb: str, *, now: datetime.datetime) -> Case:
    """Make one of the moves that are the firm's own, such as withdrawing. Raises BadInput for another."""
    return move_case(VISITOR, matter.now.pk, verb, by={APPLICANT}, given={}, guards={}, now=now)


def let_see(
    matter: Matter, organisation: Organisation, groups: Collection[str], *, now: datetime.datetime
) -> Consent:
    """Let another organisation see something of the firm, for a year at most."""
    ends_on = now.date() + SHOWN_FOR
    return give_consent(VISITOR, matter.firm, organisation, groups, PURPOSE, "page", now=now, ends_on=ends_on)


@transaction.atomic
def take_back(matter: Matter, consent_id: int, *, now: datetime.datetime) -> Consent:
    """Take a consent back. Where it was the desk's own, the matter is withdrawn with it.

    Raises BadInput for a consent that is not this matter's or no longer stands.
    """
    given = {consent.pk: consent for consent in consents_of_matter(matter, now.date())}
    if consent_id not in given:
        raise BadInput(given=str(consent_id), allowed="a consent that stands", where="consent")
    consent = given[consent_id]
    if consent.given_to_id == matter.now.organisation_id == matter.firm.kept_by_id:
        for move in withdrawals(matter):
            make_own_move(matter, move.verb, now=now)
    return revoke_consent(VISITOR, consent, now=now)


def withdrawals(matter: Matter) -> tuple[Move, ...]:
    """The move by which the firm ends its matter, where the step has one."""
    steps = procedure_of(matter.now).steps
    return tuple(move for move in own_moves(matter) if steps[move.to].meaning == "withdrawn")[:1]


@transaction.atomic
def change_link(matter: Matter, *, now: datetime.datetime) -> None:
    """Make every link of the matter worthless and mail a new one to the address the firm gave.

    Raises BadInput where it gave none: whoever holds the old link would be shown the new one.
    """
    if not matter.now.contact_email:
        raise BadInput(given="", allowed="a mail address on record", where="email")
    numbers = [case.pk for case in matter.cases]
    Case.objects.filter(pk__in=numbers).update(link_version=F("link_version") + 1)
    case = Case.objects.select_related("organisation").get(pk=matter.now.pk)
    letter = new_link_letter(number=case_number(case.year, case.serial), status=address_of(case, STATUS))
    tell_firm(case, letter, key=f"case:{case.pk}:link:{case.link_version}", now=now)
    write_down(matter, "case.relinked", now=now)


@transaction.atomic
def note_copy(matter: Matter, *, now: datetime.datetime) -> None:
    """Write down that a copy of what is held was taken by the link."""
    write_down(matter, "export.made", now=now)


def write_down(matter: Matter, verb: str, *, now: datetime.datetime) -> None:
    case = matter.now
    record(
        VISITOR,
        verb,
        **about(case),
        now=now,
    )
