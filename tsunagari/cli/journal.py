"""`tsunagari journal …`: prove the chains, note where they stand, read them back."""

from __future__ import annotations

import argparse
from pathlib import Path

from tsunagari.cli.django_setup import with_django
from tsunagari.cli.options import add_format, whole

INSTANT = "a day, or a day and time such as 2009-10-01T09:30 (Japan time where no zone is given)"


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    journal = commands.add_parser("journal", help="prove the journal, note where it stands, read it back")
    verbs = journal.add_subparsers(dest="verb", required=True, metavar="VERB")
    parsers = {}
    for name, help_ in (
        ("verify", "read every chain and name what is not as it was written; exit status 1 if anything is"),
        ("anchor", "note the last line of every chain in a file to be kept elsewhere"),
        ("breach", "list the firms and persons whose records an account saw or changed, and which fields"),
        ("show", "print a record as it stood at an instant, from what was written down until then"),
    ):
        parsers[name] = verbs.add_parser(name, help=help_, description=help_)
        parsers[name].set_defaults(run=with_django(f"tsunagari.cli.journal_at_work.{name}"))
        add_format(parsers[name])
    add_arguments(**parsers)


def add_arguments(
    verify: argparse.ArgumentParser,
    anchor: argparse.ArgumentParser,
    breach: argparse.ArgumentParser,
    show: argparse.ArgumentParser,
) -> None:
    kept = "an anchor, or a folder of them (default: TSUNAGARI_ANCHORS)"
    verify.add_argument("--anchor", type=Path, metavar="FILE|DIR", help=kept)
    verify.add_argument("--organisation", type=whole, metavar="N", help="only this organisation's chain")
    anchor.add_argument("--out", type=Path, metavar="DIR", help="a folder (default: TSUNAGARI_ANCHORS)")
    breach.add_argument("--actor", required=True, metavar="EMAIL", help="whose account it was")
    breach.add_argument("--from", dest="first", required=True, metavar="INSTANT", help=INSTANT)
    breach.add_argument(
        "--to", dest="last", required=True, metavar="INSTANT", help="as --from; that day included"
    )
    show.add_argument(
        "subject", metavar="SUBJECT", help="kind and number of a record, such as firm:12 or case:3"
    )
    show.add_argument("--at", metavar="INSTANT", help=f"{INSTANT}; the end of the day (default: now)")
