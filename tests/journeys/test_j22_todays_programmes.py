"""J22: today's programmes are pulled, an officer settles what nobody could read, an owner finds them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.jgrants.generated import Made, make_folder
from tests.journeys.conftest import sign_in
from tests.journeys.looks import assert_well

from demo_server import Demo, running_demo  # isort: skip - tools/, which the journeys' conftest put on the path

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make_folder(Path(tmp_path_factory.mktemp("jgrants")), 520)


@pytest.fixture(scope="module")
def demo(made: Made) -> Iterator[Demo]:
    with running_demo() as demo:
        assert "520 new" in demo.run("jgrants", "pull", "--from", str(made.path))
        assert "0 new, 0 changed, 520 same" in demo.run("jgrants", "pull", "--from", str(made.path))
        yield demo


@pytest.fixture
def page(browser: Browser, demo: Demo) -> Iterator[Page]:
    context = browser.new_context(base_url=demo.address, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def test_an_officer_works_off_the_queue(page: Page, made: Made) -> None:
    settle_one(page)


def settle_one(page: Page) -> None:
    """From the menu to the queue, to a rate in prose, to a decision."""
    sign_in(page, "officer")
    page.get_by_role("link", name="取り込み", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("取り込んだ制度")
    waiting = page.get_by_role("link", name="人を待つもの")
    before = count_in(waiting.inner_text())
    assert before > 100
    assert_well(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.locator("tr", has=page.get_by_text("補助率", exact=True)).first.get_by_role("link").click()
    expect(page.get_by_text("ひとつの割合と言い切れません")).to_be_visible()
    assert_well(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_label("補助率を書く").fill("だいたい半分")
    page.get_by_role("button", name="確かめた").click()
    expect(page.get_by_role("alert")).to_contain_text("だいたい半分")
    page.get_by_label("補助率を書く").fill("1/2")
    page.get_by_role("button", name="確かめた").click()
    expect(page.get_by_text("人を待つところはありません")).to_be_visible()
    page.get_by_role("link", name="取り込み", exact=True).click()
    assert count_in(page.get_by_role("link", name="人を待つもの").inner_text()) == before - 1


def count_in(text: str) -> int:
    found = re.search("[0-9]+", text)
    assert found is not None
    return int(found[0])


def test_an_owner_finds_one_with_its_source(page: Page, made: Made) -> None:
    find_one(page)


def find_one(page: Page) -> None:
    page.goto("/search/?q=見本6の設備導入&tier=other")
    expect(page.get_by_text("出典：Jグランツ（jGrants）").first).to_be_visible()
    page.locator("ol.results h3 a").first.click()
    expect(page.get_by_text("国が内容を保証するものではありません")).to_be_visible()
    assert_well(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_role("link", name="使えるか確かめる").click()
    expect(page).to_have_url(re.compile("for=a0W"))
