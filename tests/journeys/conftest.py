"""A running demo, a real browser, and every address the router knows."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

sys.path.append(str(Path(__file__).resolve().parents[2] / "tools"))

from chromium import launch
from demo_server import demo_server

from tsunagari.registry.policy.demo_people import DEMO_PASSWORD

SignedIn = Callable[[str], Page]


@pytest.fixture(scope="session")
def base() -> Iterator[str]:
    """Where the demo answers."""
    with demo_server() as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


def is_complaint(said: ConsoleMessage) -> bool:
    """An error of the page itself; an answer of 400 or 404 is the server's business."""
    return said.type == "error" and "Failed to load resource" not in said.text


@pytest.fixture
def page(browser: Browser, base: str) -> Iterator[Page]:
    """A fresh page whose addresses start at the demo; what the browser complains of fails the test."""
    context = browser.new_context(base_url=base, reduced_motion="reduce")
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if is_complaint(said) else None)
    yield page
    context.close()
    assert complaints == []


def sign_in(page: Page, mailbox: str, site: str = "") -> None:
    """Through the door, as the demo's person who has this mailbox at example.jp."""
    page.goto(f"{site}/account/sign-in/")
    page.get_by_label("メールアドレス").fill(f"{mailbox}@example.jp")
    page.get_by_label("パスワード").fill(DEMO_PASSWORD)
    page.get_by_role("button", name="サインイン", exact=True).click()
    page.locator("details.site__who").wait_for()


@pytest.fixture(scope="session")
def entered(browser: Browser, base: str) -> Iterator[dict[str, BrowserContext]]:
    """One signed-in browser context per mailbox, kept for the whole run: nobody signs in twice."""
    contexts: dict[str, BrowserContext] = {}
    yield contexts
    for context in contexts.values():
        context.close()


@pytest.fixture
def signed_in(browser: Browser, base: str, entered: dict[str, BrowserContext]) -> Iterator[SignedIn]:
    """`signed_in("coordinator")`: a page of the demo's person for a role, or of any mailbox of its people."""
    pages: list[Page] = []
    complaints: list[str] = []

    def open_page(mailbox: str) -> Page:
        is_new = mailbox not in entered
        if is_new:
            entered[mailbox] = browser.new_context(base_url=base, reduced_motion="reduce")
        page = entered[mailbox].new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if is_complaint(said) else None)
        pages.append(page)
        if is_new:
            sign_in(page, mailbox)
        return page

    yield open_page
    for page in pages:
        page.close()
    assert complaints == []
