"""A list of organisations becomes the directory: foreseen first, written in one go, taken back in one go.

    read ── write ──▶ done ── take_back ──▶ undone

A row is about the organisation of its prefecture, kind and name; a list never changes those three.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagari.base.errors import BadInput
from tsunagari.base.words import Words
from tsunagari.registry.actions.journal import Entry, record_all
from tsunagari.registry.actions.removing import removed
from tsunagari.registry.models.imports import DirectoryRow, DirectoryRun
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.actor import Actor
from tsunagari.registry.policy.firm_fields import differences
from tsunagari.registry.policy.importing import CHANGED, NEW, REFUSED, SAME
from tsunagari.registry.policy.organisation_fields import HEADS, KEY, columns_of, read_row
from tsunagari.registry.policy.sheets import numbered, read_sheet

STRETCH = 500  # rows in one statement
Key = tuple[str, ...]
Known = dict[Key, Organisation]


@dataclass(frozen=True, slots=True)
class Judged:
    """A row, what it would do, and to which organisation (a new one is not stored yet)."""

    row: DirectoryRow
    outcome: str
    faults: list[dict[str, str]]
    organisation: Organisation | None = None
    changed: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)


@transaction.atomic
def start_directory_import(
    actor: Actor,
    home: Organisation | None,
    file_name: str,
    content: bytes,
    *,
    themes: Mapping[str, Words],
    now: datetime.datetime,
) -> DirectoryRun:
    """Read a file and foresee what each row will do. Raises BadInput for a whole file."""
    heads, *lines = read_sheet(content, file_name) or [[]]
    columns_of(heads)
    rows = numbered(lines, file_name, at_least=_("1行以上の機関"))
    run = DirectoryRun.objects.create(
        organisation=home,
        started_by_id=actor.person_id,
        file_name=file_name[-120:],
        columns=heads,
        made_at=now,
    )
    made = [DirectoryRow(run=run, number=number, cells=cells) for number, cells in rows]
    for judged in judge(run, made, themes, now.date()):
        judged.row.foreseen, judged.row.faults = judged.outcome, judged.faults
    DirectoryRow.objects.bulk_create(made, batch_size=STRETCH)
    return run


@transaction.atomic
def write_directory(
    actor: Actor, run: DirectoryRun, *, themes: Mapping[str, Words], now: datetime.datetime
) -> None:
    """Record all rows that can be, or none. A run that was written already stays as it is."""
    held = DirectoryRun.objects.select_for_update().get(pk=run.pk)
    if held.state != "read":
        return
    rows = list(held.rows.order_by("number"))
    judged = judge(held, rows, themes, now.date())
    store(judged)
    for each in judged:
        each.row.outcome, each.row.faults = each.outcome, each.faults
        each.row.organisation = each.organisation
        each.row.changed = {name: list(pair) for name, pair in each.changed.items()}
    DirectoryRow.objects.bulk_update(
        rows, ["outcome", "faults", "organisation", "changed"], batch_size=STRETCH
    )
    held.state, held.done_at = "done", now
    held.save(update_fields=["state", "done_at"])
    note(actor, held, "directory.imported", [entry_of(each) for each in judged if each.changed], now)


def judge(
    run: DirectoryRun, rows: Sequence[DirectoryRow], themes: Mapping[str, Words], on: datetime.date
) -> list[Judged]:
    """Rows one after the other, each held against the directory as the rows before it leave it. One query."""
    columns = columns_of(run.columns)
    known: Known = {key_of(one): one for one in Organisation.objects.all()}
    return [judge_one(row, *read_row(row.cells, columns, themes, on), known) for row in rows]


def judge_one(row: DirectoryRow, kept: Mapping[str, Any], wrong: Sequence[BadInput], known: Known) -> Judged:
    if wrong:
        return Judged(row, REFUSED, [fault.as_dict() for fault in wrong])
    key = tuple(kept[name] for name in KEY)
    found = known.get(key)
    one = found or known.setdefault(key, Organisation(**dict(zip(KEY, key, strict=True))))
    before = values_of(one) if found else dict.fromkeys(kept)
    changed = differences(before, kept)
    for name, (_before, after) in changed.items():
        setattr(one, name, after)
    outcome = NEW if not found else CHANGED if changed else SAME
    return Judged(row, outcome, [], one, changed)


def store(judged: Iterable[Judged]) -> None:
    """Each organisation once, as its last row leaves it."""
    touched = {
        id(each.organisation): each.organisation for each in judged if each.organisation and each.changed
    }
    new = [one for one in touched.values() if one.pk is None]
    Organisation.objects.bulk_create(new, batch_size=STRETCH)
    made = {id(one) for one in new}
    changed = [one for one in touched.values() if id(one) not in made]
    Organisation.objects.bulk_update(changed, list(HEADS.keys() - set(KEY)), batch_size=STRETCH)


@transaction.atomic
def take_back_directory(actor: Actor, run: DirectoryRun, *, now: datetime.datetime) -> None:
    """Undo a whole import, the last row first.

    What it recorded goes, what it changed gets back what it said before; what someone has changed since, or
    what other records rest on, stays, and the row says so.
    """
    held = DirectoryRun.objects.select_for_update().get(pk=run.pk)
    if held.state != "done":
        return
    rows = list(held.rows.filter(outcome__in=(NEW, CHANGED)).order_by("-number"))
    about = {row.organisation_id for row in rows if row.organisation_id}
    known = Organisation.objects.select_for_update().in_bulk(about)
    entries = []
    for row in rows:
        row.is_undone = True
        one = known.get(row.organisation_id)
        if one is None:  # gone meanwhile
            continue
        restored = undo_new(row, one) if row.outcome == NEW else undo_change(row, one)
        if restored:
            entries.append(undone(one.pk, restored))
    DirectoryRow.objects.bulk_update(rows, ["is_undone", "faults"], batch_size=STRETCH)
    held.state, held.undone_at = "undone", now
    held.save(update_fields=["state", "undone_at"])
    note(actor, held, "directory.unimported", entries, now)


def undo_new(row: DirectoryRow, one: Organisation) -> dict[str, Any]:
    """Remove what still says what the row said; its fields emptied, or nothing where it stays."""
    is_untouched = all(getattr(one, name) == after for name, (_before, after) in row.changed.items())
    if is_untouched and removed(one):
        return dict.fromkeys(row.changed, "")
    stay(row)
    return {}


def undo_change(row: DirectoryRow, one: Organisation) -> dict[str, Any]:
    back = {name: before for name, (before, after) in row.changed.items() if getattr(one, name) == after}
    if len(back) < len(row.changed):
        stay(row)
    for name, before in back.items():
        setattr(one, name, before)
    one.save(update_fields=list(back))
    return back


def stay(row: DirectoryRow) -> None:
    mend = _("この機関は、あとから変わったか、ほかで使われているので、残しました。")
    row.faults = [BadInput(given=str(row.number), allowed="", mend=mend).as_dict()]


def entry_of(judged: Judged) -> Entry:
    is_new = judged.outcome == NEW
    return Entry(
        verb="organisation.recorded" if is_new else "organisation.changed",
        subject_kind="organisation",
        subject_id=judged.organisation.pk if judged.organisation else 0,
        values={name: after for name, (_before, after) in judged.changed.items()},
    )


def note(
    actor: Actor, run: DirectoryRun, verb: str, entries: Sequence[Entry], now: datetime.datetime
) -> None:
    """In the chain of whoever answers for the import; where nobody does, its rows are the record."""
    if run.organisation_id is None:
        return
    whole = Entry(
        verb=verb, subject_kind="directory_import", subject_id=run.pk, values={"file": run.file_name}
    )
    record_all(actor, [*entries, whole], organisation_id=run.organisation_id, now=now)


def key_of(one: Organisation) -> Key:
    return tuple(getattr(one, name) for name in KEY)


def values_of(one: Organisation) -> dict[str, Any]:
    return {name: getattr(one, name) for name in HEADS}


def undone(organisation_id: int, restored: Mapping[str, Any]) -> Entry:
    return Entry(
        verb="organisation.changed", subject_kind="organisation", subject_id=organisation_id, values=restored
    )
