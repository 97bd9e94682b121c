"""What a person makes of what nobody could read for certain."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from tsunagari.base.errors import BadInput, Conflict
from tsunagari.jgrants.actions.keeping import READ, take
from tsunagari.jgrants.actions.publishing import publish
from tsunagari.jgrants.models.records import PulledRecord
from tsunagari.jgrants.policy.doubts import MENDABLE, ORDER
from tsunagari.jgrants.policy.reading import Reader, merged
from tsunagari.jgrants.queries.offered import reading_of
from tsunagari.registry.actions.journal import record as record_line
from tsunagari.registry.policy.actor import Actor


@transaction.atomic
def judge(
    actor: Actor, number: str, version: int, mended: Mapping[str, Any], *, now: datetime.datetime
) -> PulledRecord:
    """Take note of every doubt, and of the values of `mended` (field → value as the wire writes it).

    A field in doubt without a value stays as text. It all holds as long as the source says the same. Raises
    BadInput for a value that does not read, Conflict where the source has changed since the page was shown.
    """
    record = PulledRecord.objects.select_for_update().get(number=number)
    if record.version != version:
        raise Conflict(
            given=str(version), allowed=str(record.version), mend="Look at the record again.", where=number
        )
    raw = merged(record.row, record.detail)
    refuse_doubtful({**raw, **mended}, mended)
    noted = dict.fromkeys(record.doubts) | dict(mended)
    record.judged = {
        **{name: one for name, one in record.judged.items() if one["raw"] == raw.get(name)},
        **{name: {"raw": raw.get(name), "value": value} for name, value in noted.items()},
    }
    record.reviewed_at, record.reviewed_by_id = now, actor.person_id
    take(record, reading_of(record))
    record.save(update_fields=["judged", "reviewed_at", "reviewed_by", *READ])
    told = {name: str(value) for name, value in noted.items()}
    if actor.organisation_id is not None:
        record_line(
            actor,
            "pulled.judged",
            organisation_id=actor.organisation_id,
            subject_kind="pulled_record",
            subject_id=record.pk,
            now=now,
            values=told,
        )
    transaction.on_commit(publish)
    return record


def refuse_doubtful(values: Mapping[str, Any], mended: Mapping[str, Any]) -> None:
    """A correction must itself be beyond doubt."""
    reader = Reader(values)
    reader.certain()
    for name in mended:
        if name not in MENDABLE or name in reader.doubts:
            how = MENDABLE[name][1] if name in MENDABLE else ", ".join(MENDABLE)
            is_order = reader.doubts.get(name) == ORDER
            allowed = "an end that is not before the start" if is_order else str(how)
            raise BadInput(given=str(mended[name]), allowed=allowed, where=name)
