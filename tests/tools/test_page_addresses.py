"""No page can be forgotten: the router is asked, and a parameter without a sample stops the run."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from page_addresses import page_addresses


def view(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return HttpResponse()


PATTERNS = [
    path("", view, name="home"),
    path("plan/", include([path("<int:year>/<slug:key>.<kind>", view, name="export"), path("deep/", view)])),
]


def test_every_route_is_filled() -> None:
    found = page_addresses(PATTERNS, {"year": "2009", "key": "n-x", "kind": "csv"})
    assert found == {"home": "/", "export": "/plan/2009/n-x.csv", "plan/deep/": "/plan/deep/"}


def test_a_parameter_without_a_sample_is_not_passed_over() -> None:
    with pytest.raises(KeyError, match="kind"):
        page_addresses(PATTERNS, {"year": "2009", "key": "n-x"})
