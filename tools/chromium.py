"""The one way to start the browser: Debian's Chromium, headless, speaking to the page's own server only."""

from __future__ import annotations

from debian_packages import CHROMIUM
from playwright.sync_api import Browser, Playwright

FLAGS = (
    "--no-sandbox",  # root, in containers
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def launch(playwright: Playwright) -> Browser:
    """A running Chromium. Raises Missing, with how to get it, where there is none."""
    return playwright.chromium.launch(executable_path=CHROMIUM.path(), args=[*FLAGS], headless=True)
