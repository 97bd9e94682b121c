"""What was pulled, put beside the plan: one file, replaced as a whole, that every process sees at once."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from tsunagari.jgrants.models.records import PulledRecord
from tsunagari.jgrants.policy.publishing import entry_of
from tsunagari.jgrants.queries.offered import reading_of
from tsunagari.programmes.pulled import pulled_folder

NAME = "jgrants.json"


def publish() -> int:
    """Write everything that is listed now; returns how many. After the commit of what changed it.

    Whoever writes later has read later: reading and writing are done by one at a time.
    """
    folder = pulled_folder(settings.VAR)
    with alone(folder):
        listed = PulledRecord.objects.filter(gone_at=None)
        entries = [
            entry_of(reading_of(one), one.digest, seen_at=one.seen_at, changed_at=one.changed_at)
            for one in listed.iterator()
        ]
        replace(folder / NAME, json.dumps({"programmes": entries}, ensure_ascii=False, indent=1))
    return len(entries)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def replace(path: Path, text: str) -> None:
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)
