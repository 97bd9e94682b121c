"""A firm is found at the third keystroke; its pages hold to axe at both widths, light and dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import SignedIn
from tests.journeys.looks import AXE, assert_well, violations

pytestmark = pytest.mark.browser
PAGES = {
    "list": "/firms/",
    "found": "/firms/?q=あおば",
    "nothing found": "/firms/?q=ほにゃらら",
    "new": "/firms/new/",
    "duplicates": "/firms/duplicates/",
    "import": "/firms/import/",
    "card": "{firm}",
    "card with the form for a consent": "{firm}?share=1",
    "card in English": "/en{firm}",
    "edit": "{firm}edit/",
    "merge": "{merge}",
}


def find(page: Page, typed: str) -> str:
    """Type into the search of firms, key by key; the address of the first firm that is then shown."""
    page.goto("/firms/")
    box = page.get_by_role("searchbox")
    expect(box).to_be_focused()
    with page.expect_response(lambda answer: "/firms/found/" in answer.url and answer.url.count("%") == 9):
        box.press_sequentially(typed)
    expect(page.locator("[data-live-found] tbody tr").first).to_be_visible()
    return str(page.locator("[data-live-found] tbody a").first.get_attribute("href"))


def test_the_third_keystroke_finds_and_the_address_says_what_was_asked(signed_in: SignedIn) -> None:
    page = signed_in("coordinator")
    address = find(page, "ひろせ")
    assert "広瀬" in page.locator("[data-live-found] tbody").inner_text()
    expect(page).to_have_url(re.compile("q=%E3%81%B2%E3%82%8D%E3%81%9B"))
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_contain_text("広瀬")
    page.go_back()
    assert "広瀬" in page.locator("[data-live-found] tbody").inner_text()


def answer(question: Locator) -> None:
    """Whatever is asked, in whatever form: what is asked next depends on what the desk has learnt so far."""
    if question.locator("summary").count():
        question.locator("summary").click()
    if question.locator("select").count():
        question.locator("select").select_option(index=1)
    elif question.locator("input.input").count():
        is_date = question.locator(".row--middle span").count() == 0  # a figure says its unit
        question.locator("input.input").fill("1990-04-01" if is_date else "5")
    else:
        question.locator(":is(input[type=radio], input[type=checkbox])").first.check()


def test_the_question_on_a_card_is_answered_without_leaving_it(signed_in: SignedIn) -> None:
    page = signed_in("coordinator")
    page.goto(find(page, "つばめ"))
    asked = page.locator('input[name="asked"]').get_attribute("value")
    answer(page.locator("form:has(input[name=asked])"))
    page.get_by_role("button", name="カードに書く").click()
    expect(page).to_have_url(re.compile("#now$"))
    assert page.locator('input[name="asked"]').get_attribute("value") != asked


def test_a_list_is_looked_through_taken_in_and_taken_back(signed_in: SignedIn, tmp_path: Path) -> None:
    page = signed_in("coordinator")
    file = tmp_path / "firms.csv"
    file.write_text("名前,電話\nゆきどけ商会（デモ）,000-0004-9901\nこわれた行,でんわ\n", encoding="cp932")
    page.goto("/firms/import/")
    page.set_input_files("#file", file)
    page.get_by_role("button", name="まず中身を確かめる").click()
    expect(page.get_by_text("まだ何も書いていません")).to_be_visible()
    page.evaluate(AXE)
    assert violations(page) == []
    page.get_by_role("button", name="取り込む", exact=True).click()
    expect(page.locator(".state")).to_have_text("取り込み済み")
    with page.expect_download() as mending:
        page.get_by_role("link", name="取り込めない行をファイルにする").click()
    assert "こわれた行" in mending.value.path().read_text(encoding="utf-8-sig")
    page.get_by_role("button", name="この取り込みを元に戻す").click()
    expect(page.locator(".state")).to_have_text("元に戻した")


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_sticks_out(signed_in: SignedIn, name: str) -> None:
    page = signed_in("coordinator")
    address = PAGES[name]
    if "{firm}" in address:
        address = address.format(firm=find(page, "ひろせ"))
    if "{merge}" in address:
        page.goto("/firms/duplicates/")
        address = str(page.locator('a[href*="/merge/"]').first.get_attribute("href"))
    page.goto(address)
    assert_well(page)
