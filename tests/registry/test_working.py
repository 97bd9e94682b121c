"""A worker's round: each item's matter is its own, and a worker that is told to stop gives back the rest."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from tests.registry.test_outbox import LATER, NOW, owe, state_of
from tsunagari.registry.actions import outbox
from tsunagari.registry.actions.periodic import Duty, owe_turns, turn_handler
from tsunagari.registry.actions.sweeping import sweep_outbox, sweep_submissions
from tsunagari.registry.actions.working import Worker, work_off
from tsunagari.registry.models.outbox import OutboxItem
from tsunagari.registry.models.submissions import Submission
from tsunagari.registry.policy.handlers import Handler, NotDone

pytestmark = pytest.mark.django_db
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)


def worker(do: Callable[..., None], *, is_repeatable: bool = False, **fields: Any) -> Worker:
    return Worker("a/1", {"mail": Handler(do, is_repeatable)}, lambda: NOW, **fields)


def broken(key: str, payload: Mapping[str, Any], now: datetime.datetime) -> None:
    raise ConnectionResetError("gone")


def refused(key: str, payload: Mapping[str, Any], now: datetime.datetime) -> None:
    raise NotDone("no such mailbox")


def test_each_item_is_done_once_with_its_key_and_payload() -> None:
    done = []
    for key in ("one", "two", "three"):
        owe(key)
    at_work = worker(lambda key, payload, now: done.append((key, payload["to"], now)))
    assert [work_off(at_work, batch=2) for _ in range(3)] == [2, 1, 0]
    assert done == [(key, "a@example.jp", NOW) for key in ("one", "two", "three")]


@pytest.mark.parametrize(
    ("do", "is_repeatable", "state"),
    [
        (refused, False, "waiting"),
        (refused, True, "waiting"),
        (broken, False, "uncertain"),
        (broken, True, "waiting"),
    ],
)
def test_what_goes_wrong_is_tried_again_only_where_that_cannot_double(
    do: Callable[..., None], is_repeatable: bool, state: str
) -> None:
    item = owe()
    work_off(worker(do, is_repeatable=is_repeatable), batch=9)
    assert state_of(item) == state
    assert item.error
    assert (item.due_at > NOW) is (state == "waiting")


def test_one_item_that_breaks_does_not_stop_the_next() -> None:
    first, second = owe("first"), owe("second")

    def do(key: str, payload: Mapping[str, Any], now: datetime.datetime) -> None:
        if key == "first":
            broken(key, payload, now)

    work_off(worker(do), batch=9)
    assert (state_of(first), state_of(second)) == ("uncertain", "done")


def test_a_kind_nobody_does_waits_and_is_seen() -> None:
    item = owe(kind="telegram")
    work_off(worker(refused), batch=9)
    assert (state_of(item), item.error) == ("waiting", "no handler does telegram")


def test_told_to_stop_it_finishes_the_one_in_hand_and_gives_back_the_rest() -> None:
    done: list[str] = []
    for key in ("one", "two", "three"):
        owe(key)
    at_work = worker(lambda key, payload, now: done.append(key), is_told_to_stop=lambda: bool(done))
    work_off(at_work, batch=9)
    assert done == ["one"]
    assert len(outbox.claim("b/2", now=NOW, limit=9)) == 2


def test_a_turn_is_owed_once_however_many_workers_look() -> None:
    told: list[datetime.datetime] = []
    duties = [Duty("look", HOUR, told.append)]
    at_work = Worker("a/1", {"periodic": turn_handler(duties)}, lambda: NOW)
    for at in (NOW, NOW + HOUR / 2, NOW + HOUR):
        owe_turns(duties, at=at, now=NOW)
        work_off(at_work, batch=9)
    assert len(told) == 2


def test_on_another_day_of_a_demo_everything_comes_round_anew() -> None:
    told: list[datetime.datetime] = []
    duties = [Duty("look", HOUR, told.append)]
    at_work = Worker("a/1", {"periodic": turn_handler(duties)}, lambda: NOW)
    for demo_day in (None, None, NOW.date(), NOW.date(), LATER.date() + datetime.timedelta(days=92)):
        owe_turns(duties, at=NOW, now=NOW, demo_day=demo_day)
        work_off(at_work, batch=9)
    assert len(told) == 3


def test_a_turn_of_a_duty_that_is_no_more_is_not_done() -> None:
    owe_turns([Duty("gone", HOUR, print)], at=NOW, now=NOW)
    work_off(Worker("a/1", {"periodic": turn_handler([])}, lambda: NOW), batch=9)
    assert OutboxItem.objects.get().error == "no duty is called gone"


def test_only_what_is_long_closed_is_swept() -> None:
    for number, (state, done_at) in enumerate(
        [("done", NOW), ("settled", NOW), ("done", LATER), ("uncertain", None), ("failed", None)]
    ):
        item = owe(str(number))
        OutboxItem.objects.filter(pk=item.pk).update(state=state, done_at=done_at)
    Submission.objects.create(account="person:1", key="old", digest="x", at=NOW)
    Submission.objects.create(account="person:1", key="new", digest="x", at=LATER)
    assert sweep_outbox(NOW + 90 * DAY + (LATER - NOW)) == 2
    assert sweep_submissions(NOW + 30 * DAY + (LATER - NOW)) == 1
    assert set(OutboxItem.objects.values_list("state", flat=True)) == {"done", "uncertain", "failed"}
