"""Where a matter stands, which moves are open from there, and the one way to make them."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from tsunagari.base.errors import BadInput
from tsunagari.engines.procedure.answers import check_given
from tsunagari.engines.procedure.days import Calendar, after_months, last_day, shift
from tsunagari.engines.procedure.declared import ANYONE, Move, Procedure, Step


@dataclass(frozen=True, slots=True)
class Position:
    """`due_on` is the last day of the nearest limit of the step; None where none runs."""

    step: str
    since: datetime.date
    due_on: datetime.date | None = None


def begin(procedure: Procedure, *, on: datetime.date, calendar: Calendar) -> Position:
    return arrive(procedure.steps[procedure.start], on, calendar)


def arrive(step: Step, on: datetime.date, calendar: Calendar) -> Position:
    return Position(step.name, on, due_on(step, on, calendar))


def due_on(step: Step, since: datetime.date, calendar: Calendar) -> datetime.date | None:
    """The nearest of the step's limits, that of silence included."""
    limits = [move.within for move in step.moves if move.within]
    limits += [step.on_silence.after] if step.on_silence else []
    return min((last_day(limit, since, calendar) for limit in limits), default=None)


def step_at(procedure: Procedure, position: Position) -> Step:
    """Raises BadInput for a position of another procedure or of another version of this one."""
    if position.step not in procedure.steps:
        raise BadInput(
            given=position.step,
            allowed=", ".join(procedure.steps),
            mend="Use the version of the procedure that the case began with.",
            where="step",
        )
    return procedure.steps[position.step]


def open_moves(procedure: Procedure, position: Position, *, by: Collection[str]) -> tuple[Move, ...]:
    """The moves that one who is any of `by` (codes of movers) may make; guards and needs come on top."""
    return tuple(move for move in step_at(procedure, position).moves if is_by(move, by))


def is_by(move: Move, by: Collection[str]) -> bool:
    return move.by in by or (move.by == ANYONE and bool(by))


def move(  # noqa: PLR0913 (all that a door knows, told once)
    procedure: Procedure,
    position: Position,
    verb: str,
    *,
    by: Collection[str],
    given: Mapping[str, object],
    guards: Mapping[str, bool],
    on: datetime.date,
    calendar: Calendar,
) -> Position:
    """Where the matter stands after `verb`; time begins anew, also where a move leads back to its own step.

    by        codes of the movers that the actor is
    given     values by key for the move's needs and its form
    guards    conditions the door has looked at; one that is not named does not hold
    on        the day of the move; never before the matter came to its step

    Raises BadInput for whatever is not as declared. Nothing else happens.
    """
    chosen = allowed_move(procedure, position, verb, by)
    for guard in chosen.guards:
        if not guards.get(guard, False):
            condition = f"{guard} ({procedure.label('guards', guard).ja})"
            raise BadInput(given=verb, allowed=f"only when {condition}", mend="See to it first.", where=guard)
    check_given(chosen.fields, given)
    if on < position.since:
        raise BadInput(given=str(on), allowed=f"{position.since} or later", where="on")
    return arrive(procedure.steps[chosen.to], on, calendar)


def allowed_move(procedure: Procedure, position: Position, verb: str, by: Collection[str]) -> Move:
    """The move of that name at this step, if one who is any of `by` may make it; else BadInput."""
    step = step_at(procedure, position)
    chosen = step.move(verb)
    if chosen is None:
        raise BadInput(given=verb, allowed=listed(step.moves), mend=f"It is at {step.name}.", where="move")
    if not is_by(chosen, by):
        mend = f"{verb} is made by {chosen.by} ({procedure.label('movers', chosen.by).ja})."
        theirs = listed(open_moves(procedure, position, by=by))
        raise BadInput(given=f"{verb}: {', '.join(by)}", allowed=theirs, mend=mend, where="move")
    return chosen


def listed(moves: Collection[Move]) -> str:
    return ", ".join(f"{move.verb} ({move.label.ja})" for move in moves) or "no move"


# ── what time does ────────────────────────────────────────────────────────────────────────────────
def silent_on(step: Step, since: datetime.date, calendar: Calendar) -> datetime.date | None:
    """The last day before silence speaks."""
    return last_day(step.on_silence.after, since, calendar) if step.on_silence else None


def silence(
    procedure: Procedure, position: Position, today: datetime.date, calendar: Calendar
) -> Move | None:
    """The move that time makes today because nobody did; it asks for nothing and is made by CLOCK."""
    step = step_at(procedure, position)
    last = silent_on(step, position.since, calendar)
    return step.move(step.on_silence.move) if step.on_silence and last and today > last else None


def reminders(procedure: Procedure, position: Position, calendar: Calendar) -> tuple[datetime.date, ...]:
    """The open days on which whoever is to move is reminded, while nobody has."""
    step = step_at(procedure, position)
    if position.due_on is None:
        return ()
    days = {shift(position.due_on, distance, calendar) for distance in step.remind}
    return tuple(sorted(day for day in days if day > position.since))


def follow_up_on(procedure: Procedure, position: Position, calendar: Calendar) -> datetime.date | None:
    """The open day on which the applicant is asked how things went; None where the procedure does not ask."""
    asking = procedure.follow_up
    if asking is None or position.step not in asking.steps:
        return None
    return after_months(position.since, asking.after_months, calendar)


# ── what counts ───────────────────────────────────────────────────────────────────────────────────
def events(procedure: Procedure, chosen: Move, given: Mapping[str, object]) -> tuple[str, ...]:
    """The journal events a move counts as: its own, and those of the answers given with it.

    An answer that is asked again at the follow-up counts then (`follow_up_events`), and only then.
    """
    again = procedure.follow_up.asks.key if procedure.follow_up else ""
    options = (field.option(str(given.get(field.key))) for field in chosen.fields if field.key != again)
    return tuple(filter(None, (chosen.counts, *(option.counts for option in options if option))))


def follow_up_events(procedure: Procedure, answer: str) -> tuple[str, ...]:
    """What the applicant's answer at the follow-up counts as: that there is one, and which one it is."""
    asking = procedure.follow_up
    option = asking.asks.option(answer) if asking else None
    return tuple(filter(None, (asking.counts, option.counts))) if asking and option else ()
