"""Every address declares who may use it."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, include, path

from tsunagari.kit.access import ANYONE, access, routes


def undeclared(patterns: Iterable[URLPattern | URLResolver]) -> list[str]:
    return [address for address, route in routes(patterns) if getattr(route.callback, "access", None) is None]


def silent(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


@access(ANYONE)
def declared(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def test_every_route_declares_who_may_use_it() -> None:
    patterns = get_resolver().url_patterns
    assert len(list(routes(patterns))) > 5
    assert undeclared(patterns) == []


def test_an_undeclared_route_is_seen_at_any_depth() -> None:
    deep = include([path("open/", declared), path("silent/", silent)])
    assert undeclared([path("desk/", deep), path("quiet/", silent)]) == ["desk/silent/", "quiet/"]
