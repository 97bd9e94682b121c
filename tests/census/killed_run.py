"""A run of check-all in parts of 200 firms that kills itself at the nth file, or has no room for larger ones.

python -m tests.census.killed_run KILL_AT LARGEST_FILE ARGUMENT …
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any

from tsunagari.census import intake, parquet, run
from tsunagari.cli.main import main

WRITE_TABLES = parquet.write_tables


def killing(kill_at: int) -> Any:
    written = 0

    def write_tables(path: Path, *rest: Any) -> None:
        nonlocal written
        written += 1
        if written == kill_at:
            path.with_name(f".{path.name}.draft").write_bytes(b"PAR1 half a file")
            os.kill(os.getpid(), signal.SIGKILL)
        WRITE_TABLES(path, *rest)

    return write_tables


def write_table(path: Path, table: Any) -> None:
    parquet.write_tables(path, table.schema, [table])


if __name__ == "__main__":
    kill_at, largest = int(sys.argv[1]), int(sys.argv[2])
    intake.PART = 200
    parquet.write_tables = run.write_tables = killing(kill_at)
    intake.write_table = run.write_table = write_table
    if largest:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    sys.exit(main(["check-all", *sys.argv[3:]]))
