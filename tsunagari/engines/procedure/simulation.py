"""Walks through a procedure, made by the engine itself: all shortest ways to each ending, random ones."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tsunagari.engines.procedure.days import ONE_DAY, Calendar, last_day
from tsunagari.engines.procedure.declared import CLOCK, Field, Move, Procedure, Step
from tsunagari.engines.procedure.positions import Position, begin, move, silent_on

MOST_MOVES = 40
Way = tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Walk:
    """One way from the start to an ending.

    days  the most calendar days it takes where every limit is used up; steps of `unlimited` are left at once,
          as nothing says how long a matter may stay there
    """

    ending: str
    verbs: tuple[str, ...]
    days: int
    unlimited: tuple[str, ...]
    is_random: bool = False


def simulate(
    procedure: Procedure, *, on: datetime.date, calendar: Calendar, seed: int, walks: int
) -> tuple[Walk, ...]:
    """All shortest ways to each ending, then `walks` random ones; the same seed walks the same ways."""
    chance = random.Random(seed)  # noqa: S311 (a walk, not a secret)
    start = procedure.steps[procedure.start]
    shortest = [walk(procedure, way, on, calendar) for way in shortest_ways(procedure, start)]
    wandered = [wander(procedure, chance) for _ in range(walks)]
    return (*shortest, *(walk(procedure, way, on, calendar, is_random=True) for way in wandered))


def shortest_ways(procedure: Procedure, start: Step) -> tuple[Way, ...]:
    """Every way of fewest moves from `start` to each ending, nearest endings first."""
    found: list[Way] = []
    reached = {start.name}
    edge: list[tuple[Step, Way]] = [(start, ())]
    while edge:
        found += [way for step, way in edge if step.is_ending]
        onward = [
            (procedure.steps[chosen.to], (*way, chosen))
            for step, way in edge
            for chosen in step.moves
            if chosen.to not in reached
        ]
        reached |= {step.name for step, _ in onward}
        edge = onward
    return tuple(found)


def wander(procedure: Procedure, chance: random.Random) -> Way:
    """A random way; one that has not ended after MOST_MOVES goes to the nearest ending."""
    step = procedure.steps[procedure.start]
    way: list[Move] = []
    while not step.is_ending and len(way) < MOST_MOVES:
        way.append(chance.choice(step.moves))
        step = procedure.steps[way[-1].to]
    return (*way, *shortest_ways(procedure, step)[0])


def walk(
    procedure: Procedure,
    way: Sequence[Move],
    on: datetime.date,
    calendar: Calendar,
    *,
    is_random: bool = False,
) -> Walk:
    """`way` walked by those who may, with samples of what is needed, each move on its last day."""
    at = begin(procedure, on=on, calendar=calendar)
    unlimited = []
    for chosen in way:
        if at.due_on is None:
            unlimited.append(at.step)
        at = move(
            procedure,
            at,
            chosen.verb,
            by={chosen.by},
            given=dict(samples(chosen.fields, at.since)),
            guards=dict.fromkeys(chosen.guards, True),
            on=latest(procedure, at, chosen, calendar),
            calendar=calendar,
        )
    verbs = tuple(chosen.verb for chosen in way)
    return Walk(at.step, verbs, (at.since - on).days, tuple(dict.fromkeys(unlimited)), is_random)


def latest(procedure: Procedure, at: Position, chosen: Move, calendar: Calendar) -> datetime.date:
    """The last day on which the move is in time; the day of silence for the move of time."""
    if chosen.within:
        return last_day(chosen.within, at.since, calendar)
    silent = silent_on(procedure.steps[at.step], at.since, calendar)
    if chosen.by == CLOCK and silent:
        return silent + ONE_DAY
    return at.due_on or at.since


def samples(fields: Sequence[Field], on: datetime.date) -> Iterator[tuple[str, object]]:
    """Something that each field accepts."""
    for field in fields:
        yield field.key, sample(field, on)


def sample(field: Field, on: datetime.date) -> object:
    match field.kind:
        case "choice":
            return field.options[0].code
        case "choices":
            return [field.options[0].code]
        case "date":
            return on
        case "text":
            return "—"
        case _:
            return 1
