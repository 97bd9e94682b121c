"""What every procedure must bear: moves as they may come, time passing, and always a way to an ending.

The model reads the declaration itself and decides anew what the engine should have done.
"""

from __future__ import annotations

import dataclasses
import datetime
import json
from contextlib import suppress
from typing import Any

import jpholiday
import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tsunagari.base.errors import BadInput
from tsunagari.engines.procedure import positions
from tsunagari.engines.procedure.days import PUBLIC_OFFICES
from tsunagari.engines.procedure.declared import Move, Procedure
from tsunagari.engines.procedure.simulation import samples
from tsunagari.engines.procedure.versions import as_object, digest, from_object

DAYS = st.dates(datetime.date(2009, 1, 1), datetime.date(2030, 12, 31))
WRONG = object()  # of no kind at all


def is_open_day(day: datetime.date) -> bool:
    return (
        day.weekday() < 5
        and not jpholiday.is_holiday(day)
        and f"{day:%m%d}"
        not in (
            *("1229", "1230", "1231"),
            *("0101", "0102", "0103"),
        )
    )


def check_by_machine(procedure: Procedure, **options: Any) -> None:
    """Walk `procedure` in every way hypothesis finds. Raises where the engine is not as declared."""
    machine = type("Walker", (Walker,), {"procedure": procedure})
    chosen = {"max_examples": max(10, settings().max_examples // 10), "stateful_step_count": 15, **options}
    run_state_machine_as_test(machine, settings=settings(settings(), **chosen))


class Walker(RuleBasedStateMachine):
    procedure: Procedure
    at: positions.Position

    @initialize(on=DAYS)
    def begin(self, on: datetime.date) -> None:
        self.at = positions.begin(self.procedure, on=on, calendar=PUBLIC_OFFICES)
        assert (self.at.step, self.at.since) == (self.procedure.start, on)

    @property
    def moves(self) -> tuple[Move, ...]:
        return self.procedure.steps[self.at.step].moves

    @rule(data=st.data(), wait=st.integers(0, 30).map(datetime.timedelta))
    def somebody_moves(self, data: st.DataObject, wait: datetime.timedelta) -> None:
        """A move from here, by those who may, with all that it asks for."""
        if self.moves:
            move = data.draw(st.sampled_from(self.moves))
            self.at = (
                self.attempt(move, move.verb, **self.right(move) | {"on": self.at.since + wait}) or self.at
            )

    @invariant()
    def nothing_wrong_gets_through(self) -> None:
        """Each move with one thing wrong, and each move of another step, is refused and changes nothing."""
        if hasattr(self, "at"):
            for move in self.moves:
                for wrong in self.spoilings(move):
                    self.attempt(move, move.verb, **self.right(move) | wrong)
            here = {move.verb for move in self.moves}
            for move in (move for step in self.procedure.steps.values() for move in step.moves):
                if move.verb not in here:
                    self.attempt(None, move.verb, **self.right(move))

    def right(self, move: Move) -> dict[str, Any]:
        return {
            "by": {move.by},
            "given": dict(samples(move.fields, self.at.since)),
            "guards": dict.fromkeys(move.guards, True),
            "on": self.at.since,
        }

    def spoilings(self, move: Move) -> list[dict[str, Any]]:
        strangers = {other.by for step in self.procedure.steps.values() for other in step.moves} - {move.by}
        given = self.right(move)["given"]
        return [
            {"on": self.at.since - datetime.timedelta(1)},
            {"by": set()},
            {"by": strangers | {"stranger"}},
            {"given": {**given, "unasked": 1}},
            *({"guards": dict.fromkeys(move.guards, True) | {guard: False}} for guard in move.guards),
            *({"given": {**given, key: WRONG}} for key in given),
            *({"given": {other: given[other] for other in given if other != key}} for key in given),
        ]

    def attempt(self, declared: Move | None, verb: str, **told: Any) -> positions.Position | None:
        """Where the engine says the matter stands then; the machine itself stays where it is."""
        before, kept = dataclasses.astuple(self.at), json.dumps(told, default=repr)
        should = declared is not None and is_allowed(declared, since=self.at.since, **told)
        after = self.made(verb, told)
        assert (after is not None) == should, f"{verb} was {'refused' if should else 'let through'}"
        if after and declared:
            assert (after.step, after.since) == (declared.to, told["on"])
        assert json.dumps(told, default=repr) == kept
        assert dataclasses.astuple(self.at) == before
        return after

    def made(self, verb: str, told: dict[str, Any]) -> positions.Position | None:
        """Where the matter stands after `verb`; None where it was refused."""
        with suppress(BadInput):
            return positions.move(self.procedure, self.at, verb, calendar=PUBLIC_OFFICES, **told)
        return None

    @rule(wait=st.integers(0, 60).map(datetime.timedelta))
    def time_passes(self, wait: datetime.timedelta) -> None:
        """Silence moves once the limit has run out, never before, and only what is declared."""
        today = self.at.since + wait
        silent = self.procedure.steps[self.at.step].on_silence
        move = positions.silence(self.procedure, self.at, today, PUBLIC_OFFICES)
        if move is None:
            assert silent is None or wait.days <= silent.after.days * 3 + 10
            return
        assert silent
        assert move.verb == silent.move
        assert wait.days > silent.after.days
        self.at = self.attempt(move, move.verb, by={move.by}, given={}, guards={}, on=today) or self.at

    @rule()
    def the_version_is_kept(self) -> None:
        stored = json.loads(json.dumps(as_object(self.procedure), sort_keys=True))
        kept = from_object(stored)
        assert kept == self.procedure
        assert list(kept.steps) == list(self.procedure.steps)
        assert digest(kept) == digest(self.procedure)

    @invariant()
    def a_limit_ends_on_an_open_day(self) -> None:
        if hasattr(self, "at"):
            limits = [move.within for move in self.moves if move.within]
            silent = self.procedure.steps[self.at.step].on_silence
            assert (self.at.due_on is None) == (not limits and silent is None)
            for day in (self.at.due_on, *positions.reminders(self.procedure, self.at, PUBLIC_OFFICES)):
                assert day is None or (is_open_day(day) and day > self.at.since)

    def teardown(self) -> None:
        """However the matter came to stand where it does, those who may can end it."""
        if hasattr(self, "at"):
            assert ends_from(self.procedure, self.at), f"no ending from {self.at.step}"


def is_allowed(
    move: Move, *, since: datetime.date, by: set[str], given: dict, guards: dict, on: datetime.date
) -> bool:
    asked = {field.key: field for field in move.fields}
    return (
        (move.by in by or (move.by == "anyone" and bool(by)))
        and all(guards.get(guard) for guard in move.guards)
        and all(key in asked and value is not WRONG for key, value in given.items())
        and all(key in given for key, field in asked.items() if field.is_required)
        and on >= since
    )


def ends_from(procedure: Procedure, at: positions.Position) -> bool:
    """Whether an ending can be reached by making moves, not by reading about them."""
    movers = {move.by for step in procedure.steps.values() for move in step.moves}
    waiting, seen = [at], {at.step}
    while waiting:
        here = waiting.pop()
        if not procedure.steps[here.step].moves:
            return True
        for move in positions.open_moves(procedure, here, by=movers - {"clock"}):
            given, guards = dict(samples(move.fields, here.since)), dict.fromkeys(move.guards, True)
            after = positions.move(
                procedure,
                here,
                move.verb,
                by={move.by},
                given=given,
                guards=guards,
                on=here.since,
                calendar=PUBLIC_OFFICES,
            )
            if after.step not in seen:
                seen.add(after.step)
                waiting.append(after)
    return False


def assert_red(procedure: Procedure) -> None:
    """The machine finds the engine broken; the first fault is enough."""
    with pytest.raises((AssertionError, BadInput)):
        check_by_machine(
            procedure, max_examples=200, phases=[Phase.generate], report_multiple_bugs=False, derandomize=True
        )
