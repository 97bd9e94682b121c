"""A worker that kills itself (SIGKILL) where it is told: `killed_worker.py POINT MINUTES`.

POINT is a name of POINTS or "never"; the clock is MINUTES late, so that a lease of before has run out.
"""

from __future__ import annotations

import datetime
import os
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tsunagari.web.settings")
django.setup()

from django.utils import timezone  # noqa: E402 - Django must be awake before its models are named

from tsunagari.registry.actions import mails, outbox, working  # noqa: E402
from tsunagari.registry.actions.working import Worker  # noqa: E402
from tsunagari.registry.policy.handlers import Handler  # noqa: E402


def die(*words: Any, **named: Any) -> Any:
    os.kill(os.getpid(), signal.SIGKILL)


def then_die(act: Callable[..., Any]) -> Callable[..., Any]:
    def do(*words: Any, **named: Any) -> None:
        act(*words, **named)
        die()

    return do


def before_claim(handlers: dict[str, Handler]) -> None:
    outbox.claim = die


def after_claim(handlers: dict[str, Handler]) -> None:
    outbox.begin = die


def after_begin(handlers: dict[str, Handler]) -> None:
    handlers["mail"] = replace(handlers["mail"], do=die)


def after_send(handlers: dict[str, Handler]) -> None:
    outbox.finish = die


def after_record(handlers: dict[str, Handler]) -> None:
    outbox.finish = then_die(outbox.finish)


def recorded_first(handlers: dict[str, Handler]) -> None:
    """Negative control: a worker that records before it sends."""

    def do(key: str, payload: Mapping[str, Any], now: datetime.datetime) -> None:
        item = outbox.OutboxItem.objects.get(key=key)
        outbox.finish(item, item.lease_by, now=now)
        die()

    handlers["mail"] = Handler(do)


def repeated(handlers: dict[str, Handler]) -> None:
    """Negative control: a worker that takes mails for repeatable."""
    handlers["mail"] = replace(handlers["mail"], is_repeatable=True)


def repeated_after_send(handlers: dict[str, Handler]) -> None:
    repeated(handlers)
    after_send(handlers)


POINTS: dict[str, Callable[[dict[str, Handler]], None]] = {
    point.__name__: point for point in (before_claim, after_claim, after_begin, after_send, after_record)
}
CONTROLS = {point.__name__: point for point in (recorded_first, repeated, repeated_after_send)}


def main(point: str, minutes: str) -> None:
    late = datetime.timedelta(minutes=int(minutes))
    handlers = {mails.KIND: mails.MAIL}
    {**POINTS, **CONTROLS, "never": lambda handlers: None}[point](handlers)
    worker = Worker(f"test/{os.getpid()}", handlers, lambda: timezone.now() + late)
    while working.work_off(worker, batch=2):
        pass


if __name__ == "__main__":
    main(*sys.argv[1:])
