"""A firm's card is opened, changed and read."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tsunagari.base.errors import BadInput
from tsunagari.registry.actions.firm_terms import index_firms
from tsunagari.registry.actions.journal import Entry, record, record_all
from tsunagari.registry.models.firms import Firm, FormerName
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.actor import Actor
from tsunagari.registry.policy.field_groups import FIELDS
from tsunagari.registry.policy.firm_fields import CARD_FIELDS, KEPT_AS_FORMER, differences, read_fields


@dataclass(kw_only=True)
class CardChanged(BadInput):
    """Someone else changed the card in between. `firm` is the card as it is now; nothing was written."""

    firm: Firm


@transaction.atomic
def open_card(
    actor: Actor,
    kept_by: Organisation,
    fields: Mapping[str, Any],
    *,
    now: datetime.datetime,
    is_demo: bool = False,
) -> Firm:
    """A new card: fields of policy.firm_fields as text, `facts` as the check takes them. Raises BadInput."""
    kept = read_changes({"name": ""} | dict(fields), now.date())
    with refused_number(kept):
        firm = Firm.objects.create(kept_by=kept_by, made_at=now, changed_at=now, is_demo=is_demo, **kept)
    index_firms([firm])
    record_firm(actor, "firm.opened", firm, {name: value for name, value in kept.items() if value}, now=now)
    return firm


@transaction.atomic
def change_card(
    actor: Actor, firm: Firm, changes: Mapping[str, Any], version: int, *, now: datetime.datetime
) -> Firm:
    """Change a card as it was at `version`; former names, addresses and phones are kept and still found.

    `facts` names only what changes; null forgets one. Raises BadInput, CardChanged where the card is no
    longer at `version`. Nothing is written where nothing differs.
    """
    held = Firm.objects.select_for_update().get(pk=firm.pk)
    if held.version != version:
        raise CardChanged(
            given=str(version),
            allowed=str(held.version),
            mend=_("変わったところを見て、もういちど送ってください。"),
            where=_("カード"),
            firm=held,
        )
    kept = read_changes(changes, now.date(), held)
    changed = differences(card_values(held, kept), kept)
    if not changed:
        return held
    for name, (_before, value) in changed.items():
        setattr(held, name, value)
    held.version, held.changed_at = version + 1, now
    with refused_number(kept):
        held.save(update_fields=[*changed, "version", "changed_at"])
    keep_former(held, {name: before for name, (before, _after) in changed.items()}, now)
    index_firms([held])
    record_firm(actor, "firm.changed", held, {name: list(pair) for name, pair in changed.items()}, now=now)
    return held


def note_reading(
    actor: Actor, firm: Firm, groups: Collection[str], *, organisation_id: int, now: datetime.datetime
) -> None:
    """Someone of the staff looked at the card: a line with the fields that were shown."""
    note_readings(actor, {firm.pk: groups}, organisation_id=organisation_id, now=now)


@transaction.atomic
def note_readings(
    actor: Actor,
    groups_by_firm: Mapping[int, Collection[str]],
    *,
    organisation_id: int,
    now: datetime.datetime,
) -> None:
    """The same of a list that says more of firms than who they are: a line for each firm on it."""
    entries = [
        Entry(
            verb="firm.read",
            subject_kind="firm",
            subject_id=pk,
            firm_id=pk,
            values={name: None for group in sorted(groups) for name in FIELDS[group]},
        )
        for pk, groups in groups_by_firm.items()
    ]
    if entries:
        record_all(actor, entries, organisation_id=organisation_id, now=now)


def read_changes(changes: Mapping[str, Any], on: datetime.date, firm: Firm | None = None) -> dict[str, Any]:
    """Fields as they are kept, `facts` joined to those of the card. Raises BadInput for the first fault."""
    texts = {name: str(value) for name, value in changes.items() if name in CARD_FIELDS}
    places = {"prefecture": firm.prefecture, "municipality": firm.municipality} if firm else {}
    kept, faults = read_fields(places | texts, on=on)
    for name in CARD_FIELDS:
        if name in faults:
            raise faults[name]
    kept = {name: value for name, value in kept.items() if name in texts or places.get(name) != value}
    if "facts" in changes:
        joined = (firm.facts if firm else {}) | dict(changes["facts"])
        kept["facts"] = {name: value for name, value in joined.items() if value is not None}
    return kept


def card_values(firm: Firm, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(firm, name) for name in names}


def keep_former(firm: Firm, before: Mapping[str, Any], now: datetime.datetime) -> None:
    FormerName.objects.bulk_create(
        FormerName(firm=firm, field=name, value=value, until=now)
        for name, value in before.items()
        if value and name in KEPT_AS_FORMER
    )


@contextmanager
def refused_number(kept: Mapping[str, Any]) -> Iterator[None]:
    """Turns the one constraint a person can meet, a number that another card has, into BadInput."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as twice:
        if not kept.get("corporate_number"):
            raise
        raise BadInput(
            given=kept["corporate_number"],
            allowed=_("まだどのカードにもない番号"),
            mend=_("同じ番号のカードがあります。さがして、そちらを使ってください。"),
            where=_("法人番号"),
        ) from twice


def record_firm(
    actor: Actor, verb: str, firm: Firm, values: Mapping[str, Any], *, now: datetime.datetime
) -> None:
    record(
        actor,
        verb,
        organisation_id=firm.kept_by_id,
        subject_kind="firm",
        subject_id=firm.pk,
        firm_id=firm.pk,
        now=now,
        values=values,
    )
