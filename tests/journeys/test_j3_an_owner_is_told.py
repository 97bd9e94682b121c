"""J3: an owner saves a search and is told by mail of what fits, once and in time; one click stops it."""

from __future__ import annotations

import email
import email.policy
import re
import shutil
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.alerts.plans import Plans
from tests.journeys.looks import assert_well

from debian_packages import POSTGRES  # isort: skip - tools/, which the journeys' conftest put on the path
from demo_server import ROOT, Demo, running_demo  # isort: skip
from throwaway_postgres import throwaway_postgres  # isort: skip

pytestmark = pytest.mark.browser
ATOM = "{http://www.w3.org/2005/Atom}"
WORRY = "補聴器の店を静かにしたい"
FIRST, SECOND = "静かな補聴器店づくり事業", "補聴器店静音化事業"
CLOSES = "平成21年10月20日までに市町村に申し込みます。"
LOOK = 0.3  # seconds; a process looks at the plan's files five times a second
DAYS = [f"2009-10-{day:02}" for day in range(1, 9)]


@dataclass(frozen=True, slots=True)
class World:
    """A demo with plans of its own, in which programmes appear."""

    demo: Demo
    plans: Plans

    def publish(self, *words: str, **more: Any) -> None:
        """A programme appears or changes; every process of the demo that is asked afterwards knows it."""
        self.plans.publish(*words, **more)
        time.sleep(LOOK)

    def pass_to(self, day: str) -> None:
        """The worker looks and sends on that day."""
        self.demo.run("worker", "--once", today=day)

    def mails(self, to: str) -> list[EmailMessage]:
        """All that came to an address, the oldest first."""
        files = sorted(self.demo.mails.glob("*"), key=lambda path: path.stat().st_mtime)
        read = [email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in files]
        return [mail for mail in read if mail["To"] == to]


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def link_in(mail: EmailMessage, purpose: str) -> str:
    found = re.search(rf"http\S+/alerts/{purpose}/\S+", text_of(mail))
    assert found is not None
    return found[0]


@pytest.fixture
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """Each test its own: what one publishes, and the days it lets pass, would be news to another's owner."""
    plans = tmp_path / "plans"
    shutil.copytree(ROOT / "plans", plans)
    with ExitStack() as stack, pytest.MonkeyPatch.context() as patched:
        patched.setenv("TSUNAGARI_PLANS", str(plans))
        is_postgres = getattr(request, "param", "sqlite") == "postgresql"
        database = stack.enter_context(throwaway_postgres(POSTGRES.path())) if is_postgres else ""
        yield World(stack.enter_context(running_demo(database)), Plans(plans))


