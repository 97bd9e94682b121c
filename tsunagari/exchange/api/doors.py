"""How the API's routes are opened: read from anywhere, by HEAD as by GET, refused in problem details."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse

from tsunagari.kit.access import ANYONE, View, access
from tsunagari.kit.headers import FOR_ANY_ORIGIN
from tsunagari.kit.problem import problem

READ_FROM_ANYWHERE = FOR_ANY_ORIGIN | {
    "Access-Control-Expose-Headers": "ETag, Link",
    "Cache-Control": "public, no-cache",
}
PREFLIGHT = FOR_ANY_ORIGIN | {
    "Access-Control-Allow-Methods": "GET, HEAD, POST",
    "Access-Control-Allow-Headers": "Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def open_to_all(view: View) -> View:
    """A route of the API as Django calls it: for anyone, no cookie counts, nothing is kept of who asked."""

    @access(ANYONE)
    def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=PREFLIGHT)
        response = as_read(view)(request, *args, **kwargs)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            response = wrong_method(response)
        for name, value in READ_FROM_ANYWHERE.items():
            response.headers.setdefault(name, value)
        return response

    door.csrf_exempt = True  # type: ignore[attr-defined]
    return door


def as_read(view: View) -> View:
    """HEAD is answered as GET; the server leaves out the body."""

    def read(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked = request.method
        request.method = "GET" if asked == "HEAD" else asked
        try:
            return view(request, *args, **kwargs)
        finally:
            request.method = asked

    return read


def wrong_method(response: HttpResponse) -> HttpResponse:
    allowed = [method.strip() for method in response["Allow"].split(",")]
    if "GET" in allowed:
        allowed.append("HEAD")
    refused = problem(HTTPStatus.METHOD_NOT_ALLOWED, f"Use {' or '.join(allowed)} here.")
    refused["Allow"] = ", ".join(allowed)
    return refused


@access(ANYONE)
def not_there(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Any other address beneath /api/."""
    return problem(HTTPStatus.NOT_FOUND, "There is nothing here. /api/openapi.json lists what there is.")


not_there.csrf_exempt = True  # type: ignore[attr-defined]
