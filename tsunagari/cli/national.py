"""`tsunagari national make`: a synthetic file of all firms of the country, for the planners' what-if page."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from tsunagari.census.country import write_country
from tsunagari.census.national import FIRMS, ORIGIN, SEED, make_national
from tsunagari.cli.options import add_format, whole
from tsunagari.cli.output import Row, say, show
from tsunagari.programmes.folders import var_root


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    national = commands.add_parser("national", help="a synthetic file of all firms of the country")
    verbs = national.add_subparsers(dest="verb", required=True, metavar="VERB")
    help_ = "make the file under TSUNAGARI_VAR; the same numbers make the same firms"
    make = verbs.add_parser("make", help=help_, description=help_)
    make.add_argument("--firms", type=many, default=FIRMS, metavar="N", help=f"how many (default: {FIRMS:,})")
    make.add_argument("--seed", type=whole, default=SEED, metavar="N", help="another draw")
    add_format(make)
    make.set_defaults(run=run)


def many(text: str) -> int:
    """A number of firms as an option."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= 50_000_000 and len(text) < 9):
        raise argparse.ArgumentTypeError(f"given {text[:20]!r}; allowed: 1 to 50000000")
    return int(text)


def run(arguments: argparse.Namespace) -> int:
    show([made(arguments.firms, arguments.seed)], arguments.format, as_text)
    return 0


def made(firms: int, seed: int) -> Row:
    country = make_national(firms, seed)
    path = write_country(national_file(), country)
    say(f"synthetic. Given: {ORIGIN['given']['en']}. Assumed: {ORIGIN['assumed']['en']}")
    return {"file": str(path), "firms": country.firms, "combinations": len(country.weights)}


def make_once(firms: int = FIRMS, seed: int = SEED) -> None:
    """The file as `tsunagari national make` writes it; one that is there already stays."""
    if not national_file().exists():
        say(as_text([made(firms, seed)]))


def national_file() -> Path:
    return var_root(os.environ) / "national.npz"


def as_text(rows: Sequence[Row]) -> str:
    (row,) = rows
    return f"{row['firms']:,} firms as {row['combinations']:,} combinations: {row['file']}"
