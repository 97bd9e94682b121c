"""Parse, run, and turn every refusal into a sentence on stderr and an exit status."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from tsunagari import __version__
from tsunagari.base.errors import BadInput
from tsunagari.cli import (
    check,
    check_all,
    export,
    firms,
    jgrants,
    journal,
    keeping,
    mcp,
    national,
    organisations,
    outbox,
    plan,
    procedure,
    search,
    server,
    user,
    worker,
)
from tsunagari.programmes.faults import PlanFaults

DONE, NOT_IN_ORDER, BAD_USAGE = 0, 1, 2


def parser() -> argparse.ArgumentParser:
    root = argparse.ArgumentParser(
        prog="tsunagari", description="A public support plan for small firms, made executable."
    )
    root.add_argument("--version", action="version", version=f"tsunagari {__version__}")
    commands = root.add_subparsers(dest="command", required=True, metavar="COMMAND")
    every = (
        plan,
        procedure,
        search,
        check,
        check_all,
        national,
        server,
        user,
        worker,
        outbox,
        export,
        firms,
        organisations,
        jgrants,
        journal,
        keeping,
        mcp,
    )
    for room in every:
        room.add_commands(commands)
    return root


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. 0 done, 1 the thing asked about is not in order, 2 bad usage or bad input."""
    arguments = parser().parse_args(argv)
    try:
        return int(arguments.run(arguments) or DONE)
    except BadInput as refused:
        print(f"tsunagari: {refused}", file=sys.stderr)
        return BAD_USAGE
    except PlanFaults as faults:
        print(f"tsunagari: the plan is not in order\n{faults}", file=sys.stderr)
        return NOT_IN_ORDER
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        print("tsunagari: stopped; nothing was left half-written", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
