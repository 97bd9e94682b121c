"""The people of a firm whom one can call."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tsunagari.base.errors import BadInput
from tsunagari.registry.actions.firms import record_firm
from tsunagari.registry.models.firms import Contact, Firm
from tsunagari.registry.policy.actor import Actor
from tsunagari.registry.policy.firm_fields import read_fields


@transaction.atomic
def add_contact(actor: Actor, firm: Firm, fields: Mapping[str, str], *, now: datetime.datetime) -> Contact:
    """A person of the firm: name (needed), kana, duty, phone, email. Raises BadInput."""
    kept, faults = read_fields(
        {name: fields.get(name, "") for name in ("kana", "phone", "email")}, on=now.date()
    )
    for fault in faults.values():
        raise fault
    contact = Contact(
        firm=firm, name=fields.get("name", "").strip(), duty=fields.get("duty", "").strip(), **kept
    )
    try:
        contact.clean_fields()
    except ValidationError:
        allowed = _("名前（80文字まで）と肩書（80文字まで）")
        raise BadInput(given=contact.name, allowed=allowed, where=_("担当者")) from None
    contact.save()
    record_firm(actor, "firm.changed", firm, {"contacts": [None, told(contact)]}, now=now)
    return contact


@transaction.atomic
def drop_contact(actor: Actor, contact: Contact, *, now: datetime.datetime) -> None:
    """The person is no longer the firm's contact. The journal keeps who it was."""
    record_firm(actor, "firm.changed", contact.firm, {"contacts": [told(contact), None]}, now=now)
    contact.delete()


def told(contact: Contact) -> dict[str, str]:
    return {name: getattr(contact, name) for name in ("name", "kana", "duty", "phone", "email")}