@pytest.fixture
def page(browser: Browser, world: World) -> Iterator[Page]:
    context: BrowserContext = browser.new_context(base_url=world.demo.address, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def follow(page: Page, selector: str) -> None:
    with page.expect_navigation():
        page.locator(selector).first.click()


def subscribe(world: World, page: Page, address: str, day: str) -> str:
    """From the page in hand by the mail to the page of one's own; its address."""
    follow(page, "main a:has-text('知らせてもらう')[href*='/alerts/']")
    page.fill("#email", address)
    page.locator("label", has_text="1日に1回まで").click()
    follow(page, "button:has-text('確かめるメールを受け取る')")
    expect(page.locator("h1")).to_have_text("メールを見てください")
    world.pass_to(day)
    page.goto(link_in(world.mails(address)[-1], "confirm"))
    expect(page.locator("main")).to_contain_text("まだ始まっていません")
    follow(page, "main form button")
    expect(page.locator("main")).to_contain_text("知らせを始めました")
    return page.url.partition("?")[0]


@pytest.mark.parametrize("world", ["sqlite", "postgresql"], indirect=True)
def test_from_a_search_to_the_mail_and_out_with_one_click(world: World, page: Page) -> None:
    mine = "owner@example.jp"
    page.goto("/")
    page.fill("#q", WORRY)
    page.press("#q", "Enter")
    page.wait_for_url("**/search/**")
    own = subscribe(world, page, mine, DAYS[0])
    before = len(world.mails(mine))

    # nothing is new: nothing comes
    world.pass_to(DAYS[1])
    assert len(world.mails(mine)) == before

    # a programme appears: told once, in both languages and both forms, with how to stop
    world.publish(step=CLOSES)
    world.pass_to(DAYS[2])
    world.pass_to(DAYS[3])
    assert len(world.mails(mine)) == before + 1
    mail = world.mails(mine)[-1]
    for said in (FIRST, "Hearing-aid shops", "2009年10月20日", "20 October 2009"):
        assert said in text_of(mail)
    assert mail.get_body(("html",)) is not None
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"

    # the link in it leads to the programme
    page.goto(f"{world.demo.address}/programmes/n-shizuka/")
    expect(page.locator("h1")).to_contain_text(FIRST)

    # another name is no news; other terms are
    world.publish(name=SECOND, step=CLOSES)
    world.pass_to(DAYS[4])
    assert len(world.mails(mine)) == before + 1
    world.publish(name=SECOND, step=CLOSES, most=100)
    world.pass_to(DAYS[5])
    assert world.mails(mine)[-1]["Subject"] == "条件や内容が変わった制度 1件"

    # one's own page says all of it, under the name of now
    page.goto(own)
    expect(page.locator("main")).to_contain_text(WORRY)
    expect(page.locator(".results a")).to_have_text([SECOND])
    assert_well(page)

    # one click in the mail program: no cookie, no redirect; then nothing of it is left
    stop = str(world.mails(mine)[-1]["List-Unsubscribe"]).strip("<> ")
    sent = urllib.request.Request(stop, b"List-Unsubscribe=One-Click")  # noqa: S310 - our own http address
    with urllib.request.urlopen(sent) as answer:  # noqa: S310
        assert answer.status == 200
        assert answer.url == stop
    assert (answer := page.goto(own)) is not None
    assert answer.status == 410
    world.publish("n-mado", "補聴器店の窓をあつくする事業")
    count = len(world.mails(mine))
    world.pass_to(DAYS[6])
    assert len(world.mails(mine)) == count


def test_a_firms_answers_are_told_of_what_it_can_use(world: World, page: Page) -> None:
    """The check page: bands only. A programme for smaller firms is not told of, one for its size is."""
    firm = "firm@example.jp"
    page.goto("/check/result/?applicant.kind=company&firm.employees_regular=51-100&firm.prefecture=04")
    own = subscribe(world, page, firm, DAYS[0])
    expect(page.locator("main")).to_contain_text("51〜100人")
    world.publish("n-kogata", "小さな補聴器店の看板事業", most=20)
    world.publish("n-ogata", "大きな補聴器店の看板事業", most=300, step=CLOSES)
    world.pass_to(DAYS[7])
    said = text_of(world.mails(firm)[-1])
    assert "大きな補聴器店の看板事業" in said
    assert "小さな補聴器店の看板事業" not in said

    # stopping by the page's own button
    page.goto(own)
    follow(page, "button:has-text('知らせを止めて、すべて消す')")
    expect(page.locator("h1")).to_have_text("知らせは止まっています")
    assert_well(page)


def test_the_feed_says_the_same_without_an_address(world: World, page: Page) -> None:
    page.goto(f"/alerts/?about=search&q={WORRY}")
    assert_well(page)
    address = page.locator("main a[type='application/atom+xml']").get_attribute("href")
    assert address is not None

    def entries() -> dict[str, str]:
        feed = ET.fromstring(page.request.get(address).text())  # noqa: S314 - our own
        return {
            str(entry.findtext(f"{ATOM}id")): str(entry.findtext(f"{ATOM}title"))
            for entry in feed.iter(f"{ATOM}entry")
        }

    before = entries()
    world.publish("n-kabe", "補聴器店の壁をあつくする事業")
    fresh = entries().keys() - before.keys()
    assert [entries()[one] for one in fresh] == ["補聴器店の壁をあつくする事業"]
    world.publish("n-kabe", "補聴器店の壁事業")
    assert entries().keys() - before.keys() == fresh  # a feed holds the nearest ones: the farthest made room


def test_without_scripts_and_in_english(world: World, browser: Browser) -> None:
    context = browser.new_context(base_url=world.demo.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/en/alerts/?about=search&q=export")
    page.fill("#email", "english@example.jp")
    follow(page, "main form button")
    expect(page.locator("h1")).to_have_text("Look at your mail")
    context.close()
