"""What another organisation can answer when a case is handed to it, read from the procedure itself."""

from __future__ import annotations

from tsunagari.cases.policy.movers import PARTNER_STAFF
from tsunagari.engines.procedure.declared import Move, Step

ACCEPTED, RETURNED = "accepted", "returned"


def partner_answers(step: Step) -> dict[str, Move]:
    """Answer → the move of the sender's procedure that it makes; empty where nobody is asked.

    Taking the matter on needs nothing told; giving it back needs a reason.
    """
    theirs = [move for move in step.moves if move.by == PARTNER_STAFF]
    accepting = (move for move in theirs if not any(field.is_required for field in move.fields))
    returning = (move for move in theirs if [field.key for field in move.needs] == ["reason"])
    found = {ACCEPTED: next(accepting, None), RETURNED: next(returning, None)}
    return {said: move for said, move in found.items() if move is not None}


def hands_over(move: Move) -> bool:
    """Whether the move hands the matter to another organisation."""
    return any(field.kind == "organisation" for field in move.needs)
