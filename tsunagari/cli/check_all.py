"""`tsunagari check-all`: every firm against every programme."""

from __future__ import annotations

import argparse
from pathlib import Path

from tsunagari.cli.groups import with_group
from tsunagari.cli.options import add_format, add_year

ENGINES = ("numpy", "duckdb", "spark")


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    help_ = "every firm of a file, or of the registry, against every programme"
    check = commands.add_parser("check-all", help=help_, description=help_)
    firms = "a Parquet or CSV file with a column firm_id and one per fact, or the word registry"
    check.add_argument("firms", metavar="FIRMS", help=firms)
    check.add_argument("--out", type=Path, required=True, metavar="DIR", help="where verdicts are written")
    engine = "what does the work; all give the same verdicts"
    check.add_argument("--engine", choices=ENGINES, default="numpy", help=engine)
    explain = "also count which fact keeps firms out, by prefecture and division"
    check.add_argument("--explain", action="store_true", help=explain)
    check.add_argument("--as-of", metavar="DATE", help="the day of the law (default: TSUNAGARI_TODAY)")
    add_year(check)
    add_format(check)
    check.set_defaults(run=with_group("batch", "tsunagari.cli.check_all_at_work.check_all"))
