"""Work that comes round: each turn is owed to the outbox under its own key, so one worker of many does it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from tsunagari.registry.actions.outbox import put
from tsunagari.registry.models.outbox import OutboxItem
from tsunagari.registry.policy.handlers import Handler, NotDone

KIND = "periodic"
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


@dataclass(frozen=True, slots=True)
class Duty:
    """What is done once in every stretch of time; doing it twice changes nothing."""

    name: str
    every: datetime.timedelta
    do: Callable[[datetime.datetime], object]

    def turn(self, at: datetime.datetime) -> int:
        """Which stretch `at` lies in, counted from 1970."""
        return (at - EPOCH) // self.every


@transaction.atomic
def owe_turns(
    duties: Iterable[Duty],
    *,
    at: datetime.datetime,
    now: datetime.datetime,
    demo_day: datetime.date | None = None,
) -> None:
    """Owe the turn of each duty that `at` lies in, due now.

    `at` is the machine's own time, since the day of a demo never ends; on another day of a demo everything
    comes round anew.
    """
    world = f":{demo_day}" if demo_day else ""
    turns = {f"{KIND}:{duty.name}:{duty.turn(at)}{world}": duty for duty in duties}
    known = set(OutboxItem.objects.filter(key__in=turns).values_list("key", flat=True))
    for key, duty in turns.items():
        if key not in known:
            put(KIND, key, {"duty": duty.name}, due_at=now, now=now)


def turn_handler(duties: Iterable[Duty]) -> Handler:
    """Does a duty's turn; repeatable, as every duty is."""
    by_name = {duty.name: duty for duty in duties}

    def do(key: str, payload: Mapping[str, Any], now: datetime.datetime) -> None:
        duty = by_name.get(payload["duty"])
        if duty is None:
            raise NotDone(f"no duty is called {payload['duty']}")
        duty.do(now)

    return Handler(do, is_repeatable=True)
