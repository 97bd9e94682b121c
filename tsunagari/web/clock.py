"""What time it is. The demo lives on its own day: that day, at the real hour."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone


def the_time() -> datetime.datetime:
    """Now, aware, in the time zone of the house; on TSUNAGARI_TODAY where that is set."""
    now = timezone.localtime()
    if settings.TODAY is None:
        return now
    return now.replace(year=settings.TODAY.year, month=settings.TODAY.month, day=settings.TODAY.day)


@dataclass(frozen=True, slots=True)
class ClockMiddleware:
    """Gives every request its `now` (aware) and `today`: one request, one instant."""

    get_response: Callable[[HttpRequest], HttpResponse]

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.now = the_time()  # type: ignore[attr-defined]
        request.today = request.now.date()  # type: ignore[attr-defined]
        return self.get_response(request)
