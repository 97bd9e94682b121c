"""The tools as the MCP library serves them, whichever transport carries them."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from functools import cache
from typing import Any

import mcp_types as types
from asgiref.sync import sync_to_async
from django.db import DatabaseError
from django.http import Http404
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel.server import Server
from mcp.shared.exceptions import MCPError

from tsunagari import __version__
from tsunagari.base.errors import BadInput, shorten
from tsunagari.exchange.mcp.asking import hold_to
from tsunagari.exchange.mcp.tools import BY_NAME, TOOLS, Tool
from tsunagari.exchange.queries.plans import asked_edition
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.faults import PlanFaults

INSTRUCTIONS = (
    "日本の中小企業支援計画の制度をさがし、企業が使えるかを確かめます。企業の事実は本人から聞いたものだけを使い、"
    "足りないものは推測せず、check_firm が返す質問を本人にたずねてください。"
    " Search Japan's SME support plan and check whether a firm qualifies. Use only facts the person told you;"
    " never invent the missing ones: ask the questions that check_firm returns."
)
log = logging.getLogger("tsunagari.exchange")
Context = ServerRequestContext[Any]


@cache
def server() -> Server[Any]:
    return Server(
        "tsunagari",
        version=__version__,
        title="つながり",
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


async def list_tools(context: Context, params: types.PaginatedRequestParams | None) -> types.ListToolsResult:
    return types.ListToolsResult(tools=await sync_to_async(described)())


async def call_tool(context: Context, params: types.CallToolRequestParams) -> types.CallToolResult:
    tool = BY_NAME.get(params.name)
    if tool is None:
        allowed = f"there are: {', '.join(BY_NAME)}"
        raise MCPError(types.INVALID_PARAMS, f"There is no tool {shorten(params.name)}; {allowed}.")
    return await sync_to_async(answered)(tool, params.arguments or {})


def described() -> list[types.Tool]:
    catalogue = asked_edition(None).catalogue
    return [description_of(tool, catalogue) for tool in TOOLS]


def description_of(tool: Tool, catalogue: Catalogue) -> types.Tool:
    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.asks(catalogue),
        output_schema=tool.gives.model_json_schema(),
        annotations=types.ToolAnnotations(
            title=tool.title, read_only_hint=True, idempotent_hint=True, open_world_hint=False
        ),
    )


def answered(tool: Tool, arguments: Mapping[str, Any]) -> types.CallToolResult:
    """The answer, typed and in words; or what was wrong, so that the caller can mend it."""
    try:
        hold_to(tool.asks(asked_edition(None).catalogue), arguments)
        answer = tool.answer({name: as_whole(value) for name, value in arguments.items()})
    except (BadInput, Http404) as refused:
        return said(str(refused), is_error=True)
    except PlanFaults:
        return said("計画が読めません。 The plan does not read at the moment.", is_error=True)
    except DatabaseError:
        log.exception("%s cannot be answered", tool.name)
        return said("記録が読めません。 The records cannot be read; run tsunagari doctor.", is_error=True)
    typed = tool.gives.model_validate(answer).model_dump(mode="json")
    words = types.TextContent(text=tool.say(typed))
    whole = types.TextContent(text=json.dumps(typed, ensure_ascii=False))
    return types.CallToolResult(content=[words, whole], structured_content=typed)


def as_whole(value: Any) -> Any:
    """JSON does not tell 3.0 from 3; every number that a tool is asked for is a whole one."""
    return int(value) if isinstance(value, float) else value


def said(text: str, *, is_error: bool = False) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(text=text)], is_error=is_error)
