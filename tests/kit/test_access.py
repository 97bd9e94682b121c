"""A page is served only to those its declaration admits, and never without a declaration."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings
from django.urls import path

from tsunagari.kit.access import ANYONE, Access, AccessMiddleware, access, check_routes

NOBODY = Access("nobody", lambda request: False)


@access(ANYONE)
def open_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("open")


@access(NOBODY)
def closed_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("closed")


def silent_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("silent")


urlpatterns = [path("open/", open_page), path("closed/", closed_page), path("silent/", silent_page)]


def admit(view: object) -> None:
    request = RequestFactory().get("/")
    AccessMiddleware(open_page).process_view(request, view, (), {})  # type: ignore[arg-type]


def test_the_declared_audience_is_admitted() -> None:
    admit(open_page)


@pytest.mark.parametrize("view", [closed_page, silent_page])
def test_others_and_the_undeclared_are_refused(view: object) -> None:
    with pytest.raises(PermissionDenied):
        admit(view)


@override_settings(ROOT_URLCONF=__name__)
def test_djangos_check_names_the_silent_route() -> None:
    (error,) = check_routes()
    assert error.id == "kit.E001"
    assert "/silent/" in error.msg


def test_every_route_of_the_house_passes_the_check() -> None:
    assert check_routes() == []
