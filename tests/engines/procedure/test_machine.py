"""The machine that every procedure is walked by turns red on an engine that is broken."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from tests.engines.procedure.machine import assert_red, check_by_machine
from tests.engines.procedure.samples import SMALL, step
from tsunagari.engines.procedure import positions
from tsunagari.engines.procedure.days import ONE_DAY
from tsunagari.engines.procedure.positions import Position


def test_the_engine_bears_a_procedure_with_one_of_everything() -> None:
    check_by_machine(SMALL)


def deaf_to_guards(right: Callable[..., Position]) -> Callable[..., Position]:
    def move(*args: Any, guards: dict[str, bool], **told: Any) -> Position:
        return right(*args, guards=dict.fromkeys(("agreed",), True), **told)

    return move


def moves_though_it_refuses(right: Callable[..., Position]) -> Callable[..., Position]:
    def move(procedure: Any, position: Position, *args: Any, **told: Any) -> Position:
        try:
            return right(procedure, position, *args, **told)
        except ValueError:
            object.__setattr__(position, "step", "left")
            raise

    return move


def stays_where_it_is(right: Callable[..., Position]) -> Callable[..., Position]:
    def move(procedure: Any, position: Position, *args: Any, **told: Any) -> Position:
        return dataclasses.replace(right(procedure, position, *args, **told), step=position.step)

    return move


@pytest.mark.parametrize("broken", [deaf_to_guards, moves_though_it_refuses, stays_where_it_is])
def test_a_broken_move_is_found(broken: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(positions, "move", broken(positions.move))
    assert_red(SMALL)


@pytest.mark.parametrize(
    ("part", "broken"),
    [
        ("is_by", lambda move, by: True),
        ("check_given", lambda fields, given: None),
        ("last_day", lambda limit, since, calendar: since + limit.days * ONE_DAY),
        ("silent_on", lambda step, since, calendar: since - ONE_DAY),
        ("open_moves", lambda procedure, position, *, by: ()),
    ],
)
def test_a_broken_part_is_found(part: str, broken: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(positions, part, broken)
    assert_red(SMALL)


def test_a_procedure_without_an_ending_is_found() -> None:
    endless = dataclasses.replace(
        SMALL, steps={"asked": SMALL.steps["asked"], "open": step("open", "working")}
    )
    trapped = [move for move in SMALL.steps["open"].moves if move.verb == "note"]
    loop = {**endless.steps, "open": step("open", "working", *trapped), "left": step("left", "x", *trapped)}
    assert_red(dataclasses.replace(SMALL, steps=loop))
