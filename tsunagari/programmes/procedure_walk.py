"""Whether a procedure can be walked: no stray, endless or broken way, and nothing asked of time."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from tsunagari.engines.procedure.declared import CLOCK, ENDINGS, FORM_FILLED, Limit, Procedure, Step
from tsunagari.programmes.node import Node


def check_procedure(node: Node, procedure: Procedure) -> None:
    check_walk(node, procedure)
    check_path(node, procedure)
    check_follow_up(node, procedure)
    check_answers(node, procedure)
    for name, step in procedure.steps.items():
        check_silence(node / "steps" / name, step)
        check_form(node / "steps" / name, step)


def check_walk(node: Node, procedure: Procedure) -> None:
    """Every step can be reached from the start, and from every step some ending can be reached."""
    steps = procedure.steps
    onward = {name: {move.to for move in step.moves if move.to in steps} for name, step in steps.items()}
    reached = closure({procedure.start} & set(steps), onward)
    backward = {name: {before for before, after in onward.items() if name in after} for name in steps}
    ends = {name for name, step in steps.items() if step.meaning in ENDINGS and step.is_ending}
    can_end = closure(ends, backward)
    for name in steps:
        if name not in reached:
            (node / "steps" / name).fault("no move leads to this step", word=name)
        if name not in can_end:
            (node / "steps" / name).fault("no ending can be reached from this step", word=name)


def closure(start: set[str], onward: Mapping[str, set[str]]) -> set[str]:
    reached, edge = set(start), set(start)
    while edge:
        edge = {after for name in edge for after in onward[name]} - reached
        reached |= edge
    return reached


def check_path(node: Node, procedure: Procedure) -> None:
    """The usual way begins at the start and goes on by declared moves."""
    path = [name for name in procedure.path if name in procedure.steps]
    if path[:1] != [procedure.start]:
        (node / "path").fault("the usual way begins at the start", allowed=(procedure.start,))
    for before, after in pairwise(path):
        onward = {move.to for move in procedure.steps[before].moves}
        if after not in onward:
            (node / "path").fault(f"no move leads here from {before}", word=after, allowed=onward)


def check_follow_up(node: Node, procedure: Procedure) -> None:
    asking = procedure.follow_up
    for name in asking.steps if asking else ():
        if name in procedure.steps and not procedure.steps[name].is_ending:
            (node / "follow_up" / "steps").fault("asked only where the matter has come to rest", word=name)


def check_answers(node: Node, procedure: Procedure) -> None:
    """Answers that nothing asks for are a slip of the pen."""
    moves = [move for step in procedure.steps.values() for move in step.moves]
    asked = {(move.verb, need.key) for move in moves for need in move.needs}
    for verb in (node / "reasons").keys():
        if (verb, "reason") not in asked:
            (node / "reasons" / verb).fault("no move of this name needs a reason", word=verb)
    asks = procedure.follow_up.asks.key if procedure.follow_up else ""
    if "outcomes" in node and "outcome" not in {asks, *(key for _, key in asked)}:
        (node / "outcomes").fault("no move and no follow-up asks for the outcome", word="outcomes")


def check_silence(node: Node, step: Step) -> None:
    """Time makes the move of silence, makes no other, and can supply nothing."""
    spoken = step.on_silence.move if step.on_silence else ""
    for move in step.moves:
        at = node / "moves" / move.verb
        if move.verb == spoken and move.by != CLOCK:
            (at / "by").fault("silence is the move of time", word=move.by, allowed=(CLOCK,))
        if move.verb != spoken and move.by == CLOCK:
            (at / "by").fault("time moves only on silence: name the move in on_silence", word=CLOCK)
        if move.by == CLOCK and (move.guards or any(field.is_required for field in move.fields)):
            at.fault("nobody is there to give what this move asks for", word=move.verb)
        if move.within and step.on_silence and is_shorter(step.on_silence.after, move.within):
            at.fault("silence would speak before this limit has run out", word=move.verb)
    if step.remind and not step.on_silence and not any(move.within for move in step.moves):
        (node / "remind").fault("a reminder needs a limit to count from", word=step.name)


def is_shorter(one: Limit, other: Limit) -> bool:
    """Whether `one` surely ends first: business days never take less time than as many days."""
    return one.days < other.days and (other.is_business or not one.is_business)


def check_form(node: Node, step: Step) -> None:
    for move in step.moves:
        if FORM_FILLED in move.guards and step.form is None:
            (node / "moves" / move.verb / "guards").fault("the step has no form to fill in", word=FORM_FILLED)
