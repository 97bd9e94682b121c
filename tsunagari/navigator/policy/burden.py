"""What a procedure asks of the one who applies: steps, own moves, things to tell, and limits in days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tsunagari.base.words import Words
from tsunagari.engines.procedure.declared import Limit, Move, Procedure
from tsunagari.engines.procedure.wording import WITHIN

APPLICANT = "applicant"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A move that must be made in time: whether by the applicant, and within how long."""

    move: Words
    within: Words
    is_own: bool


@dataclass(frozen=True, slots=True)
class Burden:
    """Counted on the usual way from first to last step.

    own     moves that the applicant makes
    told    required answers that go with those moves
    """

    steps: int
    own: int
    told: int
    deadlines: tuple[Deadline, ...]


def burden_of(procedure: Procedure) -> Burden:
    moves = list(usual_moves(procedure))
    own = [move for move in moves if move.by == APPLICANT]
    return Burden(
        len(procedure.path),
        len(own),
        sum(field.is_required for move in own for field in move.fields),
        tuple(
            Deadline(move.label, limit_words(move.within), move.by == APPLICANT)
            for move in moves
            if move.within
        ),
    )


def usual_moves(procedure: Procedure) -> Iterator[Move]:
    """The move from each usual step to the next; none where only time leads on."""
    for here, there in pairwise(procedure.path):
        for move in procedure.steps[here].moves:
            if move.to == there:
                yield move
                break


def limit_words(limit: Limit) -> Words:
    pattern = WITHIN[limit.is_business]
    return Words(pattern.ja.format(days=limit.days), pattern.en.format(days=limit.days))
