"""What the journal tells: what counts for a programme, how a record stood on a day, whom a breach affects."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from tsunagari.registry.models.firms import Firm
from tsunagari.registry.models.journal import JournalLine
from tsunagari.registry.models.people import Person
from tsunagari.registry.policy.verbs import PAIRS, READING

AT_ONCE = 5_000  # records in one query
LINE = "line"  # the kind of subject that is a line of the same chain


@dataclass(frozen=True, slots=True)
class Erased:
    """Stands for a value that was there and has been erased."""

    at: datetime.datetime | None = None

    def __str__(self) -> str:
        return "（消去）"


@dataclass(frozen=True, slots=True)
class Affected:
    """A record that somebody saw or changed: of which firm or person, which fields, how often, when."""

    organisation_id: int
    subject_kind: str
    subject_id: int
    firm_id: int | None
    name: str
    fields: tuple[str, ...]
    verbs: tuple[str, ...]
    times: int
    first_at: datetime.datetime
    last_at: datetime.datetime


def lines_of(programme: str, year: int, *verbs: str) -> QuerySet[JournalLine]:
    """Lines that count for a programme (its key) in a year of the plan; with `verbs`, those only.

    Use `.count()` or `.values("event").annotate(Count("id"))`: an index covers year, programme and verb.
    """
    lines = JournalLine.objects.filter(year=year, programme=programme)
    return lines.filter(verb__in=verbs) if verbs else lines


def lines_about(subject_kind: str, subject_id: int) -> QuerySet[JournalLine]:
    """All lines about one record, the oldest first, in whatever chain they stand."""
    lines = JournalLine.objects.filter(subject_kind=subject_kind, subject_id=subject_id)
    return lines.order_by("at", "id")


def lines_of_firm(firm_id: int) -> QuerySet[JournalLine]:
    """All lines that concern a firm: its card, its cases, its consents. The oldest first."""
    return JournalLine.objects.filter(firm_id=firm_id).order_by("at", "id")


def as_it_was(subject_kind: str, subject_id: int, at: datetime.datetime) -> dict[str, Any]:
    """Field → value of a record at an instant, from what was written down until then; `Erased` where gone.

    Empty where nothing had been written yet. Lines that only say who looked change nothing.
    """
    lines = lines_about(subject_kind, subject_id).filter(at__lte=at).exclude(verb__in=READING)
    record: dict[str, Any] = {}
    for line in lines.select_related("payload"):
        record |= values_of(line)
    return record


def as_they_were(
    subject_kind: str, subject_ids: Iterable[int], at: datetime.datetime
) -> dict[int, dict[str, Any]]:
    """`as_it_was` of many records, by id; one that nothing was written of yet is left out.

    A query for every `AT_ONCE` of them.
    """
    records: dict[int, dict[str, Any]] = {}
    wanted = list(subject_ids)
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        lines = JournalLine.objects.filter(subject_kind=subject_kind, subject_id__in=some, at__lte=at)
        told = lines.exclude(verb__in=READING).select_related("payload").order_by("at", "id")
        for line in told.iterator(chunk_size=2_000):
            record = records.setdefault(line.subject_id, {})
            record |= values_of(line)
    return records


def values_of(line: JournalLine) -> dict[str, Any]:
    """Field → value as the line left it."""
    payload = getattr(line, "payload", None)
    if payload is None:
        return {}
    if payload.erased_at is not None:
        return dict.fromkeys(line.digests, Erased(payload.erased_at))
    if line.verb in PAIRS:
        return {name: after(value) for name, value in payload.values.items()}
    return dict(payload.values)


def after(value: Any) -> Any:
    """The second of [before, after]."""
    return value[1] if isinstance(value, list) and len(value) == 2 else value


def breach(person_id: int, first: datetime.datetime, last: datetime.datetime) -> list[Affected]:
    """What one account saw or changed from `first` to `last`, inclusive: a row per record, firms together.

    Fields are known even where their values have been erased, and also where the account acted for another.
    """
    lines = JournalLine.objects.filter(actor_id=person_id, at__gte=first, at__lte=last).order_by("at", "id")
    found: dict[tuple[Any, ...], list[JournalLine]] = {}
    for line in lines.exclude(subject_kind=LINE).iterator(chunk_size=2_000):
        found.setdefault((line.organisation_id, line.firm_id, line.subject_kind, line.subject_id), []).append(
            line
        )
    names = names_of(found)
    rows = [affected(lines, names.get(name_key(lines[0]), "")) for lines in found.values()]
    return sorted(rows, key=lambda row: (row.firm_id or 0, row.subject_kind, row.subject_id))


def affected(lines: list[JournalLine], name: str) -> Affected:
    first, last = lines[0], lines[-1]
    return Affected(
        organisation_id=first.organisation_id,
        subject_kind=first.subject_kind,
        subject_id=first.subject_id,
        firm_id=first.firm_id,
        name=name,
        fields=tuple(sorted({field for line in lines for field in line.digests})),
        verbs=tuple(sorted({line.verb for line in lines})),
        times=len(lines),
        first_at=first.at,
        last_at=last.at,
    )


def name_key(line: JournalLine) -> tuple[str, int | None]:
    """Whom the line is about: the firm, else the subject itself."""
    return ("firm", line.firm_id) if line.firm_id else (line.subject_kind, line.subject_id)


def names_of(found: Collection[tuple[Any, ...]]) -> dict[tuple[str, int | None], str]:
    """Names of the firms and persons concerned, as they are called now."""
    return named("firm", Firm, {firm_id for _, firm_id, _, _ in found if firm_id}) | named(
        "person", Person, {subject_id for _, _, kind, subject_id in found if kind == "person"}
    )


def named(
    kind: str, table: type[Firm] | type[Person], ids: Iterable[int]
) -> dict[tuple[str, int | None], str]:
    rows = table.objects.filter(pk__in=list(ids)).values_list("pk", "name")
    return {(kind, pk): name for pk, name in rows}
