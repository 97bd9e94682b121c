"""Negative control of the kill: a server that says "kept" before it has written anything."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from tsunagari.web.wsgi import application as honest

LATE_SECONDS = 0.02


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    if environ["REQUEST_METHOD"] != "POST":
        return honest(environ, start_response)
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    later = {**environ, "wsgi.input": io.BytesIO(body)}
    threading.Thread(target=write_late, args=(later,)).start()
    start_response("302 Found", [("Location", "/"), ("Content-Length", "0")])
    return [b""]


def write_late(environ: dict[str, Any]) -> None:
    time.sleep(LATE_SECONDS)
    list(honest(environ, lambda *_: None))
