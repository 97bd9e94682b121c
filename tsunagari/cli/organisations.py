"""`tsunagari organisation import`: a list becomes the directory; looked through first, taken back."""

from __future__ import annotations

import argparse
from pathlib import Path

from tsunagari.cli.django_setup import with_django
from tsunagari.cli.options import add_format, whole


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    organisation = commands.add_parser("organisation", help="the directory of organisations: bring in a list")
    verbs = organisation.add_subparsers(dest="verb", required=True, metavar="VERB")
    help_ = "record organisations from a CSV or Excel file; exit status 1 if a row was refused"
    imports = verbs.add_parser("import", help=help_, description=help_)
    imports.add_argument("file", type=Path, nargs="?", metavar="FILE")
    imports.add_argument(
        "--organisation", type=whole, metavar="N", help="who answers for it, and whose journal tells of it"
    )
    imports.add_argument("--dry-run", action="store_true", help="look it through and record nothing")
    imports.add_argument("--rejected", type=Path, metavar="OUT.csv", help="write the refused rows here")
    imports.add_argument("--undo", type=whole, metavar="RUN", help="take a whole import back")
    add_format(imports)
    imports.set_defaults(run=with_django("tsunagari.cli.organisations_at_work.import_organisations"))
