"""Who may use a page: every route says so, and a route that says nothing is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.checks import Error
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver

View = Callable[..., HttpResponse]


def refuse(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


@dataclass(frozen=True, slots=True)
class Access:
    """A named audience, the test that admits a request to it, and what others are told."""

    name: str
    admits: Callable[[HttpRequest], bool]
    turn_away: Callable[[HttpRequest], HttpResponse] = refuse


ANYONE = Access("anyone", lambda request: True)


def access(who: Access) -> Callable[[View], View]:
    """Declare on a view who may use it: `@access(ANYONE)`."""

    def declare(view: View) -> View:
        view.access = who  # type: ignore[attr-defined]
        return view

    return declare


@dataclass(frozen=True, slots=True)
class AccessMiddleware:
    """Refuses what the view's declaration does not admit, and a view without a declaration."""

    get_response: Callable[[HttpRequest], HttpResponse]

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponse | None:
        who: Access | None = getattr(view, "access", None)
        if who is None:
            raise PermissionDenied
        return None if who.admits(request) else who.turn_away(request)


def routes(
    patterns: Iterable[URLPattern | URLResolver], prefix: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """Every route beneath `patterns` with its whole path."""
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, path)
        else:
            yield path, pattern


def check_routes(app_configs: Any = None, **kwargs: Any) -> list[Error]:
    """Django check `kit.E001`: a route that does not declare who may use it."""
    return [
        Error(
            f"/{path} does not declare who may use it",
            hint="Put @access(ANYONE) or a narrower audience on the view.",
            id="kit.E001",
        )
        for path, pattern in routes(get_resolver().url_patterns)
        if getattr(pattern.callback, "access", None) is None
    ]
