"""One record, kept: new, changed, back, or the same as before. Its own transaction, all or nothing."""

from __future__ import annotations

import datetime
import hashlib
import os
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from tsunagari.jgrants.models.pulls import Pull
from tsunagari.jgrants.models.records import PulledChange, PulledRecord
from tsunagari.jgrants.policy.raw import differences, digest_of
from tsunagari.jgrants.policy.reading import Reading, merged
from tsunagari.jgrants.queries.kept_files import path_of
from tsunagari.jgrants.queries.offered import reading_of

SAME = "same"
CHANGED = ("row", "detail", "digest", "source", "changed_at", "version")
READ = ("title", "words", "doubts", "is_waiting", "seen_at", "gone_at")


def keep_file(content: bytes) -> str:
    """Write an attachment once, under its SHA-256."""
    digest = hashlib.sha256(content).hexdigest()
    path = path_of(digest)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{digest}.{os.getpid()}")
        draft.write_bytes(content)
        draft.replace(path)
    return digest


@transaction.atomic
def keep_record(
    pull: Pull,
    number: str,
    row: Mapping[str, Any] | None,
    detail: Mapping[str, Any] | None,
    *,
    now: datetime.datetime,
) -> str:
    """Returns what it was: a kind of PulledChange, or SAME.

    row, detail  None where the source has none now, or none that reads: then what stood there stays.
    """
    record = PulledRecord.objects.select_for_update().filter(number=number).first()
    if record is None:
        record = PulledRecord(number=number, first_seen_at=now, changed_at=now, version=0)
    was_gone, before = record.gone_at is not None, merged(record.row, record.detail)
    row = record.row if row is None else dict(row)
    detail = record.detail if detail is None else dict(detail)
    digest = digest_of(row, detail)
    kind = kind_of(record, digest, was_gone=was_gone)
    record.seen_at, record.gone_at = now, None
    if digest != record.digest:
        record.row, record.detail, record.digest, record.changed_at = row, detail, digest, now
        record.source, record.version = pull.source, record.version + 1
    take(record, reading_of(record))
    record.save(update_fields=None if record.pk is None else [*CHANGED, *READ])
    if kind != SAME:
        told = differences(before, merged(row, detail)) if kind != PulledChange.NEW else {}
        PulledChange.objects.create(record=record, pull=pull, kind=kind, fields=told, at=now)
    return kind


def kind_of(record: PulledRecord, digest: str, *, was_gone: bool) -> str:
    if record.pk is None:
        return PulledChange.NEW
    if was_gone:
        return PulledChange.BACK
    return SAME if record.digest == digest else PulledChange.CHANGED


def take(record: PulledRecord, reading: Reading) -> None:
    """Bring up to date what is kept of the reading, for lists and searches. Does not save."""
    record.title, record.words = reading.subsidy.title, reading.subsidy.words
    record.doubts, record.is_waiting = dict(reading.doubts), bool(reading.doubts)


@transaction.atomic
def let_go(pull: Pull, record: PulledRecord, *, now: datetime.datetime) -> None:
    """The source lists it no more. It stays, with since when."""
    PulledRecord.objects.filter(pk=record.pk).update(gone_at=now)
    PulledChange.objects.create(record=record, pull=pull, kind=PulledChange.GONE, at=now)
