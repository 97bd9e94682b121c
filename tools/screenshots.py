"""Photograph every page of the demo at phone and desk width, in the dark and on paper, and every PDF.

The pictures are laid out on a contact sheet. Public pages come from the router; a few more show what a page
looks like with something asked, and the desks are photographed as the demo's people see them. Pictures are
kept under var/screenshots/; those of the READMEs are copied to docs/images/.
"""

from __future__ import annotations

import html
import os
import re
import shutil
import sys
from pathlib import Path
from urllib.parse import urlencode

import django
from chromium import launch
from demo_server import ROOT, demo_server
from django.urls import get_resolver
from django.utils.translation import override
from page_addresses import behind_doors, page_addresses
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from pypdfium2 import PdfDocument

from tsunagari.programmes.catalogue import load_catalogue, years_under
from tsunagari.programmes.folders import plans_root
from tsunagari.registry.policy.demo_people import DEMO_PASSWORD

FOLDER = ROOT / "var" / "screenshots"
WIDTHS = {360: 740, 1280: 900}  # and the height of what is seen first
MOODS = {  # of Japanese pages, beside the light ones
    "dark": {"color_scheme": "dark"},
    "print": {"media": "print"},
}
PAPER_PAGES = 8  # of a PDF: the first ones, side by side
LANGUAGES = {"ja": "", "en": "-en"}
SHOP = {
    "firm.kind": "individual",
    "firm.industry": "58",
    "firm.employees_regular": "0-5",
    "firm.prefecture": "13",
}
ASKED = {
    "search-asked": ("search", {"q": "空き店舗"}),
    "search-nothing": ("search", {"q": "ほにゃらら"}),
    "check-begun": ("check", SHOP),
    "result": ("check-result", SHOP),
    "paper-result-asked": ("paper-result", SHOP),
}
# By who sees them in the demo. A pattern stands for the first link on the page before it that is like it.
DESKS = {
    "coordinator": {
        "inbox": "/inbox/",
        "case": r"/cases/\d+/",
        "case-new": "/cases/new/",
        "firms": "/firms/",
        "firm": r"/firms/\d+/",
        "outreach": "/outreach/?programme=s-tosan-kyosai&question=near",
        "evaluation": "/evaluation/",
        "evaluation-programme": r"/evaluation/[a-z-]+/.*",
        "procedures": "/procedures/",
    },
    "planner": {"planning": "/planning/", "what-if": "/planning/what-if/"},
    "administrator": {"organisation": "/organisation/", "outbox": "/outbox/", "pulled": "/pulled/"},
}
README = {"home-360.png", "result-1280.png"}
FILE = "llms.txt"


