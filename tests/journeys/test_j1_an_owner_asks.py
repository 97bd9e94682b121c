"""J1: a worry in the owner's own words → programmes and a desk → a few questions → what to do first."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser
WORRY = "この店、だれに任せればいいんだろう"


def counts(page: Page) -> list[int]:
    return [int(page.locator(f"[data-count={verdict}]").inner_text()) for verdict in ("yes", "unknown", "no")]


def press_until(page: Page, selector: str, *, most: int = 80) -> None:
    """Press Tab until what has the focus matches."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} was not reached with {most} presses of Tab")


def follow(page: Page, selector: str) -> None:
    """Click and wait for the page it leads to."""
    with page.expect_navigation():
        page.click(selector)


def enter(page: Page) -> None:
    """Press Enter on what has the focus and wait for the page it leads to."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    press_until(page, "#q")
    page.keyboard.type(WORRY)
    enter(page)
    expect(page.locator(".first h1")).to_be_visible()
    expect(page.locator(".results > li").first.locator("mark").first).to_be_visible()

    press_until(page, ".results h3 a")
    enter(page)
    assert "/programmes/" in page.url
    press_until(page, ".btn--big")
    enter(page)
    assert "/check/?for=" in page.url

    press_until(page, "input[type=radio], input[type=checkbox], select")
    page.keyboard.press("Space" if page.locator("input:focus").count() else "ArrowDown")
    press_until(page, "button[type=submit]")
    enter(page)
    if "/check/result/" not in page.url:
        press_until(page, "a.btn--line")
        enter(page)
    assert "/check/result/" in page.url
    expect(page.locator(".first h1")).to_be_visible()


def test_without_scripts(browser: Browser, base: str) -> None:
    context = browser.new_context(base_url=base, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.fill("#q", WORRY)
    follow(page, "button:has-text('さがす')")
    expect(page.locator(".first")).to_be_visible()
    page.goto("/check/")
    for number in range(3):
        answer_first(page)
        assert len(asked(page)) >= number + 1
    follow(page, "text=ここまでの結果を見る")
    expect(page.locator(".first h1")).to_be_visible()
    assert page.locator("[data-print]:visible").count() == 0
    follow(page, "dd a:has-text('なおす') >> nth=0")
    expect(page.locator("fieldset")).to_be_visible()
    assert page.locator("input:checked, option[selected]").count() == 1
    context.close()


def answer_first(page: Page) -> None:
    if page.locator("select#answer").count():
        page.select_option("select#answer", index=1)
    else:
        page.locator(".choice input").first.check()
    follow(page, "button:has-text('次へ')")


def asked(page: Page) -> list[tuple[str, str]]:
    own = ("asked", "question", "for")
    return [(name, code) for name, code in parse_qsl(urlsplit(page.url).query) if name not in own]


def test_the_answers_are_kept_when_one_goes_back(page: Page) -> None:
    page.goto("/check/")
    answer_first(page)
    first = asked(page)
    answer_first(page)
    follow(page, "text=前の質問へもどる")
    assert page.locator("input:checked").count() == 1
    follow(page, "text=前の質問へもどる")
    assert page.locator(".choice input:checked").get_attribute("value") == first[0][1]


def test_a_question_without_an_answer_says_so_and_keeps_the_others(page: Page) -> None:
    page.goto("/check/?applicant.kind=individual")
    question = page.locator("h1").inner_text()
    with page.expect_navigation() as answered:
        page.click("button:has-text('次へ')")
    assert answered.value.status == 400
    expect(page.locator("#q-error")).to_be_visible()
    assert page.locator("h1").inner_text() == question
    assert ("applicant.kind", "individual") in asked(page)
    assert page.title().startswith("答えがえらばれていません")


def test_the_counts_follow_the_answer_before_it_is_sent(page: Page) -> None:
    page.goto("/check/?question=applicant.kind")
    before = counts(page)
    assert sum(before) == page.locator(".beads i").count()
    page.locator(".choice input[value=local_government]").check()
    during = counts(page)
    assert during != before
    assert page.locator(".beads i[data-v=no]").count() == during[2]
    follow(page, "button:has-text('次へ')")
    assert counts(page) == during


def test_the_counts_follow_several_answers_at_once(page: Page) -> None:
    page.goto("/check/?applicant.kind=individual&question=need.themes")
    before = counts(page)
    with page.expect_response("**/check/tally/**"):
        page.locator(".choice input[value=succession]").check()
    expect(page.locator("[data-count=unknown]")).not_to_have_text(str(before[1]))
    during = counts(page)
    follow(page, "button:has-text('次へ')")
    assert counts(page) == during


def test_a_result_can_be_shared_and_holds_codes_only(page: Page, browser: Browser, base: str) -> None:
    page.goto("/check/result/?applicant.kind=individual&firm.employees_regular=0-5&firm.prefecture=04")
    told = page.locator("main").inner_text()
    assert re.fullmatch(r"[\w./:?&=%\-]+", page.url)
    stranger = browser.new_context(base_url=base).new_page()
    stranger.goto(page.url)
    assert stranger.locator("main").inner_text() == told
    assert stranger.context.cookies() == []
    assert stranger.evaluate("localStorage.length + sessionStorage.length") == 0
    stranger.context.close()


def test_the_result_names_a_desk_nearby(page: Page) -> None:
    page.goto("/check/result/?applicant.kind=individual&firm.prefecture=04&need.themes=succession")
    expect(page.locator(".first")).to_contain_text("宮城県")
    follow(page, ".first a.btn")
    page.wait_for_url("**/desks/?pref=04*")
    expect(page.locator("h1")).to_have_text("宮城県の窓口")
