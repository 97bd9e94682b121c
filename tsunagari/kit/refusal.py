"""Bad input becomes a page that says what was given, what is allowed and how to mend it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tsunagari.base.errors import BadInput, shorten


@dataclass(frozen=True, slots=True)
class RefusalMiddleware:
    """Turns BadInput into 400 for an address and 422 for a form that was sent."""

    get_response: Callable[[HttpRequest], HttpResponse]

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return refuse(request, exception) if isinstance(exception, BadInput) else None


def refuse(request: HttpRequest, bad: BadInput) -> HttpResponse:
    status = 422 if request.method == "POST" else 400
    context = {"bad": bad, "given": shorten(bad.given)}
    return render(request, "400.html", context, status=status)
