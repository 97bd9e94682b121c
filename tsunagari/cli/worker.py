"""`tsunagari worker`: sends what is owed and does what comes round. As many may run as one likes."""

from __future__ import annotations

import argparse

from tsunagari.cli.django_setup import with_django
from tsunagari.cli.options import whole

STATUS = (
    "exit status: 0 stopped, or (--once) all that was due was done; 1 (--once) something was not done and is"
    " tried again later, was given up, or is in doubt and waits for a person, as stderr says; 2 bad usage, or"
    " the database does not answer"
)


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    help_ = "send what is owed and do what comes round; several may run beside each other"
    worker = commands.add_parser("worker", help=help_, description=help_, epilog=STATUS)
    once = "do what is due, then stop: 0 where all was done, 1 where something was not"
    worker.add_argument("--once", action="store_true", help=once)
    worker.add_argument("--batch", type=whole, default=10, metavar="N", help="items taken up at a time")
    worker.add_argument("--poll", type=whole, default=5, metavar="SECONDS", help="pause where nothing is due")
    worker.set_defaults(run=with_django("tsunagari.cli.worker_at_work.work"))
