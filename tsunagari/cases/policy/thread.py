"""What was said and done in a case, in words: each entry as the page tells it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from tsunagari.base.errors import BadInput
from tsunagari.base.words import Words
from tsunagari.base.years import date_ja, read_date
from tsunagari.engines.procedure.declared import Field, Procedure

TITLES = {
    "opened": Words("受け付けた", "Received"),
    "note": Words("メモ", "Note"),
    "hearing": Words("聞き取り", "Hearing"),
    "answer": Words("会社からの返事", "Answer from the firm"),
    "told": Words("面談を決めた", "Meeting arranged"),
    "assigned": Words("担当を決めた", "Person in charge named"),
}
NOBODY = Words("担当なし", "Nobody in charge")
OWN_FIELDS = {  # what the desk itself writes into an entry, beside what the procedure asks for
    "begins_at": Words("日時", "When"),
    "place": Words("場所", "Where"),
    "question": Words("おたずね", "Question"),
}
Names = Mapping[str, Mapping[int, str]]  # by kind of field, then by id


class Entry(Protocol):
    """An entry as the record holds it (models.entries.CaseEntry)."""

    at: datetime.datetime
    kind: str
    verb: str
    from_step: str
    to_step: str
    text: str
    fields: Mapping[str, Any]
    is_for_firm: bool
    person: Any
    on_behalf_of: Any


@dataclass(frozen=True, slots=True)
class Happening:
    """An entry in words. `details` are pairs of label and value."""

    at: datetime.datetime
    title: Words
    who: str
    on_behalf_of: str
    text: str
    details: tuple[tuple[Words, Words], ...] = field(hash=False)
    is_internal: bool
    kind: str


def happenings(procedure: Procedure, entries: Iterable[Entry], names: Names) -> list[Happening]:
    """`names` are those of people (`person`) and of organisations (`organisation`)."""
    told = fields_of(procedure)
    return [happening(procedure, entry, told, names) for entry in entries]


def happening(procedure: Procedure, entry: Entry, told: Mapping[str, Field], names: Names) -> Happening:
    details = tuple(details_of(entry, told, names))
    told_already = {*(value.ja for _, value in details), *map(str, entry.fields.values())}
    return Happening(
        at=entry.at,
        title=title_of(procedure, entry),
        who=entry.person.name if entry.person else "",
        on_behalf_of=entry.on_behalf_of.name if entry.on_behalf_of else "",
        text="" if entry.text in told_already else entry.text,
        details=details,
        is_internal=entry.kind == "note" and not entry.is_for_firm,
        kind=entry.kind,
    )


def title_of(procedure: Procedure, entry: Entry) -> Words:
    """The move by its label and where it led; everything else by its kind."""
    step = procedure.steps.get(entry.from_step)
    made = step.move(entry.verb) if step else None
    if made is None:
        return TITLES.get(entry.kind, Words(entry.kind, entry.kind))
    there = procedure.steps[made.to].label
    return Words(f"{made.label.ja} → {there.ja}", f"{made.label.en} → {there.en}")


def details_of(entry: Entry, told: Mapping[str, Field], names: Names) -> Iterator[tuple[Words, Words]]:
    if entry.kind == "assigned":
        holder = entry.fields.get("holder")
        name = names["person"].get(holder, "") if holder else ""
        yield Words("担当", "In charge"), Words(name, name) if name else NOBODY
        return
    for key, value in entry.fields.items():
        asked = told.get(key)
        if asked and asked.kind != "consent":
            yield asked.label, value_words(asked, value, names)
        elif key in OWN_FIELDS and value:
            text = str(value)[:16].replace("T", " ") if key == "begins_at" else str(value)
            yield OWN_FIELDS[key], Words(text, text)


def value_words(asked: Field, value: Any, names: Names) -> Words:
    if isinstance(value, list):
        each = [value_words(asked, one, names) for one in value]
        return Words("、".join(words.ja for words in each), ", ".join(words.en for words in each))
    if option := asked.option(str(value)):
        return option.label
    if asked.kind in names:
        name = names[asked.kind].get(as_number(value), str(value))
        return Words(name, name)
    if asked.kind == "date":
        return date_words(str(value))
    return Words(str(value), str(value))


def as_number(value: Any) -> int:
    return int(value) if str(value).isdecimal() else 0


def date_words(text: str) -> Words:
    try:
        day = read_date(text)
    except BadInput:
        return Words(text, text)
    return Words(date_ja(day), f"{day.day} {day:%B %Y}")


def fields_of(procedure: Procedure) -> dict[str, Field]:
    """Every field that the procedure asks for anywhere, by key."""
    forms = [step.form for step in procedure.steps.values() if step.form]
    moves = [move for step in procedure.steps.values() for move in step.moves]
    asked = [field for form in forms for field in form.fields]
    asked += [field for move in moves for field in move.fields]
    return {field.key: field for field in asked}