def pages() -> dict[str, str]:
    """Name → address of everything to be photographed, in each language once."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tsunagari.web.settings")
    django.setup()
    plans = plans_root(os.environ)
    first = load_catalogue(plans, years_under(plans)[0]).programmes[0]
    by_address: dict[str, str] = {}
    for language, suffix in LANGUAGES.items():
        with override(language):
            plain = page_addresses(
                get_resolver().url_patterns,
                {
                    "key": first.key,
                    "kind": "csv",
                    "name": "open-call",
                    "picture": "budgets",
                    "file": FILE,
                    "pk": "1",
                },
                leave_out=behind_doors(get_resolver().url_patterns),
            )
        asked = {name: f"{plain[route]}?{urlencode(query)}" for name, (route, query) in ASKED.items()}
        for name, address in (plain | asked).items():
            by_address.setdefault(address, name + suffix)
    return {name: address for address, name in by_address.items()}


def is_page(page: Page, address: str) -> bool:
    """Exports, fragments and health answers are no pages. An address that fails stops the run."""
    answer = page.request.get(address)
    if not answer.ok:
        raise SystemExit(f"{address} answers {answer.status}; a picture of it would show nothing")
    return answer.headers["content-type"].startswith("text/html") and "<html" in answer.text()


def photograph(browser: Browser, base: str, names: dict[str, str]) -> list[Path]:
    pictures = []
    for width, height in WIDTHS.items():
        page = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
        for name, address in names.items():
            if is_page(page, base + address):
                page.goto(base + address, wait_until="networkidle")
                pictures.append(FOLDER / f"{name}-{width}.png")
                page.screenshot(path=pictures[-1], full_page=pictures[-1].name not in README)
        page.close()
    return pictures


def photograph_desks(browser: Browser, base: str) -> list[Path]:
    """What staff work with, at both widths, in the dark and on paper."""
    pictures = []
    for mailbox, addresses in DESKS.items():
        page = browser.new_page(base_url=base, reduced_motion="reduce")
        sign_in(page, mailbox)
        for name, address in addresses.items():
            page.goto(first_link(page, address) if set(address) & set("\\[") else address)
            for width, height in WIDTHS.items():
                page.set_viewport_size({"width": width, "height": height})
                pictures.append(FOLDER / f"desk-{name}-{width}.png")
                page.screenshot(path=pictures[-1], full_page=True)
            for mood, media in MOODS.items():
                page.emulate_media(**{"media": "screen", "color_scheme": "light"} | media)
                pictures.append(FOLDER / f"desk-{name}-{mood}.png")
                page.screenshot(path=pictures[-1], full_page=True)
            page.emulate_media(media="screen", color_scheme="light")
        page.close()
    return pictures


def sign_in(page: Page, mailbox: str) -> None:
    page.goto("/account/sign-in/")
    page.locator("[name=login]").fill(f"{mailbox}@example.jp")
    page.locator("[name=password]").fill(DEMO_PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.locator("details.site__who").wait_for()


def first_link(page: Page, pattern: str) -> str:
    links = page.locator("main a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    return next(link for link in links if link and re.fullmatch(pattern, link))


def photograph_moods(browser: Browser, base: str, names: dict[str, str]) -> list[Path]:
    """The Japanese pages once more at desk width: in the dark, and as they would be printed."""
    page = browser.new_page(viewport={"width": 1280, "height": WIDTHS[1280]}, reduced_motion="reduce")
    pictures = []
    for name, address in names.items():
        if name.endswith(LANGUAGES["en"]) or not is_page(page, base + address):
            continue
        for mood, media in MOODS.items():
            page.emulate_media(**{"media": "screen", "color_scheme": "light"} | media)
            page.goto(base + address, wait_until="networkidle")
            pictures.append(FOLDER / f"{name}-{mood}.png")
            page.screenshot(path=pictures[-1], full_page=True)
    page.close()
    return pictures


def photograph_papers(browser: Browser, base: str, names: dict[str, str]) -> list[Path]:
    """The first pages of every PDF."""
    page = browser.new_page()
    pictures = []
    for name, address in names.items():
        if name.startswith("paper-"):
            answer = page.request.get(base + address, timeout=60_000)
            pictures.append(draw_paper(answer.body(), FOLDER / f"{name}.png"))
    page.close()
    return pictures


def draw_paper(pdf: bytes, file: Path) -> Path:
    """The first pages of a PDF side by side."""
    document = PdfDocument(pdf)
    shown = [document[place].render(scale=1).to_pil() for place in range(min(PAPER_PAGES, len(document)))]
    sheet = Image.new("RGB", (sum(one.width for one in shown), max(one.height for one in shown)), "#999")
    left = 0
    for one in shown:
        sheet.paste(one, (left, 0))
        left += one.width + 1
    sheet.save(file)
    return file


def lay_out(browser: Browser, pictures: list[Path]) -> Path:
    """The contact sheet: a page of all pictures, kept as HTML and as one picture."""
    figures = "".join(
        f'<figure><img src="{picture.name}"><figcaption>{html.escape(picture.stem)}</figcaption></figure>'
        for picture in pictures
    )
    style = (
        "body{font:14px sans-serif;display:flex;flex-wrap:wrap;gap:16px;align-items:flex-start}"
        "figure{margin:0}img{height:420px;width:320px;object-fit:cover;object-position:top;"
        "border:1px solid #999}"
    )
    sheet = FOLDER / "contact-sheet.html"
    text = f'<!doctype html><meta charset="utf-8"><title>Contact sheet</title><style>{style}</style>{figures}'
    sheet.write_text(text, encoding="utf-8")
    page = browser.new_page(viewport={"width": 2400, "height": 1200})
    page.goto(sheet.as_uri(), wait_until="load")
    page.screenshot(path=sheet.with_suffix(".png"), full_page=True)
    page.close()
    return sheet


def main() -> int:
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    names = pages()
    with demo_server() as base, sync_playwright() as playwright:
        browser = launch(playwright)
        pictures = photograph(browser, base, names)
        pictures += photograph_moods(browser, base, names)
        pictures += photograph_desks(browser, base)
        pictures += photograph_papers(browser, base, names)
        sheet = lay_out(browser, pictures)
        browser.close()
    images = ROOT / "docs" / "images"
    images.mkdir(parents=True, exist_ok=True)
    for name in README:
        shutil.copyfile(FOLDER / name, images / name)
    print(f"{len(pictures)} pictures; {sheet} shows them all")
    return int(not pictures)


if __name__ == "__main__":
    sys.exit(main())
