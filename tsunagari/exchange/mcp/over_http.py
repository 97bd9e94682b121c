"""One POST to /mcp: the library's own streamable HTTP, driven for a single exchange.

The library speaks ASGI and our workers WSGI. Stateless and answering in JSON, an exchange is one request and
one response, so that an event loop that lives as long as the request is all that is needed.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

import anyio
from asgiref.sync import async_to_sync
from django.http import HttpRequest, HttpResponse
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

from tsunagari.exchange.mcp.server import server

Message = MutableMapping[str, Any]
LARGEST = 200_000  # bytes of a request


def exchange(request: HttpRequest) -> HttpResponse:
    sent: list[Message] = []
    async_to_sync(exchanged)(scope_of(request), request.body, sent)
    start, *parts = sent
    content = b"".join(part.get("body", b"") for part in parts)
    response = HttpResponse(content, status=start["status"])
    for name, value in start["headers"]:
        response[name.decode("latin-1")] = value.decode("latin-1")
    return response


async def exchanged(scope: Message, body: bytes, sent: list[Message]) -> None:
    waiting = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        """The body, then silence: the caller is there until the answer is."""
        if not waiting:
            await anyio.sleep_forever()
        return waiting.pop()

    async def send(message: Message) -> None:
        sent.append(message)

    manager = StreamableHTTPSessionManager(
        server(), json_response=True, stateless=True, max_request_body_size=LARGEST
    )
    async with manager.run():
        await manager.handle_request(scope, receive, send)


def scope_of(request: HttpRequest) -> Message:
    """The request as ASGI describes one."""
    headers = [
        (name.lower().encode("latin-1"), value.encode("latin-1", "replace"))
        for name, value in request.headers.items()
    ]
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": request.scheme,
        "path": request.path,
        "raw_path": request.path.encode(),
        "root_path": "",
        "query_string": request.META.get("QUERY_STRING", "").encode("latin-1", "replace"),
        "headers": headers,
        "client": None,
        "server": None,
    }
