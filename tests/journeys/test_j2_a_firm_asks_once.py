"""J2 and the loop: a firm asks once, follows one page, says what became of it, and the next plan knows."""

from __future__ import annotations

import email
import email.policy
import re
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.conftest import sign_in
from tests.journeys.looks import assert_well
from tsunagari.programmes.catalogue import load_catalogue

from debian_packages import POSTGRES  # isort: skip - tools/, which the journeys' conftest put on the path
from demo_server import ROOT, Demo, running_demo  # isort: skip
from throwaway_postgres import throwaway_postgres  # isort: skip

pytestmark = pytest.mark.browser
FIRM, PERSON, MAILBOX = "みどり製作所（デモ）", "緑 はな（デモ）", "midori-works@example.jp"
ASKED = "親会社からの支払いが3か月おくれています。"
SECRET = "聞き取りだけの覚え"
HUB, HUB_JA = "n-chiikiryoku", "地域力連携拠点事業"
FOLLOWED_ON, AFTER = "2010-01-04", "2010-04-01"
Enter = Callable[[str], Page]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def demo(request: pytest.FixtureRequest) -> Iterator[Demo]:
    """A demo of its own: what is counted here must not be what other journeys did."""
    with ExitStack() as stack:
        is_postgres = request.param == "postgresql"
        database = stack.enter_context(throwaway_postgres(POSTGRES.path())) if is_postgres else ""
        yield stack.enter_context(running_demo(database))


