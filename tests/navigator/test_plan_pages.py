"""The pages of the plan: pictures and their files, two years side by side, the document and its reading."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import Settings

from tests.registry.staff import member, organisation
from tsunagari.kit import png
from tsunagari.navigator.policy.pictures.gallery import GALLERY
from tsunagari.navigator.queries.editions import edition_of
from tsunagari.programmes.importer.corrections import load_corrections
from tsunagari.programmes.importer.document import parse_document
from tsunagari.programmes.importer.drafts import keep_wording
from tsunagari.registry.models.journal import JournalLine
from tsunagari.registry.policy.roles import PLANNER

DOCUMENT = Path(__file__).resolve().parents[1] / "documents" / "plan-2011.txt"


def text_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response.content.decode()[:2000]
    return unescape(response.content.decode())


# ── pictures ──────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("name", GALLERY)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_picture_has_its_table_and_its_files(client: Client, name: str, prefix: str) -> None:
    html = text_of(client, f"{prefix}/plan/pictures/{name}/?tier=national")
    assert "<table" in html
    files = re.findall(rf'href="({prefix}/plan/pictures/{name}\.(\w+)\?tier=national)"', html)
    assert [kind for _address, kind in files] == (["svg", "png", "csv"] if png.can_draw() else ["svg", "csv"])
    for address, kind in files:
        if kind != "png":
            answer = client.get(address)
            assert answer.status_code == 200
            assert f"{name}.{kind}" in answer["Content-Disposition"]


def test_a_file_holds_every_programme_that_passes_and_no_other(client: Client) -> None:
    content = client.get("/plan/pictures/budgets.csv?tier=smrj").content.decode("utf-8-sig")
    _head, *lines = csv.reader(io.StringIO(content))
    assert len(lines) == len(edition_of().catalogue.of("smrj"))
    assert {line[3] for line in lines} == {"記載なし"}


@pytest.mark.parametrize("name", GALLERY)
def test_nothing_found_says_so_and_offers_the_way_back(client: Client, name: str) -> None:
    html = text_of(client, f"/plan/pictures/{name}/?q=" + quote("ほにゃらら"))
    assert "この条件の事業はありません。" in html
    assert 'class="chart' not in html


def test_silence_is_told_apart_from_nothing_found(client: Client) -> None:
    html = text_of(client, "/plan/pictures/budgets/?tier=prefecture")
    assert "0という意味ではありません" in html
    assert client.get("/plan/pictures/budgets.svg?tier=prefecture").status_code == 404


@pytest.mark.parametrize(
    "address", ["/plan/pictures/nonsense/", "/plan/pictures/budgets.exe", "/plan/pictures/budgets/?year=1999"]
)
def test_what_is_not_there_is_404(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/plan/pictures/budgets/?tier=x", "/plan/?q=" + "x" * 101])
def test_what_is_not_allowed_is_refused(client: Client, address: str) -> None:
    assert client.get(address).status_code == 400


def test_each_count_of_the_matrix_leads_to_the_programmes_behind_it(client: Client) -> None:
    html = text_of(client, "/plan/pictures/coverage/")
    links = re.findall(r'<td[^>]* class="num"[^>]*><a href="([^"]+)">(\d+)<span', html)
    assert links
    for address, count in links[:5]:
        assert len(re.findall(r'<tr role="row" id=', text_of(client, address))) == int(count)


def test_words_narrow_the_plan(client: Client) -> None:
    html = text_of(client, "/plan/?q=" + quote("商店街"))
    shown = re.findall(r'<tr role="row" id="([^"]+)"', html)
    assert "p-shotengai-shido" in shown
    assert 0 < len(shown) < len(edition_of().catalogue.programmes)


# ── two years ─────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def two_years(tmp_path: Path, settings: Settings) -> Path:
    """The plan, and a later year: one programme renamed, one gone, one new, one with another budget."""
    plans = tmp_path / "plans"
    shutil.copytree(settings.PLANS, plans)
    shutil.copytree(plans / "2009", plans / "2010")
    later = plans / "2010"
    edit(later / "plan.yaml", "year: 2009", "year: 2010")
    edit(later / "national/n-shinjigyo.yaml", "ja: 新事業活動促進支援事業", "ja: 新事業活動応援事業")
    edit(later / "national/n-saisei.yaml", "４９．７億円", "５２．０億円")
    for left in later.glob("national/n-handson.*"):
        left.unlink()
    settings.PLANS = plans
    return plans


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_one_year_alone_has_nothing_beside_it(client: Client) -> None:
    assert "くらべる相手がまだありません" in text_of(client, "/plan/diff/")


def test_two_years_lie_side_by_side_with_changed_words_marked(client: Client, two_years: Path) -> None:
    html = text_of(client, "/plan/diff/?from=2009&to=2010")
    assert "<del>促進支援</del>" in html
    assert "<ins>応援</ins>" in html
    assert re.search(r'id="n-handson-ended".*?終わる', html, re.DOTALL)
    saisei = html[html.index('id="n-saisei"') :]
    assert "<del>49.7</del>" in saisei[:3000]
    assert 'id="n-chushin-shigaichi"' not in html


def test_turned_round_what_ended_is_new(client: Client, two_years: Path) -> None:
    html = text_of(client, "/plan/diff/?from=2010&to=2009")
    assert re.search(r'id="n-handson".*?新しく始まる', html, re.DOTALL)


def test_the_same_year_twice_says_so(client: Client, two_years: Path) -> None:
    assert "同じ年度どうし" in text_of(client, "/plan/diff/?from=2009&to=2009")


@pytest.mark.parametrize("asked", ["from=1999", "to=draft-2010", "from=x"])
def test_a_year_that_is_not_there_is_refused(client: Client, asked: str) -> None:
    assert client.get(f"/plan/diff/?{asked}").status_code == 400


def test_the_year_switch_offers_both_years(client: Client, two_years: Path) -> None:
    html = text_of(client, "/plan/?year=2009")
    assert 'href="?year=2010"' in html
    ended = text_of(client, "/plan/pictures/lineage/?year=2010")
    assert "市場志向型ハンズオン支援事業" in ended


# ── the document ──────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def imported() -> object:
    """A document of our own, kept as the wording of 2009."""
    path = keep_wording(parse_document(DOCUMENT, year=2011), settings.VAR, 2009)
    yield json.loads(path.read_text(encoding="utf-8"))
    path.unlink()


def test_without_an_import_the_page_says_how(client: Client) -> None:
    assert "tsunagari plan import" in text_of(client, "/plan/document/")


def test_fields_point_at_their_lines_and_lines_back(client: Client, imported: dict[str, list[dict]]) -> None:
    assert "木工新商品応援事業" in text_of(client, "/plan/document/")
    entry = next(e for e in imported["entries"] if e["title"] == "売り先探し手伝い事業")
    html = text_of(client, f"/plan/document/?entry={quote(entry['tier'] + '/' + entry['place'], safe='')}")
    ids = set(re.findall(r' id="([^"]+)"', html))
    pointed = re.findall(r'href="#((?:line|field)-[^"]+)"', html)
    assert pointed
    assert set(pointed) <= ids
    budget = next(number for number, text in entry["original"] if "１２．０億円" in text)
    assert re.search(rf'id="field-budget".*?href="#line-{budget}"', html, re.DOTALL)
    assert re.search(rf'id="line-{budget}".*?href="#field-budget"', html, re.DOTALL)


def test_an_entry_that_is_not_there_is_refused(client: Client, imported: object) -> None:
    assert client.get("/plan/document/?entry=national/x").status_code == 400


# ── putting an amount right ───────────────────────────────────────────────────────────────────────
@pytest.fixture
def planner(db: None) -> Client:
    client = Client()
    home = organisation(kind="smrj_office", prefecture="13")
    client.force_login(member(PLANNER, home).person, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


SENT = {"entry": "national/(3)-①-ア", "programme": "n-saisei", "field": "budget", "value": "５０．１億円"}


def test_a_planner_puts_an_amount_right_and_the_journal_says_so(planner: Client) -> None:
    answer = planner.post("/plan/document/correction/", SENT | {"submission": "one"})
    assert answer.status_code == 302
    assert answer["Location"].endswith("#field-budget")
    (kept,) = load_corrections(settings.VAR, 2009)
    assert (kept.value, kept.was) == ("50.1億円", "49.7億円")
    line = JournalLine.objects.get(verb="plan.changed")
    assert (line.programme, line.year) == ("n-saisei", 2009)
    again = planner.post("/plan/document/correction/", SENT | {"submission": "one"})
    assert again["Location"] == answer["Location"]
    assert JournalLine.objects.filter(verb="plan.changed").count() == 1


@pytest.mark.parametrize(
    "wrong", [{"value": "たくさん"}, {"field": "name"}, {"programme": "nobody"}, {"value": "-1億円"}]
)
def test_what_is_no_amount_is_refused_and_leaves_nothing(planner: Client, wrong: dict[str, str]) -> None:
    before = load_corrections(settings.VAR, 2009)
    assert planner.post("/plan/document/correction/", SENT | wrong | {"submission": "two"}).status_code == 422
    assert load_corrections(settings.VAR, 2009) == before
    assert not JournalLine.objects.filter(verb="plan.changed").exists()
