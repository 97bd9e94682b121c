"""Cases leave as a file: who took them, when, how many and what for."""

from __future__ import annotations

import datetime

from django.db import transaction

from tsunagari.base.errors import BadInput
from tsunagari.registry.actions.journal import record
from tsunagari.registry.policy.actor import Actor


@transaction.atomic
def note_export(actor: Actor, *, rows: int, purpose: str, now: datetime.datetime) -> None:
    """Raises BadInput without a purpose: nothing is taken out for nothing."""
    if not purpose.strip() or actor.organisation_id is None:
        raise BadInput(given=purpose, allowed="a purpose", where="purpose")
    record(
        actor,
        "export.made",
        organisation_id=actor.organisation_id,
        subject_kind="organisation",
        subject_id=actor.organisation_id,
        now=now,
        values={"what": "cases", "rows": rows, "purpose": purpose.strip()},
    )
