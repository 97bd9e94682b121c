"""Every address under axe: 360 and 1280 px, light and dark, no rule disabled."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.addresses import addresses, addresses_behind_doors
from tests.journeys.conftest import SignedIn
from tests.journeys.looks import AXE, COLOURS, assert_well, violations

pytestmark = pytest.mark.browser
PAGES = addresses("ja") | addresses("en")
BEHIND_DOORS = addresses_behind_doors("ja") | addresses_behind_doors("en")


@pytest.fixture(scope="module")
def visitor(browser: Browser, base: str) -> Iterator[Page]:
    """One window for all addresses: opening another costs more than looking at a page."""
    page = browser.new_page(base_url=base, reduced_motion="reduce")
    yield page
    page.close()


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
def test_axe_finds_nothing_and_nothing_sticks_out(visitor: Page, address: str) -> None:
    visitor.goto(address)
    assert_well(visitor)


@pytest.mark.parametrize(("mailbox", "address"), BEHIND_DOORS.values(), ids=BEHIND_DOORS.keys())
def test_axe_finds_nothing_behind_the_doors(signed_in: SignedIn, mailbox: str, address: str) -> None:
    page = signed_in(mailbox)
    page.goto(address)
    assert_well(page)


def test_axe_finds_what_is_wrong(page: Page) -> None:
    page.goto("/about/")
    page.evaluate("document.querySelector('main').innerHTML = '<img src=x>'")
    page.evaluate(AXE)
    assert any(fault.startswith("image-alt") for fault in violations(page))


def test_axe_finds_what_the_dark_makes_unreadable(page: Page) -> None:
    """The dark looks are held to the rules of colour alone, so those must see it."""
    page.goto("/about/")
    page.emulate_media(color_scheme="dark")
    page.evaluate("document.querySelector('main p').style.color = '#222'")  # allowed: no markup says so
    page.evaluate(AXE)
    assert any(fault.startswith("color-contrast") for fault in violations(page, COLOURS))


def test_paper_shows_all_that_can_be_used_and_nothing_to_press(page: Page) -> None:
    page.goto("/check/result/?applicant.kind=individual&firm.employees_regular=0-5&need.themes=succession")
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    assert not page.locator("nav.crumbs").is_visible()
    assert page.locator(".btn:visible").count() == 0
    hidden = page.locator("section:has(#yes) details li").first
    assert hidden.evaluate("node => node.checkVisibility({contentVisibilityAuto: true})")
