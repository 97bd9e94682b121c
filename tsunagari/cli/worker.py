"""`tsunagari worker`: sends what is owed and does what comes round. As many may run as one likes."""

from __future__ import annotations

import argparse

from tsunagari.cli.django_setup import with_django
from tsunagari.cli.options import whole


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    help_ = "send what is owed and do what comes round; several may run beside each other"
    worker = commands.add_parser("worker", help=help_, description=help_)
    worker.add_argument("--once", action="store_true", help="do what is due, then stop")
    worker.add_argument("--batch", type=whole, default=10, metavar="N", help="items taken up at a time")
    worker.add_argument("--poll", type=whole, default=5, metavar="SECONDS", help="pause where nothing is due")
    worker.set_defaults(run=with_django("tsunagari.cli.worker_at_work.work"))