@pytest.fixture
def enter(browser: Browser, demo: Demo) -> Iterator[Enter]:
    """`enter("planner")`: a page of the demo's person; `enter("")`: a visitor's. Each has its own browser."""
    contexts: list[BrowserContext] = []

    def entered(mailbox: str, **options: object) -> Page:
        context = browser.new_context(base_url=demo.address, reduced_motion="reduce", **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        if mailbox:
            sign_in(page, mailbox)
        return page

    yield entered
    for context in contexts:
        context.close()


def follow(page: Page, selector: str) -> None:
    with page.expect_navigation():
        page.locator(selector).first.click()


def mailed_link(demo: Demo, purpose: str, to: str = MAILBOX) -> str:
    """The address in the newest mail to the firm that leads to a page of `purpose`."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        for file in sorted(demo.mails.glob("*"), key=lambda path: path.stat().st_mtime, reverse=True):
            mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
            found = re.search(rf"{demo.address}/{purpose}/\S+", mail.get_content())
            if found and to in str(mail["To"]):
                return found[0]
        time.sleep(0.2)
    raise AssertionError(f"no mail with a link to {purpose}: {[path.name for path in demo.mails.glob('*')]}")


def ask(page: Page, **changed: str) -> str:
    """From the home page to the firm's own page; its address."""
    page.goto("/")
    follow(page, "a:has-text('ここから相談を送る')")
    page.fill("#asked", ASKED)
    page.select_option("#prefecture", "04")
    follow(page, "button:has-text('次へ')")
    assert page.input_value("#asked") == ASKED
    page.fill("#name", changed.get("name", FIRM))
    page.fill("#contact_name", PERSON)
    page.fill("#email", changed.get("email", MAILBOX))
    for group in page.locator("[name=groups]:not([value=figures])").all():
        group.check()
    follow(page, "button:has-text('同意して相談を送る')")
    page.wait_for_url("**/status/**")
    return page.url.partition("?")[0]


def carry(page: Page) -> None:
    """The coordinator: from the inbox to the outcome, as the pages lead."""
    page.goto("/inbox/?view=unheld")
    follow(page, f"th a:has-text('{FIRM}')")
    expect(page.locator("main")).to_contain_text(ASKED)
    page.click("summary:has-text('担当を決める')")
    page.select_option("#holder", label="応援コーディネータ（デモ）")
    follow(page, "form[action$='/assign/'] button")
    follow(page, ".first--strip button:has-text('引き受ける')")
    follow(page, ".first--strip a:has-text('聞き取りの記録')")
    page.check("[name=field-channel][value=phone]")
    page.fill("[name=field-minutes]", "20")
    page.check("[name=field-themes][value=trade_trouble]")
    page.fill("[name=field-heard]", SECRET)
    follow(page, "button:has-text('記録する')")
    follow(page, ".first--strip a:has-text('助言する')")
    follow(page, "main form button:has-text('助言する')")
    follow(page, ".first--strip a:has-text('終える')")
    page.check("[name=field-outcome][value=partly]")
    follow(page, "main form button:has-text('終える')")
    expect(page.locator(".state").first).to_have_text("終了")


def received_so_far(page: Page) -> int:
    """What the board of figures says the hubs received."""
    page.goto("/evaluation/?year=2009")
    row = page.locator("tr", has_text=HUB_JA).filter(has_text="1件あたりの費用").first
    expect(row).to_contain_text("57.9億円")
    return int(re.sub(r"\D", "", row.locator("td.num").nth(1).locator("a").first.inner_text()) or "0")


def test_a_firm_asks_once_and_the_next_plan_knows(demo: Demo, enter: Enter, tmp_path: Path) -> None:
    planner = enter("planner")
    before = received_so_far(planner)

    # the firm asks; its page says who holds it and what comes next by when; the mail leads there too
    firm = enter("")
    own_page = ask(firm)
    expect(firm.locator("main")).to_contain_text("相談を受け付けました")
    expect(firm.locator("main")).to_contain_text("10月6日（火）まで")
    demo.run("worker", "--once")
    assert mailed_link(demo, "status") == own_page

    # a stranger without the whole address sees nothing, nor does another organisation
    stranger = enter("")
    assert (answer := stranger.goto(own_page[:-2] + "x/")) is not None
    assert answer.status == 404
    elsewhere = enter("fukuoka")
    elsewhere.goto("/inbox/?view=all")
    expect(elsewhere.locator("main")).not_to_contain_text(FIRM)

    # the desk carries it to its outcome; the firm sees that, and not what was heard
    coordinator = enter("coordinator")
    carry(coordinator)
    firm.goto(own_page)
    for said in ("応援コーディネータ（デモ）", "相談を終えました", "一部が解決した"):
        expect(firm.locator("main")).to_contain_text(said)
    expect(firm.locator("main")).not_to_contain_text(SECRET)
    case = re.search(r"/cases/[0-9]+/", coordinator.url)
    assert case is not None
    assert (answer := elsewhere.goto(case[0])) is not None
    assert answer.status == 404

    # three months later the worker asks; opening the link answers nothing, sending it does, once
    demo.run("worker", "--once", today=FOLLOWED_ON)
    confirm = mailed_link(demo, "confirm")
    for _ in range(2):
        firm.goto(confirm)
        expect(firm.locator("h1")).to_have_text("その後いかがですか")
    firm.check("[name=outcome][value=solved]")
    firm.fill("#note", "親会社と話がつきました")
    follow(firm, "button:has-text('送る')")
    expect(firm.locator("h1")).to_have_text("ありがとうございました")
    firm.goto(confirm)
    expect(firm.locator("h1")).to_have_text("もうお答えをいただいています")

    # the figure stands beside the budget line, and on the line of next year's draft
    assert received_so_far(planner) == before + 1
    expect(planner.locator("main")).not_to_contain_text(FIRM)
    demo.run("plan", "draft", "2010", "--out", str(tmp_path), today=AFTER)
    drafted = load_catalogue(ROOT / "plans", 2010, drafts=tmp_path).by_key[HUB]
    cost, solved = (evidence.result for evidence in drafted.evidence[:2])
    assert cost.value is not None
    assert cost.value * (before + 1) == drafted.budget_before_yen == 5_790_000_000
    assert solved.numerator is not None
    assert FIRM not in "".join(path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.yaml"))


def test_a_firm_is_handed_on_and_takes_its_consent_back(demo: Demo, enter: Enter) -> None:
    firm = enter("")
    name = "もみじ電機（デモ）"
    own_page = ask(firm, name=name, email="momiji@example.jp")
    shelter = enter("shelter")
    coordinator = enter("coordinator")
    coordinator.goto("/inbox/?view=unheld")
    follow(coordinator, f"th a:has-text('{name}')")
    case = coordinator.url.partition("?")[0]
    follow(coordinator, ".first--strip button:has-text('引き受ける')")

    # the firm lets the shelter see, on its own page
    firm.goto(own_page)
    firm.click("summary:has-text('情報を見せる相手')")
    firm.select_option("#organisation", label="宮城県 下請かけこみ寺（デモ）")
    follow(firm, "button:has-text('見せることに同意する')")
    expect(firm.locator("main")).to_contain_text("見せる相手を加えました")

    # the hub refers, the shelter takes it on, the firm's page names the new holder
    coordinator.goto(f"{case}refer/refer/")
    coordinator.locator("label", has_text="宮城県 下請かけこみ寺（デモ）").locator("[name=to]").check()
    follow(coordinator, "main form button[type=submit], main form button:not([type])")
    shelter.goto("/inbox/")
    follow(shelter, f"a:has-text('{name}')")
    follow(shelter, "button:has-text('引き受ける')")
    firm.goto(own_page)
    expect(firm.locator("h1")).to_contain_text("宮城県 下請かけこみ寺（デモ）")
    follow(shelter, "main a[href^='/firms/']")
    card = shelter.url
    expect(shelter.locator("main")).to_contain_text(name)

    # taking the consent back works at once
    firm.click("summary:has-text('情報を見せる相手')")
    mine = firm.locator("form", has_text="宮城県 下請かけこみ寺（デモ）").filter(has_text="同意を取り消す")
    with firm.expect_navigation():
        mine.locator("button").click()
    expect(firm.locator("main")).to_contain_text("取り消しました")
    assert (answer := shelter.goto(card)) is not None
    assert answer.status == 404


def test_without_scripts_one_asks_follows_and_withdraws(demo: Demo, enter: Enter) -> None:
    page = enter("", java_script_enabled=False)  # type: ignore[call-arg]
    own_page = ask(page, name="さくら商店（デモ）", email="sakura@example.jp")
    assert page.locator("[data-print]:visible").count() == 0
    page.goto(own_page)
    page.click("summary:has-text('取り下げる')")
    follow(page, "form button:has-text('取り下げる')")
    expect(page.locator("main")).to_contain_text("取り下げました")
    follow(page, "a:has-text('もういちど相談する')")
    assert page.locator("[name=desk]:checked").count() == 1


def test_the_file_of_everything_is_handed_over(demo: Demo, enter: Enter) -> None:
    page = enter("")
    ask(page, name="かえで工房（デモ）", email="kaede@example.jp")
    page.click("summary:has-text('すべて受け取る')")
    with page.expect_download() as handed:
        page.click("button:has-text('ファイルを受け取る')")
    assert handed.value.suggested_filename.endswith(".zip")
    assert handed.value.path().read_bytes()[:2] == b"PK"


def test_axe_finds_nothing_on_the_firms_pages(demo: Demo, enter: Enter) -> None:
    page = enter("")
    own_page = ask(page, name="ひのき建具（デモ）", email="hinoki@example.jp")
    english = own_page.replace(demo.address, f"{demo.address}/en")
    for address in (own_page + "?said=received", english, "/consult/?pref=04", "/en/consult/?pref=04"):
        page.goto(address)
        for summary in page.locator("summary").all():
            summary.click()
        assert_well(page)
    page.goto("/consult/?pref=04")
    follow(page, "button:has-text('同意して相談を送る')")
    expect(page.locator(".error").first).to_be_visible()
    assert_well(page)
