"""`/mcp`: for programs, without cookies and sessions. The library is loaded by the first who comes."""

from __future__ import annotations

from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from django.views.decorators.csrf import csrf_exempt

from tsunagari.kit.access import ANYONE, access
from tsunagari.kit.problem import problem

EXCHANGE = "tsunagari.exchange.mcp.over_http.exchange"


@csrf_exempt
@access(ANYONE)
def mcp(request: HttpRequest) -> HttpResponse:
    """One JSON-RPC message in, one out. There is no stream to listen to, so that only POST is known."""
    if request.method != "POST":
        refused = problem(HTTPStatus.METHOD_NOT_ALLOWED, "Send JSON-RPC messages by POST.")
        refused["Allow"] = "POST"
        return refused
    if not is_from_here(request):
        return problem(HTTPStatus.FORBIDDEN, "Pages of other sites may not use this door.")
    try:
        return import_string(EXCHANGE)(request)
    except RequestDataTooBig:
        return problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The message is too large.")


def is_from_here(request: HttpRequest) -> bool:
    """Programs send no Origin; a browser does, and then it must be ours (against DNS rebinding)."""
    origin = request.headers.get("Origin")
    own = f"{request.scheme}://{request.get_host()}"
    return origin is None or origin in (own, *settings.CSRF_TRUSTED_ORIGINS)
