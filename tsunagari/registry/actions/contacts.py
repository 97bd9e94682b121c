"""The people of a firm whom one can call: written down, changed, taken off, and each of these undone."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagari.base.errors import Conflict
from tsunagari.registry.actions.firms import record_firm
from tsunagari.registry.models.firms import Contact, Firm
from tsunagari.registry.policy.actor import Actor
from tsunagari.registry.policy.contacts import LABELS, fields_of, read_contact, told
from tsunagari.registry.queries.contacts import undoable_change


@dataclass(kw_only=True)
class ContactChanged(Conflict):
    """Someone else changed a field that was typed over; `contact` is as it stands now."""

    contact: Contact


@transaction.atomic
def add_contact(actor: Actor, firm: Firm, fields: Mapping[str, str], *, now: datetime.datetime) -> Contact:
    """A person of the firm: name (needed), kana, duty, phone, email. Raises BadInput."""
    contact = Contact.objects.create(firm=firm, **read(fields, now))
    record_contacts(actor, firm, None, told(contact), now=now)
    return contact


@transaction.atomic
def change_contact(
    actor: Actor,
    contact: Contact,
    changes: Mapping[str, str],
    *,
    base: Mapping[str, str],
    now: datetime.datetime,
) -> Contact:
    """Write `changes` over what the form showed (`base`). What others changed elsewhere stays.

    Raises BadInput for a field that cannot be kept, ContactChanged where someone else changed the same one.
    """
    held = Contact.objects.select_for_update(of=("self",)).select_related("firm").get(pk=contact.pk)
    before, current = told(held), fields_of(held)
    kept = read({**current, **changes}, now)
    mine = {name: kept[name] for name in changes if kept[name] != current[name]}
    if any(current[name] != base.get(name, "") for name in mine):
        allowed = _("いまの担当者を見てからの変更")
        raise ContactChanged(given="", allowed=allowed, where=_("担当者"), contact=held)
    if not mine:
        return held
    for name, value in mine.items():
        setattr(held, name, value)
    held.save(update_fields=list(mine))
    record_contacts(actor, held.firm, before, told(held), now=now)
    return held


@transaction.atomic
def drop_contact(actor: Actor, contact: Contact, *, now: datetime.datetime) -> None:
    """The person is no longer the firm's contact. The journal keeps who it was."""
    record_contacts(actor, contact.firm, told(contact), None, now=now)
    contact.delete()


@transaction.atomic
def undo_contact(actor: Actor, firm: Firm, line_id: int, *, now: datetime.datetime) -> None:
    """Take back the actor's last change of the firm's people, as the journal tells it.

    Raises Conflict where it is long ago, another change came after it, or the person was changed since.
    """
    line = undoable_change(actor, firm, now=now)
    if line is None or line.pk != line_id:
        raise gone()
    before, after = line.payload.values["contacts"]
    put_back(firm, before, after)
    record_contacts(actor, firm, after, before, now=now)


def put_back(firm: Firm, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> None:
    """Make the row that is `after` what it was `before`; None stands for no row."""
    values = {name: before[name] for name in LABELS} if before else {}
    if after is None:
        Contact.objects.create(pk=before["id"], firm=firm, person_id=before["person"], **values)
        return
    held = firm.contacts.select_for_update().filter(pk=after["id"]).first()
    if held is None or told(held) != after:
        raise gone()
    if before is None:
        held.delete()
    else:
        firm.contacts.filter(pk=held.pk).update(**values)


def gone() -> Conflict:
    mend = _("いまの担当者を見て、書きなおしてください。")
    return Conflict(given=_("元に戻す"), allowed=_("10分以内の、自分がした最後の変更"), mend=mend)


def read(fields: Mapping[str, str], now: datetime.datetime) -> dict[str, str]:
    kept, faults = read_contact(fields, now.date())
    for fault in faults.values():
        raise fault
    return kept


def record_contacts(
    actor: Actor,
    firm: Firm,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
    *,
    now: datetime.datetime,
) -> None:
    record_firm(actor, "firm.changed", firm, {"contacts": [before, after]}, now=now)
