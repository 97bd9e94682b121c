"""A write-ahead log cut off anywhere, as a lost disk leaves it: the database opens and holds a prefix."""

from __future__ import annotations

import random
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from own_databases import path_of, rows, sqlite

from faults.door import HALVES
from faults.killing import writing
from faults.serving import Server, serving

CASES = "SELECT id FROM cases_case ORDER BY id"
WRITES = 8
LARGEST_LOG = 1_000 * 4_096  # SQLite folds it in after a thousand pages; what was folded in cannot be torn


@dataclass(frozen=True, slots=True)
class Left:
    """What a killed server left: the database's file as it was before, and the log of what came after."""

    file: bytes
    log: bytes

    def put(self, folder: Path, *, cut: int) -> Path:
        """The database with so much of its log."""
        path = folder / "torn.db"
        path.write_bytes(self.file)
        path.with_name("torn.db-shm").unlink(missing_ok=True)
        path.with_name("torn.db-wal").write_bytes(self.log[:cut])
        return path


def tear_again_and_again(server: Server, times: int) -> dict[str, Any]:
    """Kill a server that writes, and cut the log it leaves at `times` places. Cases stand as committed."""
    left, chance = killed(server), random.Random(2009)  # noqa: S311 - where to cut
    whole = cases_in(left.put(server.folder, cut=len(left.log)))
    lengths, broken = set(), 0
    for cut in chance.sample(range(len(left.log)), times):
        torn = left.put(server.folder, cut=cut)
        cases = cases_in(torn) if is_intact(torn) else None
        if cases is None or cases != whole[: len(cases)] or rows(f"sqlite:///{torn}", HALVES):
            broken += 1
        else:
            lengths.add(len(cases))
    return {
        "cuts": times,
        "not a whole prefix": broken,
        "different prefixes": len(lengths),
        "wrong": int(len(lengths) < 2),  # then nothing was torn
    }


def killed(server: Server) -> Left:
    file = path_of(server.address)
    with sqlite(file) as watcher:
        watcher.execute(CASES).fetchall()  # while someone looks, the log is not folded into the file
        with serving(server), writing(server) as work:
            work.wait_for_more(WRITES)
            server.kill()
        left = Left(file.read_bytes(), file.with_name(f"{file.name}-wal").read_bytes())
    if len(left.log) > LARGEST_LOG:
        raise RuntimeError(f"the log was folded into the file at {LARGEST_LOG} bytes: write less")
    return left


def cases_in(path: Path) -> list[int]:
    return [number for (number,) in rows(f"sqlite:///{path}", CASES)]


def is_intact(path: Path) -> bool:
    try:
        with sqlite(path) as database:
            return database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    except (sqlite3.DatabaseError, MemoryError):  # the second: a damaged page that claims to be endless
        return False


def overwrite(address: str, folder: Path) -> dict[str, Any]:
    """Control: places in the middle of the file overwritten, which must be noticed."""
    copy = Left(path_of(address).read_bytes(), b"").put(folder, cut=0)
    size = copy.stat().st_size
    with copy.open("r+b") as file:
        for place in range(size // 4, size - 64, size // 16):
            file.seek(place)
            file.write(b"\xff" * 64)
    return {"wrong": int(not is_intact(copy))}
