"""What cannot be answered becomes a page that says why.

Bad input: what was given, what is allowed and how to mend it. A plan that does not read: come back later.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tsunagari.base.errors import BadInput, Conflict, shorten
from tsunagari.programmes.faults import PlanFaults

log = logging.getLogger("tsunagari.plans")


@dataclass(frozen=True, slots=True)
class RefusalMiddleware:
    """Turns BadInput into 400 for an address, 422 for a form, 409 for a Conflict; PlanFaults into 503."""

    get_response: Callable[[HttpRequest], HttpResponse]

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, BadInput):
            return refuse(request, exception)
        if isinstance(exception, PlanFaults):
            log.error("the plan does not read: %s", exception)
            response = render(request, "503.html", status=503)
            response["Retry-After"] = "60"
            return response
        return None


def refuse(request: HttpRequest, bad: BadInput) -> HttpResponse:
    status = 409 if isinstance(bad, Conflict) else 422 if request.method == "POST" else 400
    context = {"bad": bad, "given": shorten(bad.given), "status": status}
    return render(request, "400.html", context, status=status)
