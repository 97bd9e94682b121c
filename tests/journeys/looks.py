"""How a page looks to axe: at both widths, light and dark, no rule disabled."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import axe_playwright_python
from playwright.sync_api import Page

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
# A colour scheme changes colours and nothing else.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
LOOKS: tuple[tuple[int, Literal["light", "dark"], dict[str, Any]], ...] = (
    (360, "light", RULES),
    (360, "dark", COLOURS),
    (1280, "light", RULES),
    (1280, "dark", COLOURS),
)
# Another language changes words and what is said of them; widths and colours are those of the first.
LOOKS_OF_A_TRANSLATION = LOOKS[:1]


def violations(page: Page, rules: dict[str, Any] = RULES) -> list[str]:
    """What axe finds on the page as it looks now; the page must have been given axe."""
    found = page.evaluate("rules => axe.run(rules).then(results => results.violations)", rules)
    return [f"{each['id']}: {node['html']}" for each in found for node in each["nodes"]]


def assert_well(page: Page) -> None:
    """Axe finds nothing in any look, and nothing sticks out of the narrowest phone."""
    page.evaluate(AXE)
    is_translation = page.evaluate("document.documentElement.lang") != "ja"
    for width, scheme, rules in LOOKS_OF_A_TRANSLATION if is_translation else LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert violations(page, rules) == [], (page.url, width, scheme)
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, page.url
