"""`tsunagari export`: the open data of /data/ as files in a folder."""

from __future__ import annotations

import argparse
from pathlib import Path

from tsunagari.cli.django_setup import with_django
from tsunagari.cli.options import add_format, add_year

GROUPS = ("package", "graph", "organisations", "feeds", "text")


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    help_ = "write the open data: tables, linked data, organisations, feeds, calendar"
    export = commands.add_parser("export", help=help_, description=help_)
    export.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="a folder; it is made if missing"
    )
    only = "only these kinds of file (default: all, each programme and organisation by itself too)"
    export.add_argument("--only", nargs="+", choices=GROUPS, default=(), help=only)
    add_year(export)
    add_format(export)
    export.set_defaults(run=with_django("tsunagari.cli.export_at_work.export"))
