"""A plain page is made once until its stamp changes; one that was asked anything is made each time."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from tsunagari.kit.access import ANYONE, access
from tsunagari.kit.kept import MOST, kept

MADE: list[str] = []
STAMP = ["first"]


@access(ANYONE)
@kept(lambda: STAMP[0])
def page(request: HttpRequest, name: str = "") -> HttpResponse:
    MADE.append(request.get_full_path())
    content = "" if name == "nothing" else f"{name} {len(MADE)}"
    return HttpResponse(content, status=404 if name == "missing" else 200)


def asked(address: str, name: str = "") -> tuple[bytes, int]:
    before = len(MADE)
    content = page(RequestFactory().get(address), name).content
    return content, len(MADE) - before


def test_a_plain_page_is_made_once_and_anew_after_a_change() -> None:
    first, made = asked("/plain/")
    assert made == 1
    assert asked("/plain/") == (first, 0)
    assert asked("/en/plain/")[1] == 1
    STAMP[0] = "second"
    again, made = asked("/plain/")
    assert (again != first, made) == (True, 1)


def test_nothing_is_not_kept_as_a_page() -> None:
    assert asked("/nothing/", "nothing")[1] == 1
    assert asked("/nothing/", "nothing")[1] == 1


def test_what_a_person_asked_is_never_kept() -> None:
    assert asked("/asked/?q=跡つぎ")[1] == 1
    assert asked("/asked/?q=跡つぎ")[1] == 1


def test_a_page_that_is_not_there_is_not_kept() -> None:
    assert asked("/missing/", "missing")[1] == 1
    assert asked("/missing/", "missing")[1] == 1


def test_memory_is_bounded() -> None:
    asked("/oldest/")
    for number in range(MOST):
        asked(f"/{number}/")
    assert asked("/oldest/")[1] == 1
    assert asked(f"/{MOST - 1}/")[1] == 0


def test_the_declared_audience_stays_on_the_view() -> None:
    assert page.access is ANYONE  # type: ignore[attr-defined]
