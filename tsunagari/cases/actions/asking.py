"""An owner asks a desk from the page: a card, what may be done with it, and a case, or nothing at all."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from tsunagari.cases.actions.opening import Request, open_case
from tsunagari.cases.models.cases import Case
from tsunagari.engines.procedure.declared import Procedure
from tsunagari.programmes.schema import Programme
from tsunagari.registry.actions.consents import record_consent
from tsunagari.registry.actions.contacts import add_contact
from tsunagari.registry.actions.firms import open_card
from tsunagari.registry.models.consents import Consent
from tsunagari.registry.models.firms import Firm
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.actor import VISITOR

PURPOSE = "相談を受けるため"
TITLE_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Asking:
    """What an owner brings, read and found in order.

    card    fields of the firm's card: name, prefecture, address, phone, email
    about   the programme whose page they came from, in words; empty where none
    groups  field groups that the desk may keep and use
    """

    desk: Organisation
    card: Mapping[str, str]
    asked: str
    contact_name: str
    groups: tuple[str, ...]
    about: str = ""


@transaction.atomic
def ask_desk(asking: Asking, *, programme: Programme, procedure: Procedure, now: datetime.datetime) -> Case:
    """Open a card, write the consent down and open the case. Nobody is signed in: the actor is a visitor.

    A card is never joined to one that looks like it: a stranger could see by it what is known of a firm.
    Duplicates are proposed to the staff.
    """
    phone, email = asking.card.get("phone", ""), asking.card.get("email", "")
    firm = open_card(VISITOR, asking.desk, asking.card, now=now)
    add_contact(VISITOR, firm, {"name": asking.contact_name, "phone": phone, "email": email}, now=now)
    agree(asking.desk, firm, asking.groups, now=now)
    request = Request(
        title=title_of(asking.asked, asking.about),
        asked=asking.asked,
        channel="page",
        contact_name=asking.contact_name,
        contact_email=email,
        contact_phone=phone,
    )
    return open_case(VISITOR, asking.desk, firm, request, programme=programme, procedure=procedure, now=now)


def agree(desk: Organisation, firm: Firm, groups: tuple[str, ...], *, now: datetime.datetime) -> Consent:
    """What the firm agreed to when it turned to the desk that keeps its card."""
    consent = Consent.objects.create(
        firm=firm, given_to=desk, groups=list(groups), purpose=PURPOSE, given_how="page", given_at=now
    )
    record_consent(VISITOR, "consent.given", consent, now=now)
    return consent


def title_of(asked: str, about: str) -> str:
    """The first line in short, headed by the programme it is about."""
    line = asked.strip().splitlines()[0]
    short = line if len(line) <= TITLE_LENGTH else line[: TITLE_LENGTH - 1] + "…"
    return f"{about}：{short}"[:120] if about else short
