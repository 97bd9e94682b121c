"""`tsunagari jgrants …`: today's programmes, taken in from Jグランツ or from a folder of its answers."""

from __future__ import annotations

import argparse

from tsunagari.cli.django_setup import with_django
from tsunagari.cli.options import add_format


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    jgrants = commands.add_parser("jgrants", help="today's programmes, from Jグランツ")
    verbs = jgrants.add_subparsers(dest="verb", required=True, metavar="VERB")
    help_ = "take in every programme of a source; a second time, only what changed"
    pull = verbs.add_parser("pull", help=help_, description=help_)
    pull.add_argument(
        "--from",
        dest="source",
        required=True,
        metavar="URL|DIR",
        help="the address of an API (http://host/exp), or a folder with list*.json and detail/<id>.json",
    )
    help_ = "ask the list for this word only, may be repeated; nothing is then taken for gone"
    pull.add_argument("--keyword", action="append", default=[], help=help_)
    add_format(pull)
    pull.set_defaults(run=with_django("tsunagari.cli.jgrants_at_work.pull"))
