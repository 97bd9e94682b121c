"""What was said and done, as the firm reads it on its own page."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tsunagari.base.words import NO_WORDS, Words
from tsunagari.engines.procedure.declared import CLOCK, Procedure

RECEIVED = Words("相談を受け付けました", "Your request was received")
ASSIGNED = Words("担当が決まりました", "A person is in charge")
UNASSIGNED = Words("担当を決めなおしています", "Another person is being named")
MEETING = Words("会う日が決まりました", "A meeting was set")
TOLD = Words("窓口からのお知らせ", "From the desk")
ANSWERED = Words("お答えをいただきました", "You answered")


@dataclass(frozen=True, slots=True)
class Said:
    """An entry as it is stored: kind, verb, step it led to, text and fields."""

    kind: str
    verb: str = ""
    from_step: str = ""
    to_step: str = ""
    text: str = ""
    fields: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class ThreadLine:
    """`why` is in the procedure's own words, `text` in those of whoever wrote it. Time may have moved it."""

    head: Words
    why: Words = NO_WORDS
    text: str = ""
    meets_at: datetime.datetime | None = None
    is_by_time: bool = False


def thread_line(said: Said, procedure: Procedure) -> ThreadLine:
    """One entry in words; whatever the desk did not write for the firm is left out."""
    fields = said.fields or {}
    match said.kind:
        case "opened":
            return ThreadLine(RECEIVED, text=said.text)
        case "moved":
            return moved_line(said, procedure, fields)
        case "assigned":
            return ThreadLine(ASSIGNED if fields.get("holder") else UNASSIGNED)
        case "told" if "begins_at" in fields:
            when = datetime.datetime.fromisoformat(fields["begins_at"])
            return ThreadLine(MEETING, text=str(fields.get("place", "")), meets_at=when)
        case "answer":
            asked = str(fields.get("question", ""))
            return ThreadLine(ANSWERED, why=Words(asked, asked), text=said.text)
        case _:
            return ThreadLine(TOLD, text=said.text)


def moved_line(said: Said, procedure: Procedure, fields: Mapping[str, Any]) -> ThreadLine:
    """Where a move led, and the reason or outcome that was chosen with it."""
    step = procedure.steps.get(said.from_step)
    move = step.move(said.verb) if step else None
    chosen = [
        option.label
        for field in (move.needs if move else ())
        for option in field.options
        if fields.get(field.key) == option.code
    ]
    codes = {str(value) for value in fields.values()}
    text = "" if said.text in codes else said.text
    return ThreadLine(
        procedure.steps[said.to_step].label,
        next(iter(chosen), NO_WORDS),
        text,
        is_by_time=move is not None and move.by == CLOCK,
    )
