"""The sheets as files: what a screen reader, a printer and a second look find in them."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from django.test import Client
from django.utils.translation import override

from tests.paper.pdf_ua import faults
from tests.paper.reading import elements, fonts, ink, reader_of, text_of, titles
from tests.registry.staff import organisation
from tsunagari.base.money import oku_figure
from tsunagari.navigator.queries.editions import edition_of
from tsunagari.paper import press
from tsunagari.paper.policy.booklet import booklet
from tsunagari.programmes.totals import total_of

pytestmark = pytest.mark.skipif(not press.can_print(), reason="the fonts are copied by make")
KEY = "n-shinjigyo"
SHOP = "applicant.kind=individual&firm.kind=individual&firm.industry=58&firm.employees_regular=0-5"
SHEETS = {
    "plan": "/paper/plan.pdf?tier=national",
    "plan-en": "/en/paper/plan.pdf?tier=smrj",
    "programme": f"/paper/programmes/{KEY}.pdf",
    "programme-en": f"/en/paper/programmes/{KEY}.pdf",
    "result": f"/paper/result.pdf?{SHOP}",
    "result-en": f"/en/paper/result.pdf?{SHOP}",
}


@pytest.fixture(params=SHEETS)
def sheet(request: pytest.FixtureRequest, client: Client, db: None) -> tuple[str, bytes]:
    answer = client.get(SHEETS[request.param])
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    return request.param, answer.content


def test_a_sheet_keeps_what_pdf_ua_asks_for(sheet: tuple[str, bytes]) -> None:
    """Each clause that a program can see: pdf_ua.py. Spoilt files are seen: test_pdf_ua.py."""
    name, pdf = sheet
    assert faults(pdf) == []
    root = reader_of(pdf).trailer["/Root"]
    assert str(root["/Lang"]).startswith("en" if name.endswith("-en") else "ja")
    assert reader_of(pdf).metadata.title
    kinds = Counter(kind for kind, _element in elements(pdf))
    assert kinds["Table"] <= kinds["TH"]


def test_no_page_is_blank_and_both_fonts_are_inside(sheet: tuple[str, bytes]) -> None:
    _name, pdf = sheet
    assert min(ink(pdf)) > 0.003  # a head and a few lines
    found = fonts(pdf)
    assert all(found.values())
    assert any("BIZUDPGothic" in name for name in found)


def test_the_booklet_says_what_the_plan_does() -> None:
    edition = edition_of()
    catalogue = edition.catalogue
    with override("ja"):
        pdf = press.printed(press.copy_of(booklet(catalogue, catalogue.programmes, edition.as_of, "")))
    words, total = text_of(pdf), total_of(catalogue.programmes)
    assert oku_figure(total.budget_yen or 0) in words
    listed = titles(pdf)
    assert [title for title in listed if title in {p.name.ja for p in catalogue.programmes}] == [
        programme.name.ja for programme in catalogue.programmes
    ]
    assert len(reader_of(pdf).pages) > len(catalogue.programmes)
    kinds = Counter(kind for kind, _element in elements(pdf))
    assert kinds["TOC"] >= 1
    assert kinds["Figure"] == 1


def test_the_table_repeats_its_head_on_every_page() -> None:
    edition = edition_of()
    with override("ja"):
        paper = booklet(edition.catalogue, edition.catalogue.programmes, edition.as_of, "")
    pages = [page.extract_text() for page in reader_of(press.printed(press.copy_of(paper))).pages]
    of_table = [page for page in pages if "計画の位置" in page]
    assert len(of_table) == 2


def test_a_result_is_for_one_person_and_is_not_kept(client: Client, db: None) -> None:
    press.kept_print.cache_clear()
    answer = client.get(SHEETS["result"])
    assert answer["Cache-Control"] == "no-store"
    assert press.kept_print.cache_info().currsize == 0
    client.get(SHEETS["programme"])
    assert press.kept_print.cache_info().currsize == 1


def test_what_has_not_changed_is_not_sent_again(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    first = client.get(SHEETS["programme"])
    monkeypatch.setattr(press, "printed", lambda copy: pytest.fail("set again"))
    again = client.get(SHEETS["programme"], headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert not again.content
    other = client.head(SHEETS["programme-en"], headers={"If-None-Match": first["ETag"]})
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/paper/programmes/n-nothing.pdf", 404),
        ("/paper/plan.pdf?year=1999", 404),
        ("/paper/plan.pdf?q=ほにゃらら", 404),
        ("/paper/plan.pdf?tier=moon", 400),
        ("/paper/result.pdf?applicant.kind=moon", 400),
    ],
)
def test_what_is_not_there_is_refused_with_reason(
    client: Client, db: None, address: str, status: int
) -> None:
    assert client.get(address).status_code == status


def test_a_press_that_fails_is_said_so(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(copy: press.Copy) -> bytes:
        raise press.PressFault("no paper")

    monkeypatch.setattr("tsunagari.paper.views.sheets.printed", fail)
    answer = client.get(SHEETS["result"])
    assert answer.status_code == 503
    assert answer["Retry-After"]


@pytest.mark.parametrize("address", [f"/programmes/{KEY}/", "/plan/?tier=national", f"/check/result/?{SHOP}"])
def test_a_page_leads_to_its_pdf(client: Client, db: None, address: str) -> None:
    html = client.get(address).content.decode()
    (href,) = re.findall(r'href="(/paper/[^"]+)"', html)
    assert client.head(href.replace("&amp;", "&")).status_code == 200


def test_the_directory_lists_everyone_asked_for_by_prefecture(client: Client, db: None) -> None:
    organisation("杜の相談所 #1 $x$")
    organisation("川辺の相談所", prefecture="13")
    words = text_of(client.get("/paper/directory.pdf").content)
    assert words.index("宮城県") < words.index("杜の相談所#1$x$") < words.index("川辺の相談所")
    alone = text_of(client.get("/paper/directory.pdf?pref=04").content)
    assert "川辺" not in alone
    none = client.get("/paper/directory.pdf?q=ほにゃらら")
    assert "記録されていません" in text_of(none.content)
