"""Too many failures from one address or for one name: a page that says so and for how long."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tsunagari.kit.problem import PROBLEM, problem


def locked_out(
    request: HttpRequest, response: HttpResponse | None, credentials: Mapping[str, Any] | None
) -> HttpResponse:
    """The same for a name that exists and one that does not. A program is told so in its own words."""
    if response is not None and response.get("Content-Type") == PROBLEM:
        return problem(HTTPStatus.TOO_MANY_REQUESTS, "Too many keys that open nothing. Wait five minutes.")
    wait = settings.AXES_COOLOFF_TIME
    context = {"minutes": int(wait.total_seconds() // 60), "most": settings.AXES_FAILURE_LIMIT}
    page = render(request, "account/locked_out.html", context, status=429)
    page["Retry-After"] = str(int(wait.total_seconds()))
    return page
