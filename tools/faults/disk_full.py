"""A full disk: what cannot be kept is refused, nothing is half-written, and all is well again after.

The limit is one on the size of each file (RLIMIT_FSIZE): the system call fails as it does on a full disk.
"""

from __future__ import annotations

import time
from typing import Any

from own_databases import path_of

from faults.killing import look, writing
from faults.serving import Server, serving

ROOM = 400_000  # bytes that the log of SQLite may grow to before its disk is full
REFUSALS = 8


def fill_and_make_room(server: Server) -> dict[str, Any]:
    """Write until the disk is full and a while after; then start again with room, and write on."""
    server.largest_file = max(path_of(server.address).stat().st_size, ROOM)
    with serving(server), writing(server) as work:
        deadline = time.monotonic() + 60
        while len(work.refused) < REFUSALS and time.monotonic() < deadline:
            time.sleep(0.05)
        is_alive = server.health() is not None
    full, refused = look(server.address, work.acknowledged), sorted(set(work.refused))
    server.largest_file = None
    with serving(server), writing(server) as again:
        again.wait_for_more(REFUSALS)
    after = look(server.address, work.acknowledged | again.acknowledged)
    return {
        "acknowledged before it was full": len(work.acknowledged),
        "refused with": refused,
        "acknowledged and absent": len(full.lost | after.lost),
        "half-written": full.halves + after.halves,
        "acknowledged with room again": len(again.acknowledged),
        "wrong": int(not (is_alive and refused)),
    }
