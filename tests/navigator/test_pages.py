"""The pages, through the door: what they say, what they refuse, what they cost."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from html import unescape
from pathlib import Path
from urllib.parse import quote

import openpyxl
import pytest
from django.conf import settings
from django.test import Client, override_settings
from pytest_django import DjangoAssertNumQueries

from tsunagari.base.money import oku_figure
from tsunagari.navigator.policy.worries import URGENT, WORRIES
from tsunagari.navigator.queries.editions import Edition, edition_of
from tsunagari.programmes.importer.wording import wording_path
from tsunagari.programmes.totals import total_of
from tsunagari.registry.actions.demo_organisations import load_demo_organisations
from tsunagari.registry.models.organisations import Organisation

HOSTILE = {
    "long": "x" * 10_000,
    "null": "\x00",
    "control": "a\x1b[31m",
    "html": "<script>alert(1)</script>",
    "sql": "' OR 1=1 --",
    "template": "%s%n{{7*7}}",
    "path": "../../etc/passwd",
    "foreign digit": "٣",
    "beyond the plane": "𠮷" * 400,
}
ASKING = (
    "/search/?q=",
    "/search/?tier=",
    "/check/?applicant.kind=",
    "/check/?for=",
    "/check/?question=",
    "/check/?asked=",
    "/check/result/?need.themes=",
    "/plan/?sort=",
    "/plan/?year=",
    "/plan/programmes.csv?tier=",
    "/desks/?pref=",
    "/programmes/",
)


@pytest.fixture
def edition() -> Edition:
    return edition_of()


def text_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response.content.decode()[:2000]
    return unescape(response.content.decode())


# ── home and search ─────────────────────────────────────────────────────────────────────────────
def test_home_asks_one_thing_first(client: Client, edition: Edition) -> None:
    html = text_of(client, "/")
    assert html.index('id="q"') < html.index("よくある困りごと")
    assert f"{len(edition.catalogue.programmes)}の制度" in html
    for worry in (*WORRIES, *URGENT):
        assert f"?q={quote(str(worry.words), safe='')}" in html.replace("%2F", "/")


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_common_worry_is_answered_in_both_languages(client: Client, prefix: str) -> None:
    home = client.get(f"{prefix}/").content.decode()
    addresses = re.findall(r'href="([^"]*/search/\?q=[^"]+)"', home)
    assert len(addresses) == len(WORRIES) + len(URGENT)
    silent = [address for address in addresses if 'class="results"' not in text_of(client, unescape(address))]
    assert silent == []


def test_a_hit_says_which_word_led_to_it(client: Client) -> None:
    html = text_of(client, "/search/?q=空き店舗")
    assert "まず、これを" in html
    assert re.search(r"<mark>[^<]+</mark>", html)
    assert "この答えの理由" in html


def test_without_a_question_the_whole_plan_is_listed(client: Client, edition: Edition) -> None:
    html = text_of(client, "/search/")
    assert html.count("<h3>") == len(edition.catalogue.programmes)
    assert "まず、これを" not in html


def test_filters_narrow_and_each_can_be_taken_off(client: Client, edition: Edition) -> None:
    html = text_of(client, "/search/?tier=smrj&mechanism=training")
    expected = [p for p in edition.catalogue.of("smrj") if "training" in p.mechanisms]
    assert html.count("<h3>") == len(expected) > 0
    assert 'href="?tier=smrj"' in html
    assert 'href="?mechanism=training"' in html


def test_nothing_found_suggests_and_points_to_a_person(client: Client) -> None:
    html = text_of(client, "/search/?q=空き店補補補")
    assert ("見つかりませんでした" in html) or "まず、これを" in html
    html = text_of(client, "/search/?q=ほにゃらら")
    assert "見つかりませんでした" in html
    assert 'href="/desks/"' in html


def test_a_text_too_long_is_kept_in_the_box_with_what_to_do(client: Client) -> None:
    html = text_of(client, f"/search/?q={'長' * 401}", status=400)
    assert "長" * 401 in html
    assert "400文字まで" in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="q-error"' in html
    assert text_of(client, f"/search/?q={'長' * 400}")


# ── programme ───────────────────────────────────────────────────────────────────────────────────
def test_every_programme_has_a_page_in_both_languages(client: Client, edition: Edition) -> None:
    for programme in edition.catalogue.programmes:
        html = text_of(client, f"/programmes/{programme.key}/")
        assert f"<h1>{programme.name.ja}</h1>" in html
        assert programme.place in html
        if programme.budget_yen is None:
            assert "記載なし" in html
        assert programme.name.en in text_of(client, f"/en/programmes/{programme.key}/")


def test_budgets_of_both_years_stand_in_the_table(client: Client, edition: Edition) -> None:
    programme = next(p for p in edition.catalogue.programmes if p.budget_yen and p.budget_before_yen)
    html = text_of(client, f"/programmes/{programme.key}/")
    assert oku_figure(programme.budget_yen or 0) in html
    assert oku_figure(programme.budget_before_yen or 0) in html
    assert 'role="img"' in html


def test_without_an_import_the_page_says_how_to_import(client: Client, edition: Edition) -> None:
    html = text_of(client, f"/programmes/{edition.catalogue.programmes[0].key}/")
    assert "tsunagari plan import" in html
    assert 'class="original"' not in html


def test_imported_wording_is_shown_line_by_line(client: Client, edition: Edition, tmp_path: Path) -> None:
    programme = edition.catalogue.programmes[0]
    entry = {
        "tier": programme.tier,
        "place": programme.place,
        "text": "本文",
        "original": [[11, "<行>"], [13, "次"]],
    }
    path = wording_path(tmp_path, edition.catalogue.year)
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({"source": "試験の文書", "entries": [entry]}))
    with override_settings(VAR=tmp_path):
        html = client.get(f"/programmes/{programme.key}/").content.decode()
    assert '<li data-l="11"><span>&lt;行&gt;</span></li>' in html
    assert '<li data-l="13"><span>次</span></li>' in html


@pytest.mark.parametrize("address", ["/programmes/nix/", "/check/?for=nix", "/check/result/?for=nix"])
def test_a_programme_that_is_not_in_the_plan_is_no_page(client: Client, address: str) -> None:
    assert "この年度の計画にありません" in text_of(client, address, status=404)


# ── check ───────────────────────────────────────────────────────────────────────────────────────
def test_the_check_asks_one_thing_and_offers_not_knowing(client: Client) -> None:
    html = text_of(client, "/check/")
    assert html.count("<fieldset") == 1
    assert "まだ分からない" in html
    assert 'value="?"' in html


def test_the_tally_table_counts_every_programme(client: Client, edition: Edition) -> None:
    html = text_of(client, "/check/?question=applicant.kind")
    table = json.loads(re.findall(r'data-tally="([^"]*\{.*\}[^"]*)"', html)[0])
    assert set(table) == {*edition.catalogue.vocabulary.facts["applicant.kind"].values, "?"}
    assert {sum(numbers) for numbers in table.values()} == {len(edition.catalogue.programmes)}
    for code in ("company", "local_government"):
        shown = re.findall(r'data-count="\w+">(\d+)', text_of(client, f"/check/tally/?applicant.kind={code}"))
        assert [int(number) for number in shown] == table[code]


def test_narrowed_to_one_programme_only_it_is_counted(client: Client, edition: Edition) -> None:
    programme = next(p for p in edition.catalogue.programmes if p.eligibility)
    html = text_of(client, f"/check/?for={programme.key}")
    assert html.count("<i data-v=") == 1
    assert f'name="for" value="{programme.key}"' in html


def test_when_nothing_is_left_to_ask_the_result_comes(client: Client, edition: Edition) -> None:
    askable = [fact.name for fact in edition.catalogue.vocabulary.facts.values() if fact.is_askable]
    address = "/check/?" + "&".join(f"{name}=?" for name in askable)
    response = client.get(address)
    assert response.status_code == 302
    assert response["Location"].startswith("/check/result/?")


def test_an_answer_can_be_given_again(client: Client) -> None:
    html = text_of(client, "/check/?applicant.kind=individual&firm.prefecture=04&question=applicant.kind")
    assert 'name="firm.prefecture" value="04"' in html
    assert 'type="hidden" name="applicant.kind"' not in html
    assert re.search(r'value="individual" checked', html)


def test_a_question_sent_without_an_answer_is_asked_again(client: Client) -> None:
    html = text_of(client, "/check/?firm.prefecture=04&asked=applicant.kind", status=400)
    assert "答えがえらばれていません" in html
    assert 'aria-describedby="q-error ' in html
    assert 'name="firm.prefecture" value="04"' in html


def test_not_knowing_cannot_be_mixed_with_knowing(client: Client) -> None:
    html = text_of(client, "/check/?asked=need.themes&need.themes=it&need.themes=?", status=400)
    assert "ほかの答えといっしょにえらべません" in html


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/check/?applicant.kind=emperor", "あなたの立場"),
        ("/check/?firm.employees_regular=7-19", "ふだん働いている従業員の数"),
        ("/check/?applicant.kind=company&applicant.kind=individual", "あなたの立場"),
        ("/check/?question=firm.is_sme", "質問の名前"),
        ("/check/?question=firm.municipality", "質問の名前"),
        ("/check/result/?firm.prefecture=48", "都道府県"),
        ("/desks/?pref=48", "都道府県"),
        ("/desks/?pref=04&theme=magic", "相談したいこと"),
        ("/plan/?sort=price", "並べかた"),
        ("/plan/?tier=city", "だれの事業か"),
        ("/search/?mechanism=gift", "支援のかたち"),
    ],
)
def test_a_code_never_offered_is_refused_with_what_was(client: Client, address: str, said: str) -> None:
    html = text_of(client, address, status=400)
    assert said in html
    assert "使えるもの" in html


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("address", ASKING)
def test_whatever_is_sent_is_answered_calmly(client: Client, address: str, hostile: str) -> None:
    response = client.get(address + quote(hostile, safe=""), follow=True)
    html = response.content.decode()
    assert response.status_code in ((200, 400) if address == "/search/?q=" else (400, 404))
    for never in ("<script>alert", "\x00", "\x1b", "Traceback", "{{49}}"):
        assert never not in html, never


def test_parameters_that_are_not_ours_are_passed_over(client: Client) -> None:
    html = text_of(client, "/check/?utm_source=mail&applicant.kind=individual")
    assert "utm_source" not in re.sub(r'<ul class="menu">.*?</ul>', "", html, flags=re.DOTALL)


@pytest.mark.parametrize("year", ["1999", "20O9", "二〇〇九", "٢٠٠٩", "-1"])
@pytest.mark.parametrize("page", ["/plan/", "/search/", "/check/", "/check/result/", "/plan/programmes.csv"])
def test_a_year_without_a_plan_is_no_page(client: Client, page: str, year: str) -> None:
    assert "その年度の計画はありません" in text_of(client, f"{page}?year={quote(year)}", status=404)


# ── result ──────────────────────────────────────────────────────────────────────────────────────
RESULT = "/check/result/?applicant.kind=individual&firm.employees_regular=0-5&need.themes=succession"


def test_the_result_says_first_what_to_do_then_why(client: Client) -> None:
    html = text_of(client, RESULT)
    first, yes, no = (html.index(word) for word in ('class="first', 'id="yes"', 'id="no"'))
    assert first < yes < no
    assert "最初の一歩" in html
    assert "この結果は保存していません" in html


def test_every_programme_is_told_once(client: Client, edition: Edition) -> None:
    html = text_of(client, RESULT)
    main = html[html.index("<main") : html.index("</main>")]
    for programme in edition.catalogue.programmes:
        assert main.count(f'href="/programmes/{programme.key}/"') == 1, programme.key


def test_where_nothing_is_certain_the_next_question_is_the_first_step(
    client: Client, edition: Edition
) -> None:
    programme = next(p for p in edition.catalogue.programmes if p.eligibility)
    html = text_of(client, f"/check/result/?for={programme.key}")
    assert "もう1つ質問に答える" in html


@pytest.mark.django_db
@pytest.mark.database
def test_with_a_prefecture_a_desk_is_named(client: Client) -> None:
    load_demo_organisations()
    html = text_of(client, RESULT + "&firm.prefecture=04")
    assert "宮城県 " in html
    assert 'href="/desks/?pref=04&theme=succession"' in html


# ── plan ────────────────────────────────────────────────────────────────────────────────────────
def test_the_plan_adds_up(client: Client, edition: Edition) -> None:
    html = text_of(client, "/plan/")
    total = total_of(edition.catalogue.programmes)
    assert html.count('<tr role="row" id="') == total.programmes
    assert f"合計（金額のある{total.stated}事業）" in html
    assert oku_figure(total.budget_yen or 0) in html


def test_subtotals_are_those_of_the_rows_shown(client: Client, edition: Edition) -> None:
    html = text_of(client, "/plan/?tier=national&mechanism=training")
    shown = [p for p in edition.catalogue.of("national") if "training" in p.mechanisms]
    assert html.count('<tr role="row" id="') == len(shown)
    footer = html[html.index("<tfoot") :]
    assert oku_figure(total_of(shown).budget_yen or 0) in footer
    assert f"{len(edition.catalogue.programmes)}事業のうち{len(shown)}事業" in html


def test_sorting_is_within_a_pillar_with_the_unstated_last(client: Client, edition: Edition) -> None:
    html = text_of(client, "/plan/?sort=-budget&tier=national")
    rows = re.findall(r'<tr role="row" id="([^"]+)"', html)
    of_pillar = [
        edition.catalogue.by_key[key] for key in rows if edition.catalogue.by_key[key].pillar == "(2)"
    ]
    budgets = [p.budget_yen for p in of_pillar]
    stated = [b for b in budgets if b is not None]
    assert budgets == sorted(stated, reverse=True) + [None] * (len(budgets) - len(stated))
    assert 'aria-sort="descending"' in html


def test_a_filter_without_rows_says_so(client: Client) -> None:
    assert "この条件の事業はありません" in text_of(client, "/plan/?tier=prefecture&audience=jobseeker")


def test_files_hold_the_rows_of_the_page_in_its_order(client: Client, edition: Edition) -> None:
    asked = "?sort=-budget&tier=national"
    rows = list(
        csv.DictReader(io.StringIO(client.get(f"/plan/programmes.csv{asked}").content.decode("utf-8-sig")))
    )
    budgets = [int(row["この年度の予算（円）"]) for row in rows if row["この年度の予算（円）"] != "記載なし"]
    assert len(rows) == len(edition.catalogue.of("national"))
    assert budgets == sorted(budgets, reverse=True)
    assert rows[-1]["この年度の予算（円）"] == "記載なし"

    sheet = openpyxl.load_workbook(io.BytesIO(client.get(f"/plan/programmes.xlsx{asked}").content)).active
    assert sheet is not None
    keys = [cell.value for cell in sheet["E"][1:] if cell.value]
    assert keys == [row["キー"] for row in rows]
    column = next(cell.column for cell in sheet[1] if cell.value == "この年度の予算（円）")
    total = sum(
        row[column - 1].value for row in sheet.iter_rows(min_row=2) if isinstance(row[column - 1].value, int)
    )
    assert total == total_of(edition.catalogue.of("national")).budget_yen


def test_english_files_are_english(client: Client) -> None:
    head = client.get("/en/plan/programmes.csv").content.decode("utf-8-sig").splitlines()[0]
    assert head.startswith("No.,Run by,Pillar of the plan,")


def test_other_kinds_of_file_do_not_exist(client: Client) -> None:
    assert "xlsx か csv" in text_of(client, "/plan/programmes.pdf", status=404)


# ── desks, glossary ─────────────────────────────────────────────────────────────────────────────
@pytest.mark.django_db
@pytest.mark.database
def test_desks_of_a_prefecture_cost_one_query(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in (1, 2, 3):
        Organisation.objects.create(kind="hub", name=f"窓口{number}", kana=f"{number}", prefecture="04")
        with django_assert_num_queries(1):
            html = text_of(client, "/desks/?pref=04")
        assert html.count("<h2 ") == number


@pytest.mark.django_db
@pytest.mark.database
def test_a_prefecture_without_desks_says_so(client: Client) -> None:
    assert "まだ登録されていません" in text_of(client, "/desks/?pref=05")


def test_pages_of_the_plan_ask_the_database_nothing(
    client: Client, edition: Edition, django_assert_num_queries: DjangoAssertNumQueries, db: None
) -> None:
    key = edition.catalogue.programmes[0].key
    with django_assert_num_queries(0):
        for address in (
            "/",
            "/search/?q=店",
            f"/programmes/{key}/",
            "/check/",
            RESULT,
            "/plan/",
            "/glossary/",
        ):
            client.get(address)


def test_the_glossary_explains_every_term_where_a_link_can_reach_it(client: Client, edition: Edition) -> None:
    html = text_of(client, "/glossary/")
    for term in edition.catalogue.vocabulary.terms:
        assert f'<div id="{term.id}">' in html
        assert term.meaning.ja in html


def test_a_term_on_a_programmes_page_leads_to_the_glossary(client: Client, edition: Edition) -> None:
    ids = {term.id for term in edition.catalogue.vocabulary.terms}
    linked = {
        anchor
        for programme in edition.catalogue.programmes
        for anchor in re.findall(
            r'class="term" href="/glossary/#([\w-]+)"', text_of(client, f"/programmes/{programme.key}/")
        )
    }
    assert linked
    assert linked <= ids


# ── other years, other plans ────────────────────────────────────────────────────────────────────
@pytest.fixture
def two_years(tmp_path: Path) -> Path:
    """The plan of FY2009, and as that of FY2010 the first few of its programmes."""
    plans = tmp_path / "plans"
    shutil.copytree(settings.PLANS, plans)
    (plans / "2010" / "smrj").mkdir(parents=True)
    frame = (
        (plans / "2009" / "plan.yaml")
        .read_text()
        .replace("year: 2009", "year: 2010")
        .replace("2009-10-01", "2010-10-01")
    )
    (plans / "2010" / "plan.yaml").write_text(frame)
    for path in sorted((plans / "2009" / "smrj").glob("*.yaml"))[:6]:
        shutil.copy(path, plans / "2010" / "smrj" / path.name)
    return plans


def test_an_older_edition_stays_within_itself(client: Client, two_years: Path) -> None:
    with override_settings(PLANS=two_years):
        newest = text_of(client, "/plan/")
        older = text_of(client, "/plan/?year=2009")
        assert newest.count('<tr role="row" id="') == 3
        assert older.count('<tr role="row" id="') == len(edition_of(2009).catalogue.programmes)
        key = edition_of(2009).catalogue.programmes[0].key
        assert f'href="/programmes/{key}/?year=2009"' in older
        page = text_of(client, f"/programmes/{key}/?year=2009")
        assert f'href="/check/?for={key}&year=2009"' in page
        assert 'name="year" value="2009"' in text_of(client, f"/check/?for={key}&year=2009")
        text_of(client, f"/programmes/{key}/", status=404)


def test_a_changed_file_shows_at_once_and_a_broken_one_never(client: Client, two_years: Path) -> None:
    path = next((two_years / "2010" / "smrj").glob("*[!s].yaml"))
    path = next(
        p for p in (two_years / "2010" / "smrj").glob("*.yaml") if not p.name.endswith(".examples.yaml")
    )
    whole = path.read_text()
    with override_settings(PLANS=two_years):
        name = edition_of().catalogue.by_key[path.stem].name.ja
        path.write_text(whole.replace(name, "名前を変えた事業"))
        assert "名前を変えた事業" in text_of(client, "/plan/")
        path.write_text(whole + "\nnonsense: 1\n")
        assert "名前を変えた事業" in text_of(client, "/plan/")
        assert edition_of().fault
        path.write_text(whole)
        assert name in text_of(client, "/plan/")
        assert not edition_of().fault
