"""`tsunagari check`: one firm against every programme."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tsunagari.base.errors import BadInput
from tsunagari.base.strict_json import read_json
from tsunagari.cli.options import add_format, add_only, add_year, as_of_day, catalogue_of, offered_of
from tsunagari.cli.output import Row, show, table, title_of
from tsunagari.programmes.answers import read_facts
from tsunagari.programmes.as_objects import facts_object, judgement_object, outside_object
from tsunagari.programmes.checking import check_firm

LARGEST_FIRM_FILE = 100_000


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    help_ = "derived facts and a verdict per programme for one firm"
    check = commands.add_parser("check", help=help_, description=help_)
    check.add_argument("firm", type=Path, metavar="FIRM.json", help="flat JSON: fact → value, null = unknown")
    check.add_argument("--as-of", metavar="DATE", help="the day of the law (default: TSUNAGARI_TODAY)")
    add_only(check)
    add_year(check)
    add_format(check)
    check.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    catalogue = catalogue_of(arguments)
    as_of = as_of_day(arguments.as_of, catalogue)
    given = read_facts(read_firm(arguments.firm), catalogue.vocabulary.facts, as_of=as_of)
    check = check_firm(offered_of(arguments, catalogue), given, as_of)
    judgements = [
        {**judgement_object(catalogue, judgement), **outside_object(judgement.programme)}
        for judgement in check.judgements
    ]
    show([facts_object(check), *judgements], arguments.format, as_text)
    return 0


def as_text(rows: Sequence[Row]) -> str:
    facts, *judgements = rows
    lines = [f"{name}: {value}" for name, value in facts["facts"].items()]
    cells = [(row["verdict"], title_of(row), why(row)) for row in judgements]
    return "\n".join(lines) + "\n\n" + table(("verdict", "programme", "why"), cells)


def why(row: Row) -> str:
    return "、".join(dict.fromkeys(reason["text"] for reason in row["reasons"]))


def read_firm(path: Path) -> dict[str, Any]:
    """The firm's facts. Raises BadInput for anything that is not one flat JSON object without doubles."""
    mend = 'Write {"firm.kind": "company", "firm.capital_yen": 3000000}.'
    try:
        if path.stat().st_size > LARGEST_FIRM_FILE:
            raise BadInput(given=path.name, allowed=f"at most {LARGEST_FIRM_FILE:,} bytes", mend=mend)
        firm = read_json(path.read_bytes(), where=path.name, mend=mend)
    except OSError as error:
        raise BadInput(given=str(path), allowed="a readable file", mend=str(error.strerror)) from error
    if not isinstance(firm, dict):
        raise BadInput(given=type(firm).__name__, allowed="one flat JSON object", mend=mend)
    return firm
