"""The loop of `tsunagari worker`."""

from __future__ import annotations

import argparse
import logging
import os
import secrets
import signal
import socket
import time
from collections.abc import Mapping
from types import FrameType

from django.conf import settings
from django.db import OperationalError, connection
from django.utils import timezone

from tsunagari.cli.output import say
from tsunagari.registry.actions.periodic import owe_turns
from tsunagari.registry.actions.working import Worker, work_off
from tsunagari.web.clock import the_time
from tsunagari.web.duties import DUTIES, HANDLERS

log = logging.getLogger("tsunagari.worker")
GLANCE_SECONDS = 0.2
STOPS = (signal.SIGTERM, signal.SIGINT)


TOLD = {
    "waiting": "not done, tried again later",
    "failed": "given up: see `tsunagari outbox list --state failed`",
    "uncertain": "in doubt, nobody knows whether it was done: see `tsunagari outbox list`",
}


def work(arguments: argparse.Namespace) -> int:
    """SIGTERM and Ctrl-C finish the item in hand.

    With --once: 0 where all that was due was done, 1 where something was not, and stderr says what.
    """
    with Stopping() as stopping:
        worker = Worker(own_name(), HANDLERS, the_time, lambda: stopping.is_asked)
        log.info("worker %s begins", worker.name)
        while not stopping.is_asked:
            taken = one_round(worker, max(arguments.batch, 1), is_patient=not arguments.once)
            if arguments.once and not taken:
                break
            if not taken:
                stopping.wait(arguments.poll)
        log.info("worker %s ends", worker.name)
    return verdict(worker.undone, is_cut_short=stopping.is_asked) if arguments.once else 0


def verdict(undone: Mapping[str, int], *, is_cut_short: bool) -> int:
    """What the run left undone, said on stderr, as an exit status."""
    for state, said in TOLD.items():
        if undone[state]:
            say(f"{undone[state]} {said}")
    if is_cut_short:
        say("told to stop: what is still due was left")
    return 1 if is_cut_short or any(undone[state] for state in TOLD) else 0


def one_round(worker: Worker, batch: int, *, is_patient: bool) -> int:
    """Owe what comes round and work off a batch. A database that is away for a while is waited for."""
    try:
        owe_turns(DUTIES, at=timezone.now(), now=worker.clock(), demo_day=settings.TODAY)
        return work_off(worker, batch=batch)
    except OperationalError:
        if not is_patient:
            raise
        log.exception("the database does not answer; trying again")
        connection.close()
        return 0


def own_name() -> str:
    """Another one at every start: a lease of before is not this worker's."""
    return f"{socket.gethostname()[:40]}/{os.getpid()}/{secrets.token_hex(4)}"


class Stopping:
    """Whether a signal asked to stop. A second signal does not wait for the item in hand."""

    def __init__(self) -> None:
        self.is_asked = False

    def __enter__(self) -> Stopping:
        self.before = {number: signal.signal(number, self.ask) for number in STOPS}
        return self

    def __exit__(self, *left: object) -> None:
        for number, handler in self.before.items():
            signal.signal(number, handler)

    def ask(self, number: int, frame: FrameType | None) -> None:
        self.is_asked = True
        signal.signal(number, signal.SIG_DFL)

    def wait(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self.is_asked and time.monotonic() < until:
            time.sleep(GLANCE_SECONDS)
