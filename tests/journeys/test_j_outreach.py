"""An officer finds whom to tell of a programme, takes the list for a purpose, and records a case from it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import SignedIn
from tests.journeys.looks import assert_well

pytestmark = pytest.mark.browser
AID = "?programme=s-tosan-kyosai&since=2009-06-01"
PAGES = {
    "nothing asked": "/outreach/",
    "newly": f"/outreach/{AID}",
    "one fact away": f"/outreach/{AID}&question=near",
    "one fact away, with pages": "/outreach/?programme=p-keiei-kaizen&question=near",
    "nobody": f"/outreach/{AID}&pref=47",
    "refused": "/outreach/?since=2001-01-01",
    "in English": f"/en/outreach/{AID}&question=near",
}


def asked(page: Page, question: str) -> None:
    """Fill the form by keyboard alone."""
    page.goto("/firms/")
    page.get_by_role("link", name="案内する企業").click()
    page.get_by_label("制度", exact=False).first.select_option("s-tosan-kyosai")
    page.get_by_role("radio", name=question).focus()
    page.keyboard.press("Space")
    page.get_by_label("いつから").fill("2009-06-01")
    page.keyboard.press("Enter")
    expect(page.get_by_role("table")).to_be_visible()


def test_who_qualifies_anew_is_found_and_taken_for_a_purpose(signed_in: SignedIn) -> None:
    page = signed_in("officer")
    asked(page, "新しく使えるようになった会社")
    expect(page).to_have_url(re.compile("question=newly.*since=2009-06-01"))
    assert "日がたった｜事業を始めてからの月数" in page.locator("tbody").inner_text()
    count = int(re.search(r"：(\d+)社", page.locator("#found").inner_text())[1])
    page.get_by_text("この一覧をファイルにする").click()
    page.get_by_label("目的").fill("共済の案内")
    with page.expect_download() as taken:
        page.get_by_role("button", name="CSV").click()
    lines = taken.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == count + 1
    assert lines[0].startswith("名前,よみ,所在,業種,理由")


def test_what_to_ask_leads_to_a_case(signed_in: SignedIn) -> None:
    page = signed_in("officer")
    asked(page, "あと1つのことで使える会社")
    row = page.locator("tbody tr", has_text="聞く：事業を始めた日").first
    name = row.locator("th").inner_text().strip()
    row.get_by_role("link", name=re.compile("相談を記録する")).click()
    expect(page).to_have_url(re.compile(r"/cases/new/\?firm=\d+&programme=s-tosan-kyosai"))
    chosen = page.locator('input[name="firm"]:checked')
    assert chosen.count() == 1
    assert name in page.locator("main").inner_text()


def test_paper_holds_the_list_and_nothing_to_press(signed_in: SignedIn) -> None:
    page = signed_in("officer")
    page.goto(PAGES["newly"])
    page.emulate_media(media="print")
    assert page.locator("tbody tr").first.is_visible()
    assert not page.get_by_role("button", name="一覧を出す").is_visible()
    page.emulate_media(media="screen")


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_sticks_out(signed_in: SignedIn, name: str) -> None:
    page = signed_in("officer")
    page.goto(PAGES[name])
    assert_well(page)
