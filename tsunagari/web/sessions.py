"""How long a sign-in lasts: so long without a sign of life, and so long in all."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

BEGAN, SEEN = "session_began", "session_seen"  # what the session remembers: seconds since 1970
SAVED_EVERY = 60  # seconds: a page a second is not a write a second


def seconds_now() -> int:
    """The real time: a sign-in ages even where the demo's day stands still."""
    return int(time.time())


@dataclass(frozen=True, slots=True)
class SessionLimitsMiddleware:
    """Signs out whoever was silent or signed in for too long; they go on as a visitor."""

    get_response: Callable[[HttpRequest], HttpResponse]

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            keep_or_end(request, seconds_now())
        return self.get_response(request)


def keep_or_end(request: HttpRequest, now: int) -> None:
    began, seen = request.session.get(BEGAN), request.session.get(SEEN, now)
    if began is None:
        request.session[BEGAN] = request.session[SEEN] = now
    elif now - began >= settings.SESSION_SECONDS or now - seen >= settings.IDLE_SECONDS:
        logout(request)
    elif now - seen >= SAVED_EVERY:
        request.session[SEEN] = now
