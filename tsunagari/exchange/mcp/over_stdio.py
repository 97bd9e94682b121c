"""`tsunagari mcp`: the tools on standard input and output. Logs go to stderr."""

from __future__ import annotations

import argparse

from asgiref.sync import async_to_sync
from mcp.server.stdio import stdio_server

from tsunagari.exchange.mcp.server import server


def serve(arguments: argparse.Namespace) -> int:
    """Until the other side closes its end."""
    async_to_sync(exchange)()
    return 0


async def exchange() -> None:
    tools = server()
    async with stdio_server() as (incoming, outgoing):
        await tools.run(incoming, outgoing, tools.create_initialization_options())
