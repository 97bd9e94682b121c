"""A coordinator's day at the desk: keys, a call written down, a case moved and taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, Request, expect

from tests.journeys.conftest import SignedIn
from tests.journeys.looks import assert_well

pytestmark = pytest.mark.browser
MOST_KEYS, MOST_REQUESTS = 8, 7  # what a consultation may cost beside the words themselves


@dataclass
class Keyboard:
    """Presses keys and counts them; words that are typed count apart, as nobody can save them."""

    page: Page
    pressed: list[str] = field(default_factory=list)
    typed: int = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed.append(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.typed += len(text)


def focused(page: Page, name: str) -> bool:
    return bool(page.evaluate("name => document.activeElement.name === name", name))


def tab_to(keyboard: Keyboard, name: str) -> None:
    """Go on with Tab until the field has the focus; a page on which it never does fails here."""
    for _ in range(8):
        if focused(keyboard.page, name):
            return
        keyboard.press("Tab")
    assert focused(keyboard.page, name), name


def asked_of_server(page: Page) -> Callable[[], list[str]]:
    """The requests for pages and data from now on; files of the look are kept by the browser."""
    seen: list[str] = []

    def note(request: Request) -> None:
        if "/static/" not in request.url:
            seen.append(f"{request.method} {request.url}")

    page.on("request", note)
    return lambda: seen


def test_a_consultation_is_recorded_from_the_keyboard_alone(signed_in: SignedIn) -> None:
    page = signed_in("coordinator")
    page.goto("/inbox/")
    requests, keyboard = asked_of_server(page), Keyboard(page)
    keyboard.press("n")
    page.wait_for_url("**/cases/new/")
    keyboard.type("あおば")
    page.locator("#found input:checked").wait_for()
    tab_to(keyboard, "firm")
    tab_to(keyboard, "title")
    keyboard.type("帳簿のつけかた")
    keyboard.press("Tab")
    keyboard.type("はじめての決算が近い。何からそろえるか。")
    keyboard.press("Control+Enter")
    page.wait_for_url("**/cases/*/?said=opened")
    expect(page.get_by_role("heading", level=1)).to_have_text("帳簿のつけかた")
    expect(page.get_by_role("status")).to_contain_text("相談を記録しました。")
    figures = f"{len(keyboard.pressed)} keys, {keyboard.typed} letters, {len(requests())} requests"
    print(f"\na consultation recorded from the keyboard: {figures}")
    assert len(keyboard.pressed) <= MOST_KEYS, keyboard.pressed
    assert len(requests()) <= MOST_REQUESTS, requests()


def test_a_new_firm_is_recorded_from_the_keyboard_too(signed_in: SignedIn) -> None:
    page = signed_in("coordinator")
    page.goto("/cases/new/")
    keyboard = Keyboard(page)
    keyboard.type("ほにゃらら本舗（デモ）")
    page.locator("#found input[value=new]:checked").wait_for()
    tab_to(keyboard, "title")
    assert page.locator("#new_name").input_value() == "ほにゃらら本舗（デモ）"
    keyboard.type("店を開きたい")
    keyboard.press("Control+Enter")
    page.wait_for_url("**/cases/*/?said=opened")
    expect(page.get_by_role("heading", name="ほにゃらら本舗（デモ）")).to_be_visible()


def test_keys_walk_the_inbox_and_open_a_case(signed_in: SignedIn) -> None:
    page = signed_in("coordinator")
    page.goto("/inbox/")
    rows = page.locator("[data-row]")
    second = rows.nth(1).locator("a").first.inner_text()
    page.keyboard.press("j")
    expect(page.locator("tr.is-here")).to_have_count(1)
    expect(page.locator("#peek h2")).to_have_text(second)
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/*/")
    expect(page.get_by_role("heading", level=2).filter(has_text=second)).to_be_visible()


def test_a_move_is_taken_back_with_one_key(signed_in: SignedIn) -> None:
    page = signed_in("coordinator")
    page.goto("/inbox/?view=all&meaning=waiting")
    page.locator("[data-row]", has=page.get_by_text("引き受ける")).first.get_by_role("link").first.click()
    page.locator(".first--strip").get_by_role("button", name="引き受ける").click()
    expect(page.locator(".page-head .state")).to_have_text("聞き取り")
    page.keyboard.press("z")
    page.wait_for_url("**/?said=undone")
    expect(page.locator(".page-head .state")).not_to_have_text("聞き取り")


DESK_PAGES = (
    "/inbox/",
    "/inbox/?view=all&meaning=working",
    "/inbox/?q=ほにゃ&view=all",
    "/cases/new/?q=あおば",
)
FROM_A_CASE = ("", "hearing/", "moves/advise/", "refer/refer/")


@pytest.mark.parametrize("language", ["", "/en"])
def test_axe_finds_nothing_at_the_desk(signed_in: SignedIn, language: str) -> None:
    page = signed_in("coordinator")
    page.goto("/inbox/?view=all&meaning=working")
    hearing = page.locator("[data-row]", has=page.get_by_text("聞き取り")).first
    case = f"/cases/{hearing.get_attribute('data-row')}/"
    for address in (*DESK_PAGES, *(case + path for path in FROM_A_CASE)):
        look_at(page, language + address)


def test_axe_finds_nothing_at_the_partners_desk(signed_in: SignedIn) -> None:
    page = signed_in("shelter")
    look_at(page, "/inbox/")
    page.goto("/inbox/")
    handoff = page.locator("a[href*='/handoffs/']").first.get_attribute("href")
    look_at(page, f"{handoff}")


def look_at(page: Page, address: str) -> None:
    page.goto(address)
    assert_well(page)
    page.set_viewport_size({"width": 1280, "height": 900})
