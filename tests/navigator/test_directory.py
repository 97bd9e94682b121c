"""The directory of organisations: found by place, kind and theme; who covers a place is said with why."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tsunagari.base.places import PREFECTURES
from tsunagari.base.tiles import nearest
from tsunagari.navigator.policy.directory import heat, map_tiles, page_numbers
from tsunagari.registry.models.organisations import Organisation

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ADDRESSES = ("/directory/", "/desks/?pref=04", "/desks/?pref=04&theme=crisis")


def record(name: str = "あおば商工会議所", **fields: Any) -> Organisation:
    given = {"kind": "hub", "kana": "あおば", "prefecture": "04"} | fields
    return Organisation.objects.create(name=name, **given)


def text_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def named(html: str) -> list[str]:
    """Which of our organisations a page links to, in order."""
    ids = [part.partition("/")[0] for part in html.split('href="/directory/')[1:] if part[0].isdigit()]
    return [Organisation.objects.get(pk=int(pk)).name for pk in ids]


@pytest.fixture
def four() -> None:
    record("仙台の拠点", themes=["management", "succession"])
    record("青葉区の相談室", kind="stability_desk", territory=["04101"], themes=["crisis"], kana="せいよう")
    record(
        "東北の局", kind="meti_bureau", territory=["02", "03", "04", "05"], themes=["energy"], kana="とうほく"
    )
    record("大阪の拠点", prefecture="27", themes=["management"], kana="おおさか")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["仙台の拠点", "東北の局", "青葉区の相談室", "大阪の拠点"]),
        ("?pref=04", ["仙台の拠点", "東北の局", "青葉区の相談室"]),
        ("?pref=05", ["東北の局"]),
        ("?pref=04&town=04202", ["仙台の拠点", "東北の局"]),
        ("?town=04101", ["仙台の拠点", "東北の局", "青葉区の相談室"]),
        ("?kind=hub&kind=stability_desk", ["仙台の拠点", "青葉区の相談室", "大阪の拠点"]),
        ("?tier=smrj", []),
        ("?theme=crisis&theme=energy", ["東北の局", "青葉区の相談室"]),
        ("?q=拠点 大阪", ["大阪の拠点"]),
        ("?q=セイヨウ", ["青葉区の相談室"]),
        ("?q=ほにゃらら", []),
    ],
)
def test_a_list_is_narrowed_by_its_address(client: Client, four: None, asked: str, found: list[str]) -> None:
    html = text_of(client, f"/directory/{asked}")
    assert named(html) == found
    assert ("ここに記録されていません" in html) == (not found)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("?pref=48", "都道府県"),
        ("?kind=bank", "機関の種類"),
        ("?tier=city", "だれの機関か"),
        ("?theme=magic", "相談したいこと"),
        ("?page=0", "ページ"),
        ("?page=-1", "ページ"),
        ("?page=٣", "ページ"),
        ("?town=04999999", "市区町村"),
        ("?town=0410", "市区町村"),
        ("?town=どこか町", "市区町村"),
        ("?pref=05&town=04101", "市区町村"),
        (f"?q={'あ' * 101}", "名前"),
        ("?q=%00", "名前"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_can(client: Client, asked: str, said: str) -> None:
    assert said in text_of(client, f"/directory/{asked}", 400)


def test_a_page_that_is_not_there_is_not_found(client: Client) -> None:
    assert "名簿にありません" in text_of(client, "/directory/?page=2", 404)


def test_a_long_list_is_read_page_by_page(client: Client) -> None:
    for number in range(70):
        record(f"拠点{number:03}", kana=f"{number:03}")
    pages = [named(text_of(client, f"/directory/?kind=hub&page={page}")) for page in (1, 2, 3)]
    assert [name for page in pages for name in page] == [f"拠点{number:03}" for number in range(70)]
    assert 'href="?kind=hub&amp;page=2"' in text_of(client, "/directory/?kind=hub")


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_costs_the_same_however_many_there_are(
    client: Client, four: None, django_assert_max_num_queries: DjangoAssertNumQueries, address: str
) -> None:
    for number in range(60):
        record(f"拠点{number}", themes=["crisis"])
    with django_assert_max_num_queries(8):
        text_of(client, address)


def test_the_map_counts_what_a_click_will_list(client: Client, four: None) -> None:
    html = text_of(client, "/directory/")
    for code in ("02", "04", "27"):
        place = next(place for place in PREFECTURES if place.code == code)
        label = f'aria-label="{place.ja[:-1]} {len(named(text_of(client, f"/directory/?pref={code}")))}"'
        assert label in html
    assert 'aria-label="北海道 0"' in html


def test_a_kind_is_shown_with_how_many_there_are_said_to_be(client: Client, four: None) -> None:
    html = text_of(client, "/directory/?kind=stability_desk")
    assert "経営安定特別相談室は262ヶ所とされています（平成20年度（2008））" in html
    assert "ここに記録されているのは1か所です" in html


# ── which desk covers me ────────────────────────────────────────────────────────────────────────
def test_who_covers_a_place_is_named_with_why(client: Client, four: None) -> None:
    html = text_of(client, "/desks/?pref=04&town=04101&theme=crisis")
    assert named(html) == ["青葉区の相談室"]
    assert "市区町村を担当しています" in html
    assert "相談を受けています" in html


def test_without_a_town_a_desk_for_some_towns_says_so(client: Client, four: None) -> None:
    assert "一部の市区町村を担当" in text_of(client, "/desks/?pref=04&theme=crisis")
    assert named(text_of(client, "/desks/?pref=04&town=04202&theme=crisis")) == ["仙台の拠点"]


def test_where_nobody_helps_the_hub_is_named_as_the_one_who_knows(client: Client, four: None) -> None:
    html = text_of(client, "/desks/?pref=04&theme=ip")
    assert named(html) == ["仙台の拠点"]
    assert "知っている窓口" in html


def test_where_nobody_is_recorded_the_nearest_hub_is_named(client: Client, four: None) -> None:
    html = text_of(client, "/desks/?pref=28")
    assert named(html) == ["大阪の拠点"]
    assert "まだ登録されていません" in html
    assert named(text_of(client, "/desks/?pref=06")) == ["仙台の拠点"]
    assert "この相談を受ける窓口は、この都道府県にはまだ" in text_of(client, "/desks/?pref=05&theme=ip")


def test_a_town_is_found_by_the_name_that_was_recorded_with_it(client: Client, four: None) -> None:
    record("村の会", kind="commerce_association", municipality="04101", town="仙台市青葉区", kana="むら")
    assert "青葉区の相談室" in named(text_of(client, "/desks/?town=仙台市青葉区"))
    assert "市区町村" in text_of(client, "/desks/?pref=27&town=仙台市青葉区", 400)


# ── one organisation ────────────────────────────────────────────────────────────────────────────
def test_one_organisation_says_all_that_is_recorded_and_what_is_not(client: Client) -> None:
    one = record(
        "仙台の拠点（デモ）",
        territory=["04101", "05"],
        themes=["crisis", "unheard-of"],
        hours="平日 9:00〜17:00",
        phone="000-0004-0001",
        is_demo=True,
    )
    html = text_of(client, f"/directory/{one.pk}/")
    assert "市区町村コード 04101、秋田県" in html
    for text in ("デモ（実在しません）", "平日 9:00〜17:00", "tel:000-0004-0001", "記録されていません"):
        assert text in html
    assert "/programmes/n-chiikiryoku/" in html
    assert "unheard-of" not in html
    assert f"/consult/?desk={one.pk}" in html


def test_a_town_whose_name_is_known_is_called_by_it(client: Client) -> None:
    one = record(municipality="04101", town="仙台市青葉区", territory=["04101"])
    assert "市区町村コード" not in text_of(client, f"/directory/{one.pk}/")


def test_an_organisation_that_is_not_there_is_not_found(client: Client) -> None:
    for address in ("/directory/999999/", "/directory/99999999999999999999/"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "=HYPERLINK(1)", "あ" * 120, '"><img src=x>'])
def test_a_hostile_name_is_shown_harmlessly(client: Client, name: str) -> None:
    one = record(name, town=name[:60], address=name, hours=name)
    for address in ("/directory/", f"/directory/{one.pk}/", "/desks/?pref=04", "/en/directory/"):
        html = text_of(client, address)
        assert "<script>alert" not in html
        assert "<img src=x" not in html


def test_the_list_leaves_as_a_file_without_formulas(client: Client, four: None) -> None:
    record("=1+1")
    content = client.get("/directory/organisations.csv?pref=04").content.decode("utf-8-sig")
    assert content.count("\n") == 5
    assert "'=1+1" in content
    book = openpyxl.load_workbook(io.BytesIO(client.get("/directory/organisations.xlsx").content))
    assert book.active.max_row == 6
    assert client.get("/directory/organisations.pdf").status_code == 404


def test_a_programme_leads_to_those_who_deliver_it(client: Client) -> None:
    assert 'href="/directory/?kind=subcontract_shelter"' in text_of(client, "/programmes/n-kakekomidera/")


# ── the parts ───────────────────────────────────────────────────────────────────────────────────
def test_the_colours_of_the_map_reach_from_none_to_the_most() -> None:
    assert [heat(count, 10) for count in (0, 1, 2, 3, 10)] == ["none", "1", "1", "2", "5"]
    assert {square.heat for square in map_tiles({})} == {"none"}


def test_the_numbers_of_pages_leave_out_what_is_far() -> None:
    assert list(page_numbers(1, 1)) == [1]
    assert list(page_numbers(5, 9)) == [1, None, 3, 4, 5, 6, 7, None, 9]


def test_what_is_near_begins_at_home_and_holds_everywhere() -> None:
    for place in PREFECTURES:
        assert nearest(place.code)[0] == place.code
        assert len(set(nearest(place.code))) == len(PREFECTURES)
    assert "13" in nearest("14")[:4]
