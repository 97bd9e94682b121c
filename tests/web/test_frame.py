"""What every page has: headers, the frame, the two languages, pages for what goes wrong."""

from __future__ import annotations

import datetime
import re

import pytest
from django.conf import settings
from django.http import HttpRequest
from django.test import Client, RequestFactory, override_settings
from django.utils import translation
from django.views.defaults import bad_request, permission_denied, server_error

from tests.registry.staff import member, organisation
from tsunagari.kit.refusal import RefusalMiddleware
from tsunagari.programmes.faults import Fault, PlanFaults
from tsunagari.registry.policy.roles import COORDINATOR, PLANNER, REVIEWER
from tsunagari.web.accounts.adapter import landing

PAGES = ["/", "/search/", "/check/", "/plan/", "/glossary/", "/about/", "/accessibility/"]


@pytest.mark.parametrize("page", PAGES)
def test_headers_leave_no_door_open(client: Client, page: str) -> None:
    headers = client.get(page).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("page", PAGES)
def test_no_page_needs_what_the_policy_forbids(client: Client, page: str) -> None:
    html = client.get(page).content.decode()
    assert "style=" not in html
    assert not re.search(r"<script(?![^>]*\ssrc=)", html)
    assert not re.search(r"\son\w+=", html)


@pytest.mark.parametrize("page", PAGES)
def test_each_page_has_one_main_heading_and_says_where_it_is(client: Client, page: str) -> None:
    html = client.get(page).content.decode()
    assert html.count("<h1") == 1
    assert html.count("<main") == 1
    assert '<a class="skip" href="#main">' in html
    assert re.search(r"<title>[^<]+｜つながり</title>", html)


def test_the_demo_says_so_on_every_page(client: Client) -> None:
    assert "デモ表示" not in client.get("/about/").content.decode()
    with override_settings(TODAY=datetime.date(2009, 10, 1)):
        assert "デモ表示：2009年10月1日（平成21年10月1日）" in client.get("/about/").content.decode()
        assert "Demo: 1 October 2009" in client.get("/en/about/").content.decode()


def test_the_other_language_is_one_link_away_and_keeps_the_question(client: Client) -> None:
    assert 'href="/en/search/?q=shop"' in client.get("/search/?q=shop").content.decode()
    assert 'href="/search/?q=shop"' in client.get("/en/search/?q=shop").content.decode()


def test_japanese_needs_no_prefix_whatever_the_browser_prefers(client: Client) -> None:
    html = client.get("/about/", headers={"Accept-Language": "en"}).content.decode()
    assert '<html lang="ja">' in html


def test_a_missing_page_says_so_in_the_readers_language(client: Client) -> None:
    for page, said in (("/nix/", "ページがありません"), ("/en/nix/", "No such page")):
        response = client.get(page)
        assert response.status_code == 404
        assert said in response.content.decode()


@pytest.mark.parametrize(
    ("view", "status", "said"),
    [
        (lambda request: bad_request(request, ValueError()), 400, "入力を確かめてください"),
        (lambda request: permission_denied(request, ValueError()), 403, "このページは使えません"),
        (server_error, 500, "うまく動きませんでした"),
    ],
)
def test_pages_for_what_goes_wrong(view: object, status: int, said: str) -> None:
    with translation.override("ja"):
        response = view(RequestFactory().get("/"))  # type: ignore[operator]
    assert response.status_code == status
    assert said in response.content.decode()


def test_a_plan_that_does_not_read_is_a_page_for_later() -> None:
    def never(request: HttpRequest) -> None:
        raise AssertionError

    request = RequestFactory().get("/")
    faults = PlanFaults([Fault("2009/national/x.yaml", 3, "budget", "what is this")])
    response = RefusalMiddleware(never).process_exception(request, faults)  # type: ignore[arg-type]
    assert response is not None
    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert "x.yaml" not in response.content.decode()


def test_other_faults_are_not_dressed_up() -> None:
    request = RequestFactory().get("/")
    assert RefusalMiddleware(lambda r: None).process_exception(request, KeyError("x")) is None  # type: ignore[arg-type,return-value]


def test_pages_are_compressed_and_answer_not_modified(client: Client) -> None:
    first = client.get("/about/", headers={"Accept-Encoding": "gzip"})
    assert first["Content-Encoding"] == "gzip"
    again = client.get("/about/", headers={"Accept-Encoding": "gzip", "If-None-Match": first["ETag"]})
    assert again.status_code == 304


@pytest.mark.django_db
def test_a_planner_begins_at_the_plan(client: Client) -> None:
    planner = member(PLANNER, organisation())
    client.force_login(planner.person, backend=settings.AUTHENTICATION_BACKENDS[-1])
    html = client.get("/plan/").content.decode()
    menu = html[html.index('<ul class="menu">') : html.index("</ul>")]
    assert re.findall(r'<a href="([^"]+)"', menu)[0] == "/plan/"
    assert '<a href="/plan/" aria-current="page">' in menu
    assert "/inbox/" not in menu
    assert "/planning/" in html


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "page"), [(PLANNER, "/plan/"), (REVIEWER, "/evaluation/"), (COORDINATOR, "/inbox/")]
)
def test_everyone_lands_on_a_page_that_lets_them_in(client: Client, role: str, page: str) -> None:
    client.force_login(member(role, organisation()).person, backend=settings.AUTHENTICATION_BACKENDS[-1])
    request = client.get("/about/").wsgi_request
    assert landing(request) == page
    assert client.get(page).status_code == 200
