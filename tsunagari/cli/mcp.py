"""`tsunagari mcp`: the tools for models, on standard input and output."""

from __future__ import annotations

import argparse

from tsunagari.cli.django_setup import with_django


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    help_ = "serve the tools for models (MCP) on standard input and output"
    command = commands.add_parser("mcp", help=help_, description=help_)
    command.set_defaults(run=with_django("tsunagari.exchange.mcp.over_stdio.serve"))
