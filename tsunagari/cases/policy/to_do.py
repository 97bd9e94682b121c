"""What comes next in a case, in words: something of one's own to do, or somebody to wait for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from tsunagari.base.words import Words
from tsunagari.engines.procedure.declared import CLOCK, Form, Move, Procedure, Step
from tsunagari.engines.procedure.positions import is_by


@dataclass(frozen=True, slots=True)
class NextThing:
    """`form` or `move` is what to do; neither: wait."""

    words: Words
    form: Form | None = None
    move: Move | None = None


def next_thing(
    procedure: Procedure, step: Step, by: Collection[str], *, form_is_filled: bool
) -> NextThing | None:
    """The first thing for those who are any of `by`; None where the matter has ended."""
    if step.is_ending:
        return None
    ours = [move for move in step.moves if is_by(move, by)]
    if step.form and ours and not form_is_filled:
        return NextThing(step.form.title, form=step.form)
    if ours:
        return NextThing(ours[0].label, move=ours[0])
    awaited = next((move.by for move in step.moves if move.by != CLOCK), CLOCK)
    who = procedure.label("movers", awaited)
    return NextThing(Words(f"{who.ja}を待つ", f"Wait for: {who.en}"))
