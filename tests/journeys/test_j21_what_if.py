"""J21: a planner asks how many firms of the country could use a programme if a limit stood elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from demo_server import Demo, running_demo
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import sign_in

pytestmark = pytest.mark.browser
SMALL = "law.small_employees_max.other"


@pytest.fixture(scope="module")
def demo() -> Iterator[Demo]:
    with running_demo() as running:
        running.run("national", "make")
        yield running


@pytest.fixture(scope="module")
def page(browser: Browser, demo: Demo) -> Iterator[Page]:
    context = browser.new_context(base_url=demo.address, reduced_motion="reduce")
    page = context.new_page()
    sign_in(page, "planner")
    yield page
    context.close()


def figure(page: Page, name: str) -> int:
    return int(page.locator(f'[data-out="{name}"]').first.inner_text().replace(",", "").replace("+", ""))


def test_the_counts_follow_the_slider_and_the_table_adds_up(page: Page) -> None:
    page.goto("/planning/what-if/")
    key = page.locator("#programme option").evaluate_all("options => options.map(o => o.value)", None)
    for programme in key:
        page.goto(f"/planning/what-if/?programme={programme}")
        if page.locator(f'#threshold option[value="{SMALL}"]').count():
            break
    page.select_option("#threshold", SMALL)
    page.get_by_role("button", name="数える").click()
    assert "3,375,000社" in page.locator(".flag").first.inner_text()
    before = figure(page, "total")
    assert figure(page, "more") == 0
    slider = page.locator("#limit-step")
    slider.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    after = figure(page, "total")
    assert after > before
    assert figure(page, "more") == after - before
    other = page.locator("#other-step")
    other.focus()
    page.keyboard.press("ArrowLeft")
    assert figure(page, "total-other") < before
    assert figure(page, "total") == after
    rows = page.locator('tr[data-row^="p"]')
    assert rows.count() == 47
    cells: list[str] = page.locator('tr[data-row^="p"] [data-cell]:nth-child(4)').all_inner_texts()
    assert sum(int(cell.replace(",", "")) for cell in cells) == after
    heats = page.locator("[data-tile]").evaluate_all("tiles => tiles.map(tile => tile.dataset.h)")
    assert set(heats) != {"0"}


def test_the_page_is_accessible_at_both_widths(page: Page) -> None:
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        page.reload()
        found: Any = Axe().run(page)
        assert [violation["id"] for violation in found.response["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
