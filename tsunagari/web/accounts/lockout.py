"""Too many failures from one address or for one name: a page that says so and for how long."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def locked_out(
    request: HttpRequest, response: HttpResponse | None, credentials: Mapping[str, Any] | None
) -> HttpResponse:
    """The same for a name that exists and one that does not."""
    wait = settings.AXES_COOLOFF_TIME
    context = {"minutes": int(wait.total_seconds() // 60), "most": settings.AXES_FAILURE_LIMIT}
    page = render(request, "account/locked_out.html", context, status=429)
    page["Retry-After"] = str(int(wait.total_seconds()))
    return page
