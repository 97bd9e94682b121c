"""English pages are English: Japanese letters stand only inside lang="ja"."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.addresses import addresses, every_programme

pytestmark = pytest.mark.browser
STRAYS = """() => {
  const japanese = /[\\u3000-\\u30ff\\u3400-\\u9fff\\uf900-\\ufaff\\uff00-\\uffef]/;
  const attributes = ['aria-label', 'title', 'alt', 'placeholder', 'content', 'data-label', 'label'];
  const isInside = (node) => node.closest('[lang]').getAttribute('lang') === 'ja';
  const strays = [];
  const walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const { parentElement: parent, data } = walk.currentNode;
    const isShown = !['SCRIPT', 'STYLE'].includes(parent.tagName);
    if (isShown && japanese.test(data) && !isInside(parent)) strays.push(data.trim());
  }
  for (const node of document.querySelectorAll(attributes.map((name) => `[${name}]`))) {
    for (const name of attributes) {
      const value = node.getAttribute(name) || '';
      if (japanese.test(value) && !isInside(node)) strays.push(`${name}: ${value}`);
    }
  }
  return strays;
}"""
PAGES = addresses("en")


def strays(page: Page) -> list[str]:
    found: list[str] = page.evaluate(STRAYS)
    return found


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
def test_no_japanese_outside_of_japanese(browser: Browser, base: str, address: str) -> None:
    page = browser.new_page(base_url=base)
    page.goto(address)
    assert page.locator("html").get_attribute("lang") == "en"
    assert strays(page) == []
    page.close()


def test_no_programme_page_forgets_its_english(browser: Browser, base: str) -> None:
    page = browser.new_page(base_url=base)
    found = {}
    for address in every_programme("en"):
        page.goto(address, wait_until="domcontentloaded")
        if said := strays(page):
            found[address] = said
    page.close()
    assert found == {}


def test_a_stray_is_seen(page: Page) -> None:
    page.goto("/en/about/")
    page.evaluate("document.querySelector('h1').append('制度')")
    page.evaluate("document.querySelector('h1').setAttribute('aria-label', '制度')")
    assert strays(page) == ["制度", "aria-label: 制度"]
