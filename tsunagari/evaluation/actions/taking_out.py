"""Figures leave as a file: who took which year's, and what for."""

from __future__ import annotations

import datetime

from django.db import transaction

from tsunagari.registry.actions.journal import record
from tsunagari.registry.policy.actor import Actor


@transaction.atomic
def note_figures_taken(actor: Actor, year: int, purpose: str, *, now: datetime.datetime) -> None:
    """A line in the chain of the actor's organisation. Nobody's data is in the file: it holds sums only."""
    assert actor.organisation_id is not None  # noqa: S101 - the door admits staff only
    record(
        actor,
        "export.made",
        organisation_id=actor.organisation_id,
        subject_kind="figures",
        subject_id=year,
        now=now,
        values={"purpose": purpose},
    )
