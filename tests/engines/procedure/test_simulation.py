"""Walks: each shortest way to each ending once, random ones that end, and the days they take at most."""

from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from tests.engines.procedure.samples import DAY, SMALL, move, step
from tsunagari.engines.procedure.days import PUBLIC_OFFICES
from tsunagari.engines.procedure.declared import Procedure
from tsunagari.engines.procedure.simulation import Walk, simulate


def walked(procedure: Procedure = SMALL, **asked: int) -> tuple[Walk, ...]:
    return simulate(procedure, on=DAY, calendar=PUBLIC_OFFICES, **{"seed": 1, "walks": 0} | asked)


def test_every_ending_is_reached_by_its_shortest_ways() -> None:
    assert [(walk.ending, walk.verbs) for walk in walked()] == [
        ("left", ("leave",)),
        ("done", ("accept", "close")),
    ]


def test_days_are_those_of_the_limits() -> None:
    left, done = walked()
    assert left.days == 7  # nothing limits leaving, but the step is due on the 24th
    assert (
        done.days == (datetime.date(2009, 9, 28) - DAY).days
    )  # two business days, then three days that end on a Sunday
    assert done.unlimited == ()


def test_two_ways_of_one_length_are_both_walked_and_open_steps_are_named() -> None:
    fork = Procedure(
        name="fork",
        title=SMALL.title,
        start="a",
        steps={
            "a": step("a", "waiting", move("left", "b"), move("right", "c"), move("over", "a")),
            "b": step("b", "working", move("end", "z")),
            "c": step("c", "working", move("end", "z")),
            "z": step("z", "closed"),
        },
        path=("a", "b", "z"),
    )
    assert [walk.verbs for walk in walked(fork)] == [("left", "end"), ("right", "end")]
    assert walked(fork)[0].unlimited == ("a", "b")


@given(st.integers(0, 10_000))
def test_random_walks_end_and_come_again_with_their_seed(seed: int) -> None:
    walks = walked(seed=seed, walks=3)
    assert walks == walked(seed=seed, walks=3)
    assert [walk.is_random for walk in walks] == [False, False, True, True, True]
    assert all(SMALL.steps[walk.ending].is_ending for walk in walks)


def test_the_move_of_time_comes_when_its_days_are_over() -> None:
    forgetful = next(walk for walk in walked(walks=50) if walk.verbs[:2] == ("forget", "leave"))
    assert (
        forgetful.days == (datetime.date(2009, 10, 2) - DAY).days
    )  # silence on 30 September, then due on 2 October


def test_a_walk_that_will_not_end_is_led_to_the_nearest_ending() -> None:
    over = [move(f"over{number}", "a") for number in range(400)]
    steps = {"a": step("a", "waiting", move("end", "z"), *over), "z": step("z", "closed")}
    endless = Procedure("endless", SMALL.title, "a", steps, ("a", "z"))
    (_, wandered) = walked(endless, walks=1)
    assert wandered.verbs[-1] == "end"
    assert len(wandered.verbs) == 41
