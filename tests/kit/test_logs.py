"""Log lines are JSON, carry the request's id, and never what a person typed."""

from __future__ import annotations

import json
import logging
import sys

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from tsunagari.kit.logs import JsonFormatter, RequestLogMiddleware


def answer(request: HttpRequest) -> HttpResponse:
    logging.getLogger("tsunagari.test").info("working")
    return HttpResponse(status=204)


def lines(records: list[logging.LogRecord]) -> list[dict[str, object]]:
    return [json.loads(JsonFormatter().format(record)) for record in records]


def test_one_line_per_request_without_its_query(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    request = RequestFactory().get("/search/", {"q": "息子は継がない"})
    response = RequestLogMiddleware(answer)(request)
    line = lines(caplog.records)[-1]
    assert (line["method"], line["path"], line["status"]) == ("GET", "/search/", 204)
    assert isinstance(line["ms"], float)
    assert len(response["X-Request-ID"]) == 32
    assert not any("息子" in json.dumps(line, ensure_ascii=False) for line in lines(caplog.records))


def test_the_proxys_id_is_kept_where_it_is_one() -> None:
    def sent(given: str) -> str:
        request = RequestFactory().get("/", headers={"X-Request-ID": given})
        return RequestLogMiddleware(answer)(request)["X-Request-ID"]

    assert sent("abcdef12-3456") == "abcdef12-3456"
    assert sent('"}\n{"level":"forged') != '"}\n{"level":"forged'
    assert len(sent("short")) == 32


def test_lines_within_a_request_carry_its_id(caplog: pytest.LogCaptureFixture) -> None:
    seen = []

    def note(request: HttpRequest) -> HttpResponse:
        record = logging.LogRecord("n", logging.INFO, "f", 1, "inside", None, None)
        seen.append(json.loads(JsonFormatter().format(record)))
        return HttpResponse()

    response = RequestLogMiddleware(note)(RequestFactory().get("/"))
    assert seen[0]["request"] == response["X-Request-ID"]


def test_an_error_is_told_with_its_traceback() -> None:
    try:
        int("broken")
    except ValueError:
        record = logging.LogRecord("n", logging.ERROR, "f", 1, "failed %s", ("here",), sys.exc_info())
    line = json.loads(JsonFormatter().format(record))
    assert line["message"] == "failed here"
    assert "ValueError: invalid literal" in line["error"]
    assert "request" not in line
