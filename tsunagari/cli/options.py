"""Options that many commands share, and the defaults they take from the environment."""

from __future__ import annotations

import argparse
import datetime
import os
import re
import sys
from dataclasses import replace
from pathlib import Path

from tsunagari.base.errors import BadInput, shorten
from tsunagari.base.years import read_date
from tsunagari.cli.output import say
from tsunagari.programmes.catalogue import Catalogue, load_catalogue, years_under
from tsunagari.programmes.folders import plans_root, var_root
from tsunagari.programmes.pulled import pulled_beside

FORMATS = ("text", "json", "jsonl")


def add_format(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--format", choices=FORMATS, default="text", help="text for people, jsonl for programs"
    )


def add_year(command: argparse.ArgumentParser) -> None:
    help_ = "the plan's fiscal year (default: the newest declared)"
    command.add_argument("--year", type=fiscal_year, help=help_)


def add_only(command: argparse.ArgumentParser) -> None:
    help_ = "only the plan's programmes, or only the calls of others that were pulled (default: both)"
    command.add_argument("--only", choices=("plan", "pulled"), help=help_)


def fiscal_year(text: str) -> int:
    """A year as an option. argparse says what was wrong with it."""
    if not re.fullmatch("[12][0-9]{3}", text):
        raise argparse.ArgumentTypeError(f"given {shorten(text)}; allowed: a year such as 2009")
    return int(text)


def whole(text: str) -> int:
    """A whole number as an option, in ASCII digits only."""
    if not re.fullmatch("[0-9]{1,6}", text):
        raise argparse.ArgumentTypeError(f"given {shorten(text)}; allowed: a whole number such as 10")
    return int(text)


def plans() -> Path:
    return plans_root(os.environ)


def drafts() -> Path:
    """Where drafted years lie: folders like those under plans/, beside what they share with them."""
    return var_root(os.environ) / "drafts"


def catalogue_of(arguments: argparse.Namespace) -> Catalogue:
    return year_of(arguments.year or newest_year())


def offered_of(arguments: argparse.Namespace, plan: Catalogue) -> Catalogue:
    """The plan's programmes and, beside the newest plan, the calls of others, as pages have them."""
    is_newest = plan.year == next(iter(years_under(plans())), None)
    wants_pulled = arguments.only != "plan" and is_newest
    own = plan.programmes if arguments.only != "pulled" else ()
    others = pulled_beside(plan, var_root(os.environ)) if wants_pulled else ()
    return replace(plan, programmes=(*own, *others))


def year_of(year: int) -> Catalogue:
    """The plan of `year`; where none is declared, its draft, and a word on stderr that it is one."""
    if year not in years_under(plans()) and year in years_under(drafts()):
        say(f"{year}: the draft under {drafts()}")
        return load_catalogue(plans(), year, drafts=drafts())
    return load_catalogue(plans(), year)


def newest_year() -> int:
    years = years_under(plans())
    if not years:
        raise BadInput(
            given=str(plans()),
            allowed="a folder with a plan such as 2009/plan.yaml",
            mend="Set TSUNAGARI_PLANS.",
            where="TSUNAGARI_PLANS",
        )
    return years[0]


def as_of_day(text: str | None, catalogue: Catalogue) -> datetime.date:
    """The day asked for, else TSUNAGARI_TODAY, else the plan's own day (1 October of its year)."""
    said = text or os.environ.get("TSUNAGARI_TODAY")
    return read_date(said) if said else catalogue.plan.as_of


def is_terminal() -> bool:
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ
