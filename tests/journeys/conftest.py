"""A running demo, a real browser, and every address the router knows."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

sys.path.append(str(Path(__file__).resolve().parents[2] / "tools"))

from chromium import launch
from demo_server import demo_server


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
