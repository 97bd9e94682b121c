"""kill -9 to the worker that tells subscribers: every letter is sent once, or shown to a person.

It is killed while it owes letters, while it sends them, and while the mail server has one and has not said
so. Each worker begins on another day: the leases of the one before have run out, and every duty comes anew.
"""

from __future__ import annotations

import datetime
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from own_databases import ROOT, execute, rows, settings_for
from smtp_sink import Sink, smtp_sink

from faults.serving import TOOLS
from tsunagari.kit.mail import message_id

HONEST = ("tsunagari.cli.main", "worker", "--poll", "1", "--batch", "5")
HASTY = ("faults.hasty_worker", *HONEST[1:])
SENDER = "tsunagari@localhost"
FIRST_DAY = datetime.date(2009, 10, 1)
LETTERS_FOR_A_KILL = 12
PATIENCE_SECONDS = 60
# Everyone watches the whole plan, since before anybody looked at it: so all of it is news.
SUBSCRIBER = "('{number}', 'owner{number}@example.jp', 'word{number}', 0)"
SUBSCRIBERS = "INSERT INTO alerts_subscriber (digest, address, word, letters) VALUES {values}"
WATCHES = """
    INSERT INTO alerts_watch (subscriber_id, kind, pairs, digest, rhythm, made_at, confirmed_at, next_on)
    SELECT id, 'search', '[]', 'all', 'daily', '2009-09-01 00:00:00+00:00', '2009-09-01 00:00:00+00:00',
           '2009-10-01' FROM alerts_subscriber
"""
TOLD = "SELECT COUNT(DISTINCT subscriber_id) FROM alerts_told"
# Each subscriber: how many letters are owed to it, and whether anything was written down as told.
OWED = """
    SELECT one.id, one.letters,
           (SELECT COUNT(*) FROM registry_outboxitem item WHERE item.key LIKE 'alert:' || one.id || ':%'),
           EXISTS (SELECT 1 FROM alerts_told told WHERE told.subscriber_id = one.id)
      FROM alerts_subscriber one
"""
LETTERS = "SELECT key, state FROM registry_outboxitem WHERE key LIKE 'alert:%'"


@dataclass
class Telling:
    """A database full of subscribers, a mail server, and the worker of the day."""

    address: str
    folder: Path
    sink: Sink
    command: Sequence[str] = HONEST
    day: datetime.date = FIRST_DAY

    @contextmanager
    def worker(self, *words: str) -> Iterator[subprocess.Popen[bytes]]:
        """A worker on the next day, which is gone when the block ends."""
        environment = settings_for(
            self.address, self.folder, TSUNAGARI_MAIL_URL=self.sink.url, TSUNAGARI_TODAY=f"{self.day}"
        )
        environment["PYTHONPATH"] += f"{os.pathsep}{TOOLS}"
        self.day += datetime.timedelta(days=1)
        command = [sys.executable, "-m", *self.command, *words]
        with (self.folder / "worker.log").open("ab") as log:
            process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            yield process
        finally:
            process.kill()
            process.wait()

    def told(self) -> int:
        return int(rows(self.address, TOLD)[0][0])

    def kill_while_owing(self, more: int) -> None:
        aim = self.told() + more
        with self.worker() as process:
            wait_until(lambda: self.told() >= aim, process)

    def kill_while_sending(self, more: int) -> None:
        aim = self.sink.mails.total() + more
        with self.worker() as process:
            wait_until(lambda: self.sink.mails.total() >= aim, process)

    def kill_before_the_answer(self, more: int) -> None:
        """The mail server has the mail, and the worker will never know."""
        aim = self.sink.mails.total() + more
        with self.worker() as process:

            def kill(name: str) -> None:
                if self.sink.mails.total() >= aim:
                    process.send_signal(signal.SIGKILL)
                    process.wait()

            self.sink.before_answer = kill
            wait_until(lambda: self.sink.mails.total() >= aim, process)
            process.wait(timeout=PATIENCE_SECONDS)
        self.sink.before_answer = str

    def finish(self) -> None:
        """Two days without a kill: what was cut off is flagged, and the rest is sent."""
        for _ in range(2):
            with self.worker("--once") as process:
                process.wait(timeout=10 * PATIENCE_SECONDS)


def wait_until(is_so: Any, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError("the worker does not get on any more")
        time.sleep(0.005)


@contextmanager
def subscribed(address: str, folder: Path, count: int) -> Iterator[Telling]:
    values = ", ".join(SUBSCRIBER.format(number=number) for number in range(count))
    execute(address, SUBSCRIBERS.format(values=values))
    execute(address, WATCHES)
    with smtp_sink() as sink:
        yield Telling(address, folder, sink)


def kill_the_teller(
    address: str, folder: Path, kills: int, command: Sequence[str] = HONEST
) -> dict[str, Any]:
    """The figures of one run. The first third of the kills come while letters are being owed."""
    chance = random.Random(2009)  # noqa: S311 - when to kill, not a secret
    with subscribed(address, folder, LETTERS_FOR_A_KILL * kills) as telling:
        telling.command = command
        for number in range(kills):
            kill = telling.kill_while_sending if number % 2 else telling.kill_before_the_answer
            kill = telling.kill_while_owing if number < kills // 3 else kill
            kill(chance.randint(1, 5))
        telling.finish()
        return {"kills": kills, **figures_of(address, telling.sink.mails)}


def figures_of(address: str, came: Counter[str]) -> dict[str, int]:
    """What became of each subscriber's letter."""
    owed = rows(address, OWED)
    states = dict(rows(address, LETTERS))
    times = {key: came[message_id(key, SENDER)] for key in states}
    done = [key for key, state in states.items() if state == "done"]
    flagged = [key for key, state in states.items() if state == "uncertain"]
    return {
        "subscribers": len(owed),
        "sent once": sum(times[key] == 1 for key in done),
        "flagged for a person": len(flagged),
        "acknowledged and absent": sum(times[key] == 0 for key in done),
        "written twice": sum(count > 1 for count in times.values()) + sum(made > 1 for _, made, _, _ in owed),
        "half-written": sum(not (made == items == is_told == 1) for _, made, items, is_told in owed),
        "wrong": len(states) - len(done) - len(flagged),
    }
