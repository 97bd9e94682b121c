"""What `tsunagari export` does, once Django is awake."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from tsunagari.cli.output import Row, say, show, table
from tsunagari.opendata.actions.exporting import export as write
from tsunagari.opendata.queries.shelves import shelf_of


def export(arguments: argparse.Namespace) -> int:
    shelf = shelf_of(arguments.year)
    written = [
        {"path": str(one.path), "bytes": one.size, "sha256": one.digest}
        for one in write(shelf, arguments.out, arguments.only)
    ]
    show(written, arguments.format, as_text)
    say(f"{len(written)} files of the plan of {shelf.year} in {arguments.out}")
    if shelf.has_demo:
        say("organisations of the demo are among them, marked is_demo: they do not exist")
    return 0


def as_text(rows: Sequence[Row]) -> str:
    cells = [(str(row["path"]), f"{row['bytes']:,}", str(row["sha256"])[:12]) for row in rows]
    return table(("file", "bytes", "sha256"), cells)
