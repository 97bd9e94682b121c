"""Every address under axe: 360 and 1280 px, light and dark, no rule disabled."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.journeys.addresses import addresses

pytestmark = pytest.mark.browser
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
LOOKS = [(width, scheme) for width in (360, 1280) for scheme in ("light", "dark")]
PAGES = addresses("ja") | addresses("en")


def violations(page: Page) -> list[str]:
    found: list[dict[str, Any]] = Axe().run(page, options=RULES).response["violations"]
    return [f"{each['id']}: {node['html']}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
def test_axe_finds_nothing(browser: Browser, base: str, address: str) -> None:
    page = browser.new_page(base_url=base, reduced_motion="reduce")
    page.goto(address)
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert violations(page) == [], (width, scheme)
    page.close()


def test_axe_finds_what_is_wrong(page: Page) -> None:
    page.goto("/about/")
    page.evaluate("document.querySelector('main').innerHTML = '<img src=x>'")
    assert any(fault.startswith("image-alt") for fault in violations(page))


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
def test_nothing_sticks_out_of_a_narrow_screen(browser: Browser, base: str, address: str) -> None:
    page = browser.new_page(base_url=base, viewport={"width": 320, "height": 640})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()


def test_print_leaves_out_what_cannot_be_pressed_on_paper(page: Page) -> None:
    page.goto("/check/result/?applicant.kind=individual")
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    assert not page.locator("nav.crumbs").is_visible()
    assert page.locator(".btn:visible").count() == 0
