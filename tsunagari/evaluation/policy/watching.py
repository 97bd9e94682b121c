"""Which events a procedure records by itself."""

from __future__ import annotations

from collections.abc import Iterator

from tsunagari.engines.procedure.declared import Field, Procedure


def watched_events(procedure: Procedure) -> frozenset[str]:
    """Events that its cases cannot help recording: where none is found, there was none."""
    return frozenset(filter(None, counted_by(procedure)))


def counted_by(procedure: Procedure) -> Iterator[str]:
    yield procedure.counts
    for step in procedure.steps.values():
        for move in step.moves:
            yield move.counts
            yield from counted_by_answers(move.fields)
    if procedure.follow_up:
        yield procedure.follow_up.counts
        yield from counted_by_answers((procedure.follow_up.asks,))


def counted_by_answers(fields: tuple[Field, ...]) -> Iterator[str]:
    for field in fields:
        for option in field.options:
            yield option.counts
