"""A worker killed at any moment loses no mail and sends none twice; what was cut off waits for a person."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from own_databases import ROOT, execute, rows, settings_for
from smtp_sink import Sink, smtp_sink

from tests.registry.killed_worker import POINTS
from tsunagari.kit.mail import compose

KEYS = [f"mail-{number}" for number in range(1, 6)]
NEXT_DAY = 24 * 60
OWED = """
    INSERT INTO registry_outboxitem
           (kind, key, payload, state, made_at, due_at, attempts, lease_by, error)
    VALUES ('mail', '{key}', '{{"to": "owner@example.jp", "subject": "x", "text": "x"}}', 'waiting',
            '2009-10-01 00:00:00+00:00', '2009-10-01 00:00:00+00:00', 0, '', '')
"""


@pytest.fixture
def sink() -> Iterator[Sink]:
    with smtp_sink() as server:
        yield server


@pytest.fixture
def owed(shared_database: str) -> str:
    for key in KEYS:
        execute(shared_database, OWED.format(key=key))
    return shared_database


def run_until(point: str, address: str, sink: Sink, folder: Path, *, minutes: int = 0) -> int:
    command = [sys.executable, "-m", "tests.registry.killed_worker", point, str(minutes)]
    environment = settings_for(address, folder, TSUNAGARI_MAIL_URL=sink.url)
    return subprocess.run(command, cwd=ROOT, env=environment, check=False, timeout=60).returncode


def outcome(address: str, sink: Sink) -> dict[str, tuple[str, int]]:
    """Key → what the outbox says of it, and how often the mail server has it."""
    states = dict(rows(address, "SELECT key, state FROM registry_outboxitem"))
    return {key: (states[key], sink.mails[message_id(key)]) for key in KEYS}


def message_id(key: str) -> str:
    return str(compose(key, {"to": "owner@example.jp", "subject": "x", "text": "x"}).message()["Message-ID"])


def is_sound(state: str, came: int) -> bool:
    """Sent once and known; or in doubt, sent at most once, and shown to a person."""
    return came == 1 if state == "done" else state == "uncertain" and came <= 1


FIRST = {
    "before_claim": ("done", 1),
    "after_claim": ("done", 1),
    "after_begin": ("uncertain", 0),
    "after_send": ("uncertain", 1),
    "after_record": ("done", 1),
}


@pytest.mark.parametrize("point", POINTS)
def test_nothing_is_lost_and_nothing_doubled(point: str, owed: str, sink: Sink, tmp_path: Path) -> None:
    assert run_until(point, owed, sink, tmp_path) == -signal.SIGKILL
    assert run_until("never", owed, sink, tmp_path, minutes=NEXT_DAY) == 0
    found = outcome(owed, sink)
    assert found == {**dict.fromkeys(KEYS, ("done", 1)), KEYS[0]: FIRST[point]}
    assert all(is_sound(*of) for of in found.values())


def test_nobody_takes_up_what_another_may_still_be_doing(owed: str, sink: Sink, tmp_path: Path) -> None:
    run_until("after_begin", owed, sink, tmp_path)
    run_until("never", owed, sink, tmp_path)
    assert outcome(owed, sink)[KEYS[0]] == ("sending", 0)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [("recorded_first", "never", ("done", 0)), ("repeated_after_send", "repeated", ("done", 2))],
)
def test_the_check_sees_a_worker_that_loses_and_one_that_doubles(
    before: str, after: str, found: tuple[str, int], owed: str, sink: Sink, tmp_path: Path
) -> None:
    run_until(before, owed, sink, tmp_path)
    run_until(after, owed, sink, tmp_path, minutes=NEXT_DAY)
    assert outcome(owed, sink)[KEYS[0]] == found
    assert not is_sound(*found)


def worker(address: str, sink: Sink, folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tsunagari.cli.main", "worker", "--poll", "1", "--batch", "2"]
    environment = settings_for(address, folder, TSUNAGARI_MAIL_URL=sink.url)
    return subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)


def stopped(process: subprocess.Popen[bytes]) -> int:
    process.send_signal(signal.SIGTERM)
    return process.wait(timeout=30)


def test_two_workers_share_the_work(owed: str, sink: Sink, tmp_path: Path) -> None:
    both_are_here = threading.Barrier(2)
    first_of_each = threading.Semaphore(2)

    def meet(name: str) -> None:
        if first_of_each.acquire(blocking=False):
            both_are_here.wait(timeout=30)
        if sink.mails.total() == len(KEYS):
            all_came.set()

    all_came = threading.Event()
    sink.before_answer = meet
    processes = [worker(owed, sink, tmp_path) for _ in range(2)]
    assert all_came.wait(timeout=60)
    assert [stopped(process) for process in processes] == [0, 0]
    assert outcome(owed, sink) == dict.fromkeys(KEYS, ("done", 1))
    assert len(rows(owed, "SELECT DISTINCT lease_by FROM registry_outboxitem WHERE kind = 'mail'")) == 2


def test_sigterm_finishes_the_mail_in_hand_and_gives_back_the_rest(
    owed: str, sink: Sink, tmp_path: Path
) -> None:
    came, may_go_on = threading.Event(), threading.Event()

    def hold(name: str) -> None:
        came.set()
        may_go_on.wait(timeout=30)

    sink.before_answer = hold
    process = worker(owed, sink, tmp_path)
    assert came.wait(timeout=60)
    os.kill(process.pid, signal.SIGTERM)
    may_go_on.set()
    assert process.wait(timeout=30) == 0
    assert outcome(owed, sink) == {**dict.fromkeys(KEYS, ("waiting", 0)), KEYS[0]: ("done", 1)}
    assert rows(owed, "SELECT 1 FROM registry_outboxitem WHERE state = 'waiting' AND lease_by <> ''") == []


@pytest.mark.parametrize(("answer", "state"), [("550 no such mailbox", "waiting"), ("250 taken", "done")])
def test_a_mail_the_server_refused_is_tried_again(
    answer: str, state: str, owed: str, sink: Sink, tmp_path: Path
) -> None:
    sink.answer = answer
    run_until("never", owed, sink, tmp_path)
    assert outcome(owed, sink) == dict.fromkeys(KEYS, (state, int(state == "done")))
