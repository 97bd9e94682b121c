"""What a move asks, by when, and what silence does: in words, for drawing, table and page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tsunagari.base.words import Words
from tsunagari.engines.procedure.declared import Limit, Move, Procedure, Step

WITHIN = {
    True: Words("{days}営業日以内", "within {days} business days"),
    False: Words("{days}日以内", "within {days} days"),
}
SILENT = {
    True: Words(
        "{days}営業日のうちに動きがなければ「{move}」", "after {days} business days without a move: {move}"
    ),
    False: Words("{days}日のうちに動きがなければ「{move}」", "after {days} days without a move: {move}"),
}


@dataclass(frozen=True, slots=True)
class MoveRow:
    """Who may do what, where it leads, what must be told or hold, and by when."""

    who: str
    what: str
    to: str
    needs: tuple[str, ...]
    by_when: str


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step of a procedure's table; `silence` is empty where nothing happens by itself."""

    name: str
    step: str
    code: str
    meaning: str
    tell: str
    moves: tuple[MoveRow, ...]
    silence: str


def table(procedure: Procedure, language: str) -> tuple[StepRow, ...]:
    """A row for each step, in the declared order."""
    return tuple(step_row(procedure, step, language) for step in procedure.steps.values())


def step_row(procedure: Procedure, step: Step, language: str) -> StepRow:
    return StepRow(
        name=step.name,
        step=step.label.in_(language),
        code=step.meaning,
        meaning=procedure.label("meanings", step.meaning).in_(language),
        tell=step.tell.in_(language),
        moves=tuple(move_row(procedure, move, language) for move in step.moves),
        silence=silence_words(step, language),
    )


def move_row(procedure: Procedure, move: Move, language: str) -> MoveRow:
    return MoveRow(
        who=procedure.label("movers", move.by).in_(language),
        what=move.label.in_(language),
        to=procedure.steps[move.to].label.in_(language),
        needs=tuple(needs(procedure, move, language)),
        by_when=limit_words(move.within, language),
    )


def needs(procedure: Procedure, move: Move, language: str) -> Iterator[str]:
    """Labels of what must be told, of the form, and of what must hold."""
    yield from (need.label.in_(language) for need in move.needs)
    if move.form:
        yield move.form.title.in_(language)
    yield from (procedure.label("guards", guard).in_(language) for guard in move.guards)


def limit_words(limit: Limit | None, language: str) -> str:
    return WITHIN[limit.is_business].in_(language).format(days=limit.days) if limit else ""


def silence_words(step: Step, language: str) -> str:
    if step.on_silence is None:
        return ""
    after, move = step.on_silence.after, step.move(step.on_silence.move)
    label = move.label.in_(language) if move else ""
    return SILENT[after.is_business].in_(language).format(days=after.days, move=label)


def move_words(procedure: Procedure, move: Move, language: str) -> str:
    """A move in one breath: 引き受ける（窓口の担当・3営業日以内）."""
    who = procedure.label("movers", move.by).in_(language)
    aside = [part for part in (who, limit_words(move.within, language)) if part]
    if not aside:
        return move.label.in_(language)
    if language.startswith("en"):
        return f"{move.label.en} ({', '.join(aside)})"
    return f"{move.label.ja}（{'・'.join(aside)}）"
