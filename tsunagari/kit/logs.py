"""One JSON object per log line, each with the request it belongs to.

Paths are logged without their query: what a person typed or answered is stored nowhere.
"""

from __future__ import annotations

import datetime
import json
import logging
import re
import time
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")
GIVEN_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
EXTRA = ("method", "path", "status", "ms")
log = logging.getLogger("tsunagari.request")


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.datetime.fromtimestamp(record.created, datetime.UTC).isoformat(
                timespec="milliseconds"
            ),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            "request": REQUEST_ID.get(),
        }
        line |= {name: getattr(record, name) for name in EXTRA if hasattr(record, name)}
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps({name: value for name, value in line.items() if value != ""}, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class RequestLogMiddleware:
    """Gives every request an id (or keeps the proxy's), answers with it and writes one line."""

    get_response: Callable[[HttpRequest], HttpResponse]

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        token = REQUEST_ID.set(given if GIVEN_ID.fullmatch(given) else uuid.uuid4().hex)
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = REQUEST_ID.get()
            took = round((time.perf_counter() - began) * 1000, 1)
            seen = {
                "method": request.method,
                "path": request.path,
                "status": response.status_code,
                "ms": took,
            }
            log.info("request", extra=seen)
            return response
        finally:
            REQUEST_ID.reset(token)
