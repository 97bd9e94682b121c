"""The door for programs: an API key instead of a session, and problem details instead of pages.

A view marked with `takes_key` is opened by `Authorization: Bearer …` alone. Cookies count for nothing there,
so no other site can send them along, and no CSRF word is needed.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from tsunagari.kit.access import Access, View
from tsunagari.kit.problem import problem
from tsunagari.registry.actions.keys import note_use
from tsunagari.registry.policy.tokens import digest_of
from tsunagari.registry.queries.actors import actor_in
from tsunagari.registry.queries.people import key_by

SCHEME = "Bearer"
NOTED_EVERY = datetime.timedelta(minutes=1)


def takes_key(view: View) -> View:
    """Declare on a view that programs use it, and only with a key: `@takes_key` above `@access(…)`."""
    view.takes_key = True  # type: ignore[attr-defined]
    view.csrf_exempt = True  # type: ignore[attr-defined]
    return view


@dataclass(frozen=True, slots=True)
class KeyMiddleware:
    """Gives a request to a view that takes keys the key's actor; answers 401, 403 or 429 without one."""

    get_response: Callable[[HttpRequest], HttpResponse]

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponse | None:
        if not getattr(view, "takes_key", False):
            return None
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme != SCHEME or not secret:
            return problem(HTTPStatus.UNAUTHORIZED, "Send the header Authorization: Bearer <key>.")
        return enter(request, secret) or stay_out(request, view.access)  # type: ignore[attr-defined]


def enter(request: HttpRequest, secret: str) -> HttpResponse | None:
    """Let the key's actor in; what to answer where the key opens nothing."""
    tried = {"email": f"key {digest_of(secret)[:16]}"}
    if not AxesProxyHandler.is_allowed(request, tried):
        return problem(HTTPStatus.TOO_MANY_REQUESTS, "Too many keys that open nothing. Wait five minutes.")
    key = key_by(secret, request.today)  # type: ignore[attr-defined]
    if key is None or (key.membership.person.is_demo and not settings.IS_DEMO):
        AxesProxyHandler.user_login_failed(sender=KeyMiddleware, credentials=tried, request=request)
        return problem(HTTPStatus.UNAUTHORIZED, "This key opens nothing. It may be revoked or over.")
    now = request.now  # type: ignore[attr-defined]
    if key.used_at is None or now - key.used_at >= NOTED_EVERY:
        note_use(key, now=now)
    request.actor = actor_in(key.membership, key_id=key.pk)  # type: ignore[attr-defined]
    return None


def stay_out(request: HttpRequest, who: Access) -> HttpResponse | None:
    if who.admits(request):
        return None
    return problem(HTTPStatus.FORBIDDEN, f"This is for {who.name}.")
