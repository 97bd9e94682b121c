"""Data leaves the house: who took what of whom, and what for."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from django.db import transaction

from tsunagari.registry.actions.journal import Entry, record_all
from tsunagari.registry.policy.actor import Actor
from tsunagari.registry.policy.field_groups import FIELDS


@transaction.atomic
def note_export(
    actor: Actor,
    groups_by_firm: Mapping[int, frozenset[str]],
    purpose: str,
    *,
    organisation_id: int,
    now: datetime.datetime,
    of_list: Mapping[str, str] | None = None,
) -> None:
    """A line for each firm with the fields that left, so that a breach can be told to each of them.

    of_list  what list it was, where that says something of the firms on it
    """
    told = {"purpose": purpose, **(of_list or {})}
    entries = [
        Entry(
            verb="export.made",
            subject_kind="firm",
            subject_id=pk,
            firm_id=pk,
            values=told | {name: None for group in sorted(groups) for name in FIELDS[group]},
        )
        for pk, groups in groups_by_firm.items()
    ]
    record_all(actor, entries, organisation_id=organisation_id, now=now)
