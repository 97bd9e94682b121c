"""From a new case straight to its first form, where what it asks for was already heard."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from tsunagari.engines.procedure.declared import Form, Move, Procedure
from tsunagari.engines.procedure.positions import is_by


@dataclass(frozen=True, slots=True)
class FirstForm:
    """The first form on the way in, and the move that leads to it; None where the start itself has it."""

    form: Form
    move: Move | None


def first_form(procedure: Procedure, by: Collection[str]) -> FirstForm | None:
    """None where nothing can be heard before something else is told or looked at."""
    start = procedure.steps[procedure.start]
    if start.form:
        return FirstForm(start.form, None)
    for move in start.moves:
        form = procedure.steps[move.to].form
        if form and is_by(move, by) and not move.fields and not move.guards:
            return FirstForm(form, move)
    return None
