"""Where a matter stands, what moves it, and what time does."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

import pytest

from tests.engines.procedure.samples import DAY, SMALL
from tsunagari.base.errors import BadInput
from tsunagari.engines.procedure.days import ONE_DAY, PUBLIC_OFFICES
from tsunagari.engines.procedure.positions import (
    Position,
    begin,
    events,
    follow_up_events,
    follow_up_on,
    move,
    open_moves,
    reminders,
    silence,
)

ASKED = begin(SMALL, on=DAY, calendar=PUBLIC_OFFICES)
OPEN = Position("open", DAY, date(2009, 9, 24))


def moved(at: Position, verb: str, **told: Any) -> Position:
    usual = {"by": {"staff"}, "given": {}, "guards": {}, "on": DAY, "calendar": PUBLIC_OFFICES}
    return move(SMALL, at, verb, **usual | told)


def refusal(at: Position, verb: str, **told: Any) -> BadInput:
    with pytest.raises(BadInput) as refused:
        moved(at, verb, **told)
    return refused.value


def test_a_matter_begins_at_the_start_with_its_nearest_limit() -> None:
    at = begin(SMALL, on=DAY, calendar=PUBLIC_OFFICES)
    assert at == Position("asked", DAY, date(2009, 9, 24))


def test_a_move_leads_on_and_time_begins_anew() -> None:
    at = moved(ASKED, "accept", given={"why": "it is ours"}, on=date(2009, 9, 18))
    assert at == Position("open", date(2009, 9, 18), date(2009, 9, 24))
    done = moved(at, "close", given={"outcome": "good"}, guards={"agreed": True}, on=date(2009, 9, 25))
    assert done == Position("done", date(2009, 9, 25), None)


def test_who_may_move_is_told_apart() -> None:
    assert [each.verb for each in open_moves(SMALL, ASKED, by={"staff"})] == ["accept"]
    assert [each.verb for each in open_moves(SMALL, ASKED, by={"owner", "staff"})] == ["accept", "leave"]
    assert [each.verb for each in open_moves(SMALL, OPEN, by={"passer-by"})] == ["note"]
    assert open_moves(SMALL, OPEN, by=()) == ()


def test_a_refusal_says_what_is_allowed_and_how_to_mend_it() -> None:
    offered = "accept (acceptの), forget (forgetの), leave (leaveの)"
    assert str(refusal(ASKED, "close")) == f"move: given 「close」; allowed: {offered}. It is at asked."
    assert refusal(ASKED, "accept", by=["owner"]).mend == "accept is made by staff (staffの)."
    assert refusal(ASKED, "accept", by=["nobody"]).allowed == "no move"
    assert refusal(OPEN, "close", given={"outcome": "good"}).allowed == "only when agreed (agreedの)"
    assert refusal(ASKED, "accept").where == "why"
    assert refusal(ASKED, "accept", given={"why": "x"}, on=DAY - ONE_DAY).allowed == "2009-09-17 or later"


def test_a_position_of_another_version_is_refused() -> None:
    bad = refusal(Position("gone", DAY), "accept")
    assert "version" in bad.mend
    assert "asked" in bad.allowed


def test_silence_speaks_on_the_day_after_its_limit() -> None:
    last = date(2009, 9, 29)  # the fifth business day
    assert silence(SMALL, ASKED, last, PUBLIC_OFFICES) is None
    spoken = silence(SMALL, ASKED, last + ONE_DAY, PUBLIC_OFFICES)
    assert spoken
    assert moved(ASKED, spoken.verb, by={spoken.by}, on=last + ONE_DAY).since == last + ONE_DAY
    assert silence(SMALL, OPEN, date(2020, 1, 1), PUBLIC_OFFICES) is None


def test_reminders_fall_on_open_days_around_the_limit() -> None:
    assert reminders(SMALL, ASKED, PUBLIC_OFFICES) == (date(2009, 9, 18), date(2009, 9, 25))
    late = Position("asked", date(2009, 9, 18), date(2009, 9, 24))
    assert reminders(SMALL, late, PUBLIC_OFFICES) == (date(2009, 9, 25),)
    assert reminders(SMALL, Position("done", DAY), PUBLIC_OFFICES) == ()


def test_the_applicant_is_asked_again_after_some_months() -> None:
    assert follow_up_on(SMALL, Position("done", DAY), PUBLIC_OFFICES) == date(2009, 12, 17)
    assert follow_up_on(SMALL, ASKED, PUBLIC_OFFICES) is None
    without = dataclasses.replace(SMALL, follow_up=None)
    assert follow_up_on(without, Position("done", DAY), PUBLIC_OFFICES) is None


def test_what_is_asked_again_counts_then_and_not_before() -> None:
    close = SMALL.steps["open"].move("close")
    assert close
    assert events(SMALL, close, {"outcome": "good"}) == ("matter.closed",)
    assert follow_up_events(SMALL, "good") == ("matter.confirmed", "matter.solved")
    assert follow_up_events(SMALL, "bad") == ("matter.confirmed",)
    assert follow_up_events(SMALL, "unheard of") == ()
    without = dataclasses.replace(SMALL, follow_up=None)
    assert events(without, close, {"outcome": "good"}) == ("matter.closed", "matter.solved")
    assert events(without, close, {"outcome": "bad"}) == ("matter.closed",)
    assert follow_up_events(without, "good") == ()


def test_a_label_that_was_not_kept_is_empty() -> None:
    assert SMALL.label("movers", "owner").ja == ""
