"""`tsunagari outbox …`: what waits for a person, also where no organisation's administrator sees it."""

from __future__ import annotations

import argparse

from tsunagari.cli.django_setup import with_django
from tsunagari.cli.options import add_format
from tsunagari.registry.policy.outbox import DECISIONS, STATES


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    outbox = commands.add_parser("outbox", help="what is owed: mails and what comes round")
    verbs = outbox.add_subparsers(dest="verb", required=True, metavar="VERB")
    help_ = "items in one state, the latest first"
    list_ = verbs.add_parser("list", help=help_, description=help_)
    list_.add_argument("--state", choices=tuple(STATES), default="uncertain")
    add_format(list_)
    list_.set_defaults(run=with_django("tsunagari.cli.outbox_at_work.list_items"))
    help_ = "decide about an item in doubt or given up"
    settle = verbs.add_parser("settle", help=help_, description=help_)
    settle.add_argument("key", help="as list shows it")
    settle.add_argument("--as", dest="decision", choices=tuple(DECISIONS), required=True)
    settle.set_defaults(run=with_django("tsunagari.cli.outbox_at_work.settle_item"))
