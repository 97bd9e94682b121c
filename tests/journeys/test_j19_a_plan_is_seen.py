"""J19: a plan is looked at, compared, and its pages are kept; without script everything stays a link."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


def test_from_a_gap_in_the_matrix_to_the_programmes_behind_a_count(page: Page) -> None:
    page.goto("/plan/")
    page.get_by_role("link", name="厚いところ・薄いところ").click()
    count = page.locator(".table--matrix td a").first
    said = int(count.inner_text().split("事")[0])
    count.click()
    expect(page.locator("tbody tr[id]")).to_have_count(said)


def test_what_a_browser_keeps_can_be_compared_and_let_go(page: Page) -> None:
    for key in ("n-saisei", "s-kodoka"):
        page.goto(f"/programmes/{key}/")
        page.get_by_role("button", name="とっておく").click()
        expect(page.get_by_role("button", name="とっておくのをやめる")).to_be_visible()
    page.goto("/saved/")
    rows = page.locator("[data-saved-list] li")
    expect(rows).to_have_count(2)
    page.locator("[data-saved-compare]").click()
    expect(page.locator("thead th")).to_have_count(3)
    page.goto("/saved/")
    rows.first.get_by_role("button").click()
    expect(rows).to_have_count(1)


def test_without_script_the_way_leads_by_links(browser: Browser, base: str) -> None:
    context = browser.new_context(base_url=base, java_script_enabled=False)
    page = context.new_page()
    page.goto("/programmes/n-saisei/")
    page.get_by_role("link", name="ほかの制度とくらべる").click()
    page.locator("section .results a").first.click()
    expect(page.locator("thead th")).to_have_count(3)
    page.goto("/saved/")
    expect(page.locator(".no-js")).to_be_visible()
    context.close()
