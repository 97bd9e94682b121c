"""A worker's round: take up what is due, do it item after item, record what came of each."""

from __future__ import annotations

import datetime
import logging
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tsunagari.registry.actions import outbox
from tsunagari.registry.models.outbox import OutboxItem
from tsunagari.registry.policy.handlers import Handler, NotDone

UNDONE = ("waiting", "failed", "uncertain")
log = logging.getLogger("tsunagari.outbox")


@dataclass(frozen=True, slots=True)
class Worker:
    """One process that does outbox work.

    name      its own: a worker that starts again has another one, so that it cannot mistake an old lease
    handlers  kind → how it is done
    clock     what time it is; a batch takes time, so one instant would not do
    is_told_to_stop  looked at between two items
    undone    state → how many items came to it instead of being done: waiting (tried again later), failed
              (given up), uncertain (a person must look), those among it that another worker left behind
    """

    name: str
    handlers: Mapping[str, Handler]
    clock: Callable[[], datetime.datetime]
    is_told_to_stop: Callable[[], bool] = bool
    undone: Counter[str] = field(default_factory=Counter, compare=False)

    @property
    def repeatable(self) -> list[str]:
        return [kind for kind, handler in self.handlers.items() if handler.is_repeatable]


def work_off(worker: Worker, *, batch: int) -> int:
    """One round: at most `batch` items. Returns how many were taken up; 0 means nothing is due."""
    worker.undone["uncertain"] += outbox.flag_cut_off(now=worker.clock(), repeatable=worker.repeatable)
    items = outbox.claim(worker.name, now=worker.clock(), limit=batch, repeatable=worker.repeatable)
    for item in items:
        if worker.is_told_to_stop():
            outbox.release(worker.name)
            break
        if outbox.begin(item, worker.name, now=worker.clock()):
            do_item(worker, item)
    return len(items)


def do_item(worker: Worker, item: OutboxItem) -> None:
    """Do what was begun and record it. What goes wrong is this item's matter; the next one has its turn."""
    handler = worker.handlers.get(item.kind)
    try:
        if handler is None:
            raise NotDone(f"no handler does {item.kind}")  # noqa: TRY301 - an older worker beside a newer one
        handler.do(item.key, item.payload, worker.clock())
    except NotDone as reason:
        log.warning("not done, to be tried again: %s %s", item.kind, item.pk)
        outbox.fail(item, worker.name, str(reason), now=worker.clock())
        note_undone(worker, item)
    except Exception as error:  # whatever a handler raises, the worker goes on
        log.exception("broke off: %s %s", item.kind, item.pk)
        said = f"{type(error).__name__}: {error}"
        if handler is not None and handler.is_repeatable:
            outbox.fail(item, worker.name, said, now=worker.clock())
        else:
            outbox.doubt(item, worker.name, said)
        note_undone(worker, item)
    else:
        outbox.finish(item, worker.name, now=worker.clock())


def note_undone(worker: Worker, item: OutboxItem) -> None:
    """Count where the item came to; one that another worker did meanwhile is done."""
    state = OutboxItem.objects.filter(pk=item.pk).values_list("state", flat=True).first()
    if state in UNDONE:
        worker.undone[state] += 1
