"""`tsunagari serve` and `tsunagari demo`: the web pages on this machine."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence

from django.core.management import call_command
from django.db import connections

from tsunagari.base.errors import BadInput
from tsunagari.cli.django_setup import set_up_django
from tsunagari.cli.national import make_once
from tsunagari.cli.options import whole
from tsunagari.cli.output import say, table
from tsunagari.registry.policy.demo_people import DEMO_PASSWORD, DEMO_PEOPLE

DEMO_DAY = "2009-10-01"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    for name, run, help_ in (
        ("serve", serve, "serve the pages with gunicorn"),
        ("demo", demo, "set up a demo inside FY2009 and serve it"),
    ):
        command = commands.add_parser(name, help=help_, description=help_)
        command.add_argument("--host", default="127.0.0.1")
        command.add_argument("--port", type=whole, default=8000)
        command.add_argument("--workers", type=whole, default=2)
        command.set_defaults(run=run)
    help_ = "also make the synthetic file of all firms of the country, once, for the what-if page"
    command.add_argument("--national", action="store_true", help=help_)


def serve(arguments: argparse.Namespace) -> int:
    command = server_command(arguments)
    say(where(arguments))
    os.execv(sys.executable, command)  # noqa: S606 - our own interpreter, our own words


def server_command(arguments: argparse.Namespace) -> list[str]:
    """The command that serves this address, which must be free. On this machine, links begin with it."""
    bind = f"{arguments.host}:{arguments.port}"
    refuse_taken_port(arguments.host, arguments.port)
    if is_for_this_machine(arguments.host, os.environ):
        os.environ.setdefault("TSUNAGARI_HTTPS", "0")
        os.environ.setdefault("TSUNAGARI_SITE", f"http://{bind}")
    command = [sys.executable, "-m", "gunicorn", "--config", "python:tsunagari.web.gunicorn_conf"]
    command += ["--bind", bind, "--workers", str(arguments.workers), "tsunagari.web.wsgi:application"]
    return command


def where(arguments: argparse.Namespace) -> str:
    return f"http://{arguments.host}:{arguments.port}/  (Ctrl-C stops)"


def is_for_this_machine(host: str, environ: Mapping[str, str]) -> bool:
    """Served to this machine's own browser: on loopback, and no proxy in front that speaks HTTPS."""
    return host in LOOPBACK and environ.get("TSUNAGARI_BEHIND_PROXY", "0") != "1"


def demo(arguments: argparse.Namespace) -> int:
    """The demo runs inside FY2009 and says so on every page; its mails land under var/mail."""
    os.environ.setdefault("TSUNAGARI_TODAY", DEMO_DAY)
    os.environ.setdefault("TSUNAGARI_DEMO", "1")
    command = server_command(arguments)
    set_up_django()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    call_command("load_demo", verbosity=0)
    call_command("load_demo_cases", verbosity=0)
    if arguments.national:
        make_once()
    say(sign_ins())
    say(where(arguments))
    connections.close_all()
    worker = [sys.executable, "-m", "tsunagari.cli.main", "worker"]
    return run_beside(command, worker)


def run_beside(main: Sequence[str], other: Sequence[str]) -> int:
    """Run both until `main` ends or a signal asks to stop; neither is left behind.

    Each has a process group of its own: Ctrl-C reaches this process alone, which asks both to finish what is
    in hand. By itself it would make gunicorn drop the answers it is writing.
    """
    processes: list[subprocess.Popen[bytes]] = []

    def stop(*_: object) -> None:
        for process in processes:
            process.terminate()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    processes += [subprocess.Popen(command, process_group=0) for command in (main, other)]  # noqa: S603 - ours
    status = processes[0].wait()
    stop()
    processes[1].wait()
    return max(status, 0)


def sign_ins() -> str:
    """One sign-in per role, as the demo prints them."""
    rows = [(person.email, person.name) for person in DEMO_PEOPLE]
    return f"Sign in at /account/sign-in/ with the password {DEMO_PASSWORD} as\n{table(('', ''), rows)}\n"


def refuse_taken_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise BadInput(
                given=f"{host}:{port}",
                allowed="a free address of this machine",
                mend=f"{error.strerror}. Choose another with --port.",
                where="--port",
            ) from error
