"""kill -9 in the middle of writing, again and again: what was acknowledged must be there, once and whole."""

from __future__ import annotations

import http.client
import itertools
import random
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from own_databases import rows

from faults.door import DESKS, HALVES, MARK, STORED, Visitor
from faults.serving import Server, serving

WRITERS = 4
KEPT = 302
WRITES_BETWEEN_KILLS = 12
PATIENCE_SECONDS = 60


@dataclass
class Writing:
    """Writers at work. Each sends the same form with the same key until it is acknowledged, then the next."""

    server: Server
    acknowledged: set[str] = field(default_factory=set)
    refused: list[int] = field(default_factory=list)
    is_over: threading.Event = field(default_factory=threading.Event)

    def write(self, visitor: Visitor) -> None:
        for count in itertools.count():
            mark, key = f"w{visitor.number}-{count}", secrets.token_hex(8)
            while mark not in self.acknowledged:
                if self.is_over.is_set():
                    return
                self.attempt(visitor, mark, key)

    def attempt(self, visitor: Visitor, mark: str, key: str) -> None:
        try:
            status = visitor.send(mark, key)
        except (OSError, http.client.HTTPException):  # killed, or not up again yet
            time.sleep(0.05)
            return
        if status == KEPT:
            self.acknowledged.add(mark)
        else:
            self.refused.append(status)
            time.sleep(0.05)

    def wait_for_more(self, count: int) -> None:
        """Return in the middle of writing, when `count` more were acknowledged."""
        aim, deadline = len(self.acknowledged) + count, time.monotonic() + PATIENCE_SECONDS
        while len(self.acknowledged) < aim:
            if time.monotonic() > deadline:
                raise RuntimeError(f"nothing is acknowledged any more; refused with {set(self.refused)}")
            time.sleep(0.005)


@contextmanager
def writing(server: Server) -> Iterator[Writing]:
    """Writers at work on the server for as long as the block."""
    desks = rows(server.address, DESKS)[:WRITERS]
    work = Writing(server)
    host = server.url.removeprefix("http://")
    visitors = [Visitor(number, host, desk) for number, desk in enumerate(desks)]
    threads = [threading.Thread(target=work.write, args=[visitor], daemon=True) for visitor in visitors]
    for thread in threads:
        thread.start()
    try:
        yield work
    finally:
        work.is_over.set()
        for thread in threads:
            thread.join(timeout=PATIENCE_SECONDS)


@dataclass(frozen=True, slots=True)
class Found:
    """What a database holds of what was acknowledged."""

    lost: frozenset[str]
    doubled: frozenset[str]
    halves: int

    @property
    def is_sound(self) -> bool:
        return not (self.lost or self.doubled or self.halves)


def look(address: str, acknowledged: set[str]) -> Found:
    stored = {name.removeprefix(MARK): count for name, count in rows(address, STORED)}
    return Found(
        lost=frozenset(mark for mark in acknowledged if not stored.get(mark)),
        doubled=frozenset(mark for mark, count in stored.items() if count > 1),
        halves=len(rows(address, HALVES)) + sum(count == 0 for count in stored.values()),
    )


def kill_again_and_again(server: Server, kills: int) -> dict[str, Any]:
    """The figures of one run, over all looks into the database: one after each kill, one at the end."""
    chance = random.Random(2009)  # noqa: S311 - when to kill, not a secret
    founds = []
    with serving(server), writing(server) as work:
        for _ in range(kills):
            work.wait_for_more(WRITES_BETWEEN_KILLS)
            time.sleep(chance.uniform(0, 0.1))
            server.kill()
            founds.append(look(server.address, set(work.acknowledged)))
            server.start()
        work.wait_for_more(WRITES_BETWEEN_KILLS)
        server.kill()
    founds.append(look(server.address, work.acknowledged))
    return {
        "kills": kills,
        "acknowledged": len(work.acknowledged),
        "acknowledged and absent": len(frozenset().union(*(found.lost for found in founds))),
        "written twice": len(frozenset().union(*(found.doubled for found in founds))),
        "half-written": sum(found.halves for found in founds),
    }
