"""A list of firms becomes cards, a stretch of rows at a time.

    read ── go_on ──▶ running ── go_on … ──▶ done ── take_back … ──▶ undone

Each stretch is one transaction that writes cards, journal and the rows' outcomes together, so that an import
killed anywhere goes on where it stopped, and nothing is lost or doubled.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagari.base.errors import BadInput
from tsunagari.programmes.vocabulary import Vocabulary
from tsunagari.registry.actions.firm_terms import index_firms
from tsunagari.registry.actions.firms import keep_former
from tsunagari.registry.actions.journal import Entry, record, record_all
from tsunagari.registry.actions.removing import removed
from tsunagari.registry.models.firms import Firm, FormerName
from tsunagari.registry.models.imports import ImportRow, ImportRun
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.actor import Actor
from tsunagari.registry.policy.firm_columns import columns_of, read_row
from tsunagari.registry.policy.firm_fields import CARD_FIELDS
from tsunagari.registry.policy.importing import NEW, REFUSED, SAME, card_meant, written_by
from tsunagari.registry.policy.sheets import numbered, read_sheet
from tsunagari.registry.queries.duplicates import cards_like, whole_words

STRETCH = 200  # rows in one transaction
FIELDS = (*CARD_FIELDS, "facts")


@dataclass(slots=True)
class Known:
    """The cards that rows are held against, by the words that find them: those stored and those just made."""

    by_word: dict[str, dict[int, Firm]] = field(default_factory=dict)

    def add(self, firm: Firm) -> None:
        for word in whole_words(values_of(firm)):
            self.by_word.setdefault(word, {})[id(firm)] = firm

    def near(self, row: Mapping[str, Any]) -> list[Firm]:
        found: dict[int, Firm] = {}
        for word in sorted(whole_words(row)):
            found |= self.by_word.get(word, {})
        return list(found.values())


@dataclass(frozen=True, slots=True)
class Judged:
    """A row, what it would do and to which card (a new one is not stored yet)."""

    row: ImportRow
    outcome: str
    faults: list[dict[str, str]]
    firm: Firm | None = None
    changed: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)


@transaction.atomic
def start_import(
    actor: Actor,
    organisation: Organisation,
    file_name: str,
    content: bytes,
    *,
    vocabulary: Vocabulary,
    now: datetime.datetime,
) -> ImportRun:
    """Read a file and foresee what each row will do; no card is touched. Raises BadInput for a whole file."""
    heads, *lines = read_sheet(content, file_name) or [[]]
    columns_of(heads)
    rows = numbered(lines, file_name, at_least=_("1行以上の企業"))
    run = ImportRun.objects.create(
        organisation=organisation,
        started_by_id=actor.person_id,
        file_name=file_name[-120:],
        columns=heads,
        made_at=now,
    )
    made = [ImportRow(run=run, number=number, cells=cells) for number, cells in rows]
    known = Known()
    for start in range(0, len(made), STRETCH):
        stretch = made[start : start + STRETCH]
        for judged in judge(run, stretch, known, vocabulary, now.date()):
            judged.row.foreseen, judged.row.faults = judged.outcome, judged.faults
    ImportRow.objects.bulk_create(made, batch_size=STRETCH)
    return run


@transaction.atomic
def go_on(actor: Actor, run: ImportRun, *, vocabulary: Vocabulary, now: datetime.datetime) -> bool:
    """Write the next stretch of rows into cards. Returns whether rows are left.

    Whoever runs it at the same time waits for the run's row, and then takes the rows after these.
    """
    held = ImportRun.objects.select_for_update().get(pk=run.pk)
    if held.state in ("done", "undone"):
        return False
    rows = list(held.rows.filter(outcome="").order_by("number")[:STRETCH])
    judged = judge(held, rows, Known(), vocabulary, now.date())
    write_cards(actor, held, judged, now)
    for each in judged:
        each.row.outcome, each.row.faults, each.row.firm = each.outcome, each.faults, each.firm
        each.row.changed = {name: list(pair) for name, pair in each.changed.items()}
    ImportRow.objects.bulk_update(rows, ["outcome", "faults", "firm", "changed"], batch_size=STRETCH)
    held.state = "running"
    if not held.rows.filter(outcome="").exists():
        finish(actor, held, now)
    held.save(update_fields=["state", "done_at"])
    return held.state == "running"


def judge(
    run: ImportRun, rows: Sequence[ImportRow], known: Known, vocabulary: Vocabulary, on: datetime.date
) -> list[Judged]:
    """Rows one after the other, each held against the cards as the rows before it leave them."""
    columns = columns_of(run.columns)
    read = [(row, *read_row(row.cells, columns, vocabulary, on)) for row in rows]
    seen = {firm.pk for found in known.by_word.values() for firm in found.values()}
    for firm in cards_like([kept for _row, kept, _wrong in read], [run.organisation_id]):
        if firm.pk not in seen:
            known.add(firm)
    return [judge_one(row, kept, wrong, known, run.organisation_id) for row, kept, wrong in read]


def judge_one(
    row: ImportRow, kept: Mapping[str, Any], wrong: Sequence[BadInput], known: Known, keeper_id: int
) -> Judged:
    if wrong:
        return Judged(row, REFUSED, [fault.as_dict() for fault in wrong])
    near = known.near(kept)
    meant = card_meant(kept, [values_of(firm) for firm in near])
    if meant.is_torn:
        mend = _("先に重複をまとめるか、法人番号を書いてください。")
        several = BadInput(
            given=kept["name"], allowed=_("1枚だけのカードに合う行"), mend=mend, where=_("名前")
        )
        return Judged(row, REFUSED, [several.as_dict()])
    firm = near[meant.place] if meant.place is not None else None
    written = written_by(kept, values_of(firm) if firm else None)
    firm = firm or Firm(kept_by_id=keeper_id)
    for name, (_before, after) in written.changed.items():
        setattr(firm, name, after)
    known.add(firm)
    return Judged(row, written.outcome, [], firm, written.changed)


def write_cards(actor: Actor, run: ImportRun, judged: Iterable[Judged], now: datetime.datetime) -> None:
    """Store the cards of a stretch, what they were before, their words, and a line for each."""
    entries: list[Entry] = []
    touched: dict[int, Firm] = {}
    for each in judged:
        if each.firm is None or each.outcome in (SAME, REFUSED):
            continue
        firm = each.firm
        firm.version = 1 if each.outcome == NEW else firm.version + 1
        firm.made_at, firm.changed_at = (now if each.outcome == NEW else firm.made_at), now
        firm.save()
        touched[firm.pk] = firm
        if each.outcome != NEW:
            keep_former(firm, {name: before for name, (before, _after) in each.changed.items()}, now)
        entries.append(entry_of(each, firm))
    index_firms(touched.values())
    record_all(actor, entries, organisation_id=run.organisation_id, now=now)


def entry_of(judged: Judged, firm: Firm) -> Entry:
    pairs = judged.changed.items()
    is_new = judged.outcome == NEW
    values = {name: after if is_new else [before, after] for name, (before, after) in pairs}
    verb = "firm.opened" if is_new else "firm.changed"
    return Entry(verb=verb, subject_kind="firm", subject_id=firm.pk, firm_id=firm.pk, values=values)


def finish(actor: Actor, run: ImportRun, now: datetime.datetime) -> None:
    run.state, run.done_at = "done", now
    record_run(actor, "firm.imported", run, {"file": run.file_name}, now)


@transaction.atomic
def take_back(actor: Actor, run: ImportRun, *, now: datetime.datetime) -> bool:
    """Undo the next stretch of rows, the last first. Returns whether rows are left.

    A card that was made is removed, one that was changed gets back what the row changed; what someone has
    changed since, or what other records rest on, stays, and the row says so.
    """
    held = ImportRun.objects.select_for_update().get(pk=run.pk)
    if held.state == "undone":
        return False
    done = held.rows.filter(is_undone=False).exclude(outcome__in=("", SAME, REFUSED))
    rows = list(done.select_related("firm").order_by("-number")[:STRETCH])
    entries, changed = [], {}
    for row in rows:
        restored = undo_new(row) if row.outcome == NEW else undo_change(row, changed, now)
        row.is_undone = True
        if restored is not None and row.firm_id:
            entries.append(unimported(row.firm_id, restored))
    ImportRow.objects.bulk_update(rows, ["is_undone", "faults"], batch_size=STRETCH)
    index_firms(changed.values())
    record_all(actor, entries, organisation_id=held.organisation_id, now=now)
    if not done.exists():
        held.state, held.undone_at = "undone", now
        held.save(update_fields=["state", "undone_at"])
        record_run(actor, "firm.unimported", held, {"file": held.file_name}, now)
    return held.state != "undone"


def undo_new(row: ImportRow) -> dict[str, Any] | None:
    """Remove the card if it still is what the row made; what is in it then, or None where it stays."""
    firm = row.firm
    if firm is None:
        return None
    firm.refresh_from_db()
    made = {name: after for name, (_before, after) in row.changed.items()}
    is_untouched = all(getattr(firm, name) == value for name, value in made.items())
    if is_untouched and firm.merged_into_id is None and not firm.contacts.exists() and removed(firm):
        return dict.fromkeys(made, "")
    stay(row)
    return None


def undo_change(row: ImportRow, changed: dict[int, Firm], now: datetime.datetime) -> dict[str, Any] | None:
    firm = row.firm
    if firm is None:
        return None
    firm.refresh_from_db()
    back = {name: before for name, (before, after) in row.changed.items() if getattr(firm, name) == after}
    if len(back) < len(row.changed):
        stay(row)
    for name, before in back.items():
        setattr(firm, name, before)
        FormerName.objects.filter(firm=firm, field=name, value=str(before)).delete()
    firm.version, firm.changed_at = firm.version + 1, now
    firm.save()
    changed[firm.pk] = firm
    return back


def stay(row: ImportRow) -> None:
    mend = _("このカードは、あとから変わったか、ほかで使われているので、残しました。")
    row.faults = [BadInput(given=str(row.number), allowed="", mend=mend).as_dict()]


def record_run(
    actor: Actor, verb: str, run: ImportRun, values: Mapping[str, Any], now: datetime.datetime
) -> None:
    record(
        actor,
        verb,
        organisation_id=run.organisation_id,
        subject_kind="import",
        subject_id=run.pk,
        now=now,
        values=values,
    )


def values_of(firm: Firm) -> dict[str, Any]:
    return {name: getattr(firm, name) for name in FIELDS}


def unimported(firm_id: int, restored: Mapping[str, Any]) -> Entry:
    return Entry(
        verb="firm.unimported",
        subject_kind="firm",
        subject_id=firm_id,
        firm_id=firm_id,
        values=restored,
    )
