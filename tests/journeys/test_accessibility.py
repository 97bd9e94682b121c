"""Every address under axe: 360 and 1280 px, light and dark, no rule disabled."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.addresses import addresses, addresses_behind_doors
from tests.journeys.conftest import SignedIn

pytestmark = pytest.mark.browser
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
LOOKS: tuple[tuple[int, Literal["light", "dark"]], ...] = (
    (360, "light"),
    (360, "dark"),
    (1280, "light"),
    (1280, "dark"),
)
PAGES = addresses("ja") | addresses("en")
BEHIND_DOORS = addresses_behind_doors("ja") | addresses_behind_doors("en")


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it looks now; the page must have been given axe."""
    found = page.evaluate("rules => axe.run(rules).then(results => results.violations)", RULES)
    return [f"{each['id']}: {node['html']}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
def test_axe_finds_nothing_and_nothing_sticks_out(browser: Browser, base: str, address: str) -> None:
    page = browser.new_page(base_url=base, reduced_motion="reduce")
    page.goto(address)
    hold(page)
    page.close()


@pytest.mark.parametrize(("mailbox", "address"), BEHIND_DOORS.values(), ids=BEHIND_DOORS.keys())
def test_axe_finds_nothing_behind_the_doors(signed_in: SignedIn, mailbox: str, address: str) -> None:
    page = signed_in(mailbox)
    page.goto(address)
    hold(page)


def hold(page: Page) -> None:
    """The page to the rules, in every look, and to the narrowest screen."""
    page.evaluate(AXE)
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == [], (width, scheme)
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_axe_finds_what_is_wrong(page: Page) -> None:
    page.goto("/about/")
    page.evaluate("document.querySelector('main').innerHTML = '<img src=x>'")
    page.evaluate(AXE)
    assert any(fault.startswith("image-alt") for fault in violations(page))


def test_paper_shows_all_that_can_be_used_and_nothing_to_press(page: Page) -> None:
    page.goto("/check/result/?applicant.kind=individual&firm.employees_regular=0-5&need.themes=succession")
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    assert not page.locator("nav.crumbs").is_visible()
    assert page.locator(".btn:visible").count() == 0
    hidden = page.locator("section:has(#yes) details li").first
    assert hidden.evaluate("node => node.checkVisibility({contentVisibilityAuto: true})")
