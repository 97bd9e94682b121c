"""Who is on the list, why, and who must never be: through the door, on the plan of FY2009."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from tests.registry.firms import NOW, member, organisation, staff
from tsunagari.outreach.policy.found import Found, Held
from tsunagari.outreach.policy.programmes import begins_on, is_running
from tsunagari.outreach.queries.lists import cards_before, newly_eligible, one_fact_away
from tsunagari.outreach.views import listing
from tsunagari.programmes.catalogue import Catalogue, load_catalogue
from tsunagari.programmes.folders import REPOSITORY
from tsunagari.programmes.schema import Outside
from tsunagari.registry.actions.consents import give_consent, revoke_consent
from tsunagari.registry.actions.firms import change_card, open_card
from tsunagari.registry.actions.journal import erase
from tsunagari.registry.actions.merging import merge_cards
from tsunagari.registry.models.consents import Consent
from tsunagari.registry.models.firms import Firm
from tsunagari.registry.models.journal import JournalLine
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy import field_groups
from tsunagari.registry.policy.actor import Actor
from tsunagari.registry.policy.field_groups import CONTACT, FIELD_GROUPS, FIGURES, IDENTITY
from tsunagari.registry.policy.roles import (
    ADMINISTRATOR,
    AUDITOR,
    COORDINATOR,
    EXPERT,
    OFFICER,
    PLANNER,
    REVIEWER,
)
from tsunagari.registry.queries.approaching import approachable_firms
from tsunagari.registry.queries.firms import WIDE, Narrowing

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PAGE = "/outreach/"
MUTUAL = "s-tosan-kyosai"  # an SME, in business for a year
SMALL = "p-keiei-kaizen"  # a small enterprise
BEFORE = NOW - datetime.timedelta(days=90)
SINCE = (NOW - datetime.timedelta(days=30)).date()
OTHERS = "p-sonota-jinzai"  # whatever a prefecture decides by itself
EMPLOYEES, CAPITAL, FOUNDED = "firm.employees_regular", "firm.capital_yen", "firm.founded_on"
SHOP = {"kind": "company", "industry": "E24", "prefecture": "04", "phone": "000-0004-1234"}


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with override_settings(TODAY=NOW.date()):
        yield


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(REPOSITORY / "plans", 2009)


@pytest.fixture
def home() -> Organisation:
    return organisation()


@pytest.fixture
def officer(home: Organisation) -> Actor:
    return staff(home, OFFICER)


def firm_of(
    actor: Actor, home: Organisation, name: str, made_at: datetime.datetime = BEFORE, **facts: Any
) -> Firm:
    whole = {EMPLOYEES: 10, CAPITAL: 3_000_000, FOUNDED: "1990-04-01"} | {
        {"people": EMPLOYEES, "founded": FOUNDED, "capital": CAPITAL}[key]: value
        for key, value in facts.items()
    }
    told = {key: value for key, value in whole.items() if value is not None}
    return open_card(
        actor, home, {"name": name, "phone": "000-0004-1234"} | SHOP | {"facts": told}, now=made_at
    )


def change(actor: Actor, firm: Firm, at: datetime.datetime = NOW, **facts: Any) -> Firm:
    firm.refresh_from_db()
    told = {{"people": EMPLOYEES, "founded": FOUNDED}[key]: value for key, value in facts.items()}
    return change_card(actor, firm, {"facts": told}, firm.version, now=at)


def newly(actor: Actor, catalogue: Catalogue, key: str, since: datetime.date = SINCE) -> Found:
    return newly_eligible(actor, catalogue, catalogue.by_key[key], WIDE, since=since, on=NOW.date())


def near(actor: Actor, catalogue: Catalogue, key: str, narrowed: Narrowing = WIDE) -> Found:
    return one_fact_away(actor, catalogue, catalogue.by_key[key], narrowed, on=NOW.date())


def named(found: Found) -> dict[str, tuple[str, ...]]:
    names = dict(Firm.objects.values_list("pk", "name"))
    return {names[hit.card.firm_id]: hit.why for hit in found.hits}


def signed_in(home: Organisation, role: str = OFFICER) -> Client:
    client = Client()
    client.force_login(member(home, role))
    return client


def text_of(client: Client, status: int = 200, **asked: str) -> str:
    response = client.get(PAGE, asked)
    text = unescape(response.content.decode())
    assert response.status_code == status, text[:2000]
    return text


# ── newly eligible ────────────────────────────────────────────────────────────────────────────────
def test_who_qualifies_anew_and_why(officer: Actor, home: Organisation, catalogue: Catalogue) -> None:
    firm_of(officer, home, "ずっと小さい")
    change(officer, firm_of(officer, home, "人が減った", people=25), people=18)
    change(
        officer, firm_of(officer, home, "前に減った", people=25), at=BEFORE + datetime.timedelta(1), people=18
    )
    change(officer, firm_of(officer, home, "人が増えた", people=18), people=25)
    firm_of(officer, home, "きのうできた", made_at=NOW)
    assert named(newly(officer, catalogue, SMALL)) == {"人が減った": ("card",), "きのうできた": ("new",)}


def test_age_alone_lets_in(officer: Actor, home: Organisation, catalogue: Catalogue) -> None:
    firm_of(officer, home, "一年たった", founded="2008-09-15")
    firm_of(officer, home, "まだ一年たたない", founded="2008-10-15")
    firm_of(officer, home, "もう一年たっていた", founded="2008-08-15")
    change(officer, firm_of(officer, home, "書きなおした", founded="2009-08-01"), founded="2005-04-01")
    assert named(newly(officer, catalogue, MUTUAL)) == {"一年たった": ("time",), "書きなおした": ("card",)}


def test_a_fact_and_the_years_together(officer: Actor, home: Organisation, catalogue: Catalogue) -> None:
    firm = firm_of(
        officer, home, "人も減り、年もたった", people=900, capital=500_000_000, founded="2008-09-15"
    )
    firm.refresh_from_db()
    change_card(officer, firm, {"facts": {EMPLOYEES: 20}}, firm.version, now=NOW)
    assert named(newly(officer, catalogue, MUTUAL)) == {"人も減り、年もたった": ("card", "time")}


def test_a_programme_that_began_since_lets_in_all_it_fits(
    officer: Actor, home: Organisation, catalogue: Catalogue
) -> None:
    firm_of(officer, home, "ずっと小さい", made_at=NOW - datetime.timedelta(days=300))
    eve = datetime.date(2009, 3, 31)
    assert named(newly(officer, catalogue, SMALL, since=eve)) == {"ずっと小さい": ("window",)}
    assert named(newly(officer, catalogue, SMALL, since=eve + datetime.timedelta(1))) == {}


def test_what_was_erased_is_counted_and_not_guessed(
    officer: Actor, home: Organisation, catalogue: Catalogue
) -> None:
    firm = change(officer, firm_of(officer, home, "人が減った", people=25), people=18)
    erase(officer, JournalLine.objects.filter(verb="firm.opened", subject_id=firm.pk), now=NOW)
    found = newly(officer, catalogue, SMALL)
    assert (found.hits, found.not_compared) == ((), 1)
    page = text_of(signed_in(home), programme=SMALL, since=SINCE.isoformat())
    assert "いま使える会社のうち1社は、その日のカードの内容が残っていない" in page


def test_each_row_says_what_made_the_difference(officer: Actor, home: Organisation) -> None:
    change(officer, firm_of(officer, home, "人が減った", people=25), people=18)
    firm_of(officer, home, "一年たった", founded="2008-09-15")
    client = signed_in(home)
    page = text_of(client, programme=SMALL, since=SINCE.isoformat())
    assert "カードの変更｜ふだん働いている従業員の数：25人 → 18人" in page
    page = text_of(client, programme=MUTUAL, since=SINCE.isoformat())
    assert "11か月 → 12か月" in page
    assert "人が減った" not in page
    english = unescape(client.get("/en" + PAGE, {"programme": MUTUAL}).content.decode())
    assert "Time passed |" in english


def test_the_page_says_when_a_card_was_made_and_when_the_programme_began(
    officer: Actor, home: Organisation
) -> None:
    firm_of(officer, home, "きのうできた", made_at=NOW)
    firm_of(officer, home, "ずっと小さい", made_at=NOW - datetime.timedelta(days=300))
    page = text_of(signed_in(home), programme=SMALL, since="2009-03-31")
    assert "カードができた｜2009年10月1日（平成21年10月1日）。それより前は分かりません" in page
    assert page.count("制度が始まった｜2009年4月1日（平成21年4月1日）") == 2


def test_nobody_qualifies_for_what_is_closed(
    officer: Actor, home: Organisation, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    firm_of(officer, home, "きのうできた", made_at=NOW)
    ended = NOW - datetime.timedelta(days=2)
    call = Outside("source", "https://example.jp/", NOW, opens_at=BEFORE, closes_at=ended)
    closed = replace(catalogue.by_key[SMALL], outside=call)
    assert not is_running(closed, 2009, NOW.date())
    assert is_running(closed, 2009, ended.date())
    assert begins_on(closed, 2009) == BEFORE.date()
    found = newly_eligible(officer, catalogue, closed, WIDE, since=SINCE, on=NOW.date())
    assert (found.hits, found.looked_at) == ((), 1)
    monkeypatch.setattr(listing, "outside_of", lambda _: (replace(closed, key="x-closed"),))
    page = text_of(signed_in(home), programme="x-closed")
    assert "この制度は、2009年10月1日（平成21年10月1日）には受け付けていません。" in page


# ── one fact away ─────────────────────────────────────────────────────────────────────────────────
def test_what_to_ask_and_what_stands_in_the_way(
    officer: Actor, home: Organisation, catalogue: Catalogue
) -> None:
    firm_of(officer, home, "創業日が分からない", founded=None)
    firm_of(officer, home, "まだ若い", founded="2009-03-01")
    firm_of(officer, home, "使える")
    firm_of(officer, home, "大きくて若い", people=900, capital=500_000_000, founded="2009-03-01")
    months = ("firm.months_in_business",)
    assert named(near(officer, catalogue, MUTUAL)) == {"創業日が分からない": months, "まだ若い": months}
    page = text_of(signed_in(home), programme=MUTUAL, question="near")
    assert "あと1つのことで使える会社：2社" in page
    assert "聞く：事業を始めた日" in page
    assert "いま「7か月」。必要なこと：事業を始めてからの月数が12か月以上" in page


def test_the_figure_of_law_that_would_let_it_in_is_told(officer: Actor, home: Organisation) -> None:
    """Twenty is the limit of a small enterprise in manufacturing; the rule itself is asked at it."""
    firm_of(officer, home, "大きい", people=25)
    page = text_of(signed_in(home), programme=SMALL, question="near")
    assert "「ふだん働いている従業員の数」が20人なら使えます（いま25人）" in page


def test_what_the_firm_cannot_answer_is_not_asked_of_it(officer: Actor, home: Organisation) -> None:
    firm_of(officer, home, "使える")
    page = text_of(signed_in(home), programme=OTHERS, question="near")
    assert "本人に聞いても決まりません：都道府県が独自に定めた事業がある" in page


def test_prefecture_trade_and_reason_narrow(officer: Actor, home: Organisation, catalogue: Catalogue) -> None:
    firm_of(officer, home, "まだ若い", founded="2009-03-01")
    assert len(near(officer, catalogue, MUTUAL, Narrowing("04", "E")).hits) == 1
    assert len(near(officer, catalogue, MUTUAL, Narrowing("05", "")).hits) == 0
    assert len(near(officer, catalogue, MUTUAL, Narrowing("", "H")).hits) == 0
    client = signed_in(home)
    page = text_of(
        client, programme=MUTUAL, question="near", pref="04", trade="E", why="firm.months_in_business"
    )
    assert "まだ若い" in page
    assert "この理由の会社は、ありません" in text_of(
        client, programme=MUTUAL, question="near", why="firm.is_sme"
    )


# ── whom nobody may see ───────────────────────────────────────────────────────────────────────────
@pytest.fixture
def theirs() -> Organisation:
    return organisation("わかば商工会議所（デモ）")


def shared(
    theirs: Organisation, home: Organisation, groups: list[str], *, may_approach: bool = True, **given: Any
) -> tuple[Firm, Consent]:
    keeper = staff(theirs)
    firm = firm_of(keeper, theirs, "よその会社", founded="2009-03-01")
    how = {"purpose": "制度の案内", "how": "phone", "now": BEFORE} | given
    return firm, give_consent(keeper, firm, home, groups, may_approach=may_approach, **how)


def assert_nobody(actor: Actor, home: Organisation, catalogue: Catalogue) -> None:
    found = near(actor, catalogue, MUTUAL)
    assert (found.hits, found.looked_at) == ((), 0)
    assert newly(actor, catalogue, SMALL).looked_at == 0
    page = text_of(signed_in(home), programme=MUTUAL, question="near")
    assert "よその会社" not in page
    assert "連絡してよい会社0社のなかには、ありません" in page


def test_others_are_listed_by_consent_to_be_approached(
    officer: Actor, home: Organisation, theirs: Organisation, catalogue: Catalogue
) -> None:
    shared(theirs, home, [CONTACT, FIGURES])
    assert named(near(officer, catalogue, MUTUAL)) == {"よその会社": ("firm.months_in_business",)}
    assert "000-0004-1234" in text_of(signed_in(home), programme=MUTUAL, question="near")


def test_without_consent_to_anything(
    officer: Actor, home: Organisation, theirs: Organisation, catalogue: Catalogue
) -> None:
    firm_of(staff(theirs), theirs, "よその会社", founded="2009-03-01")
    assert_nobody(officer, home, catalogue)


def test_a_consent_to_something_else(
    officer: Actor, home: Organisation, theirs: Organisation, catalogue: Catalogue
) -> None:
    shared(theirs, home, list(FIELD_GROUPS), may_approach=False)
    assert_nobody(officer, home, catalogue)


def test_a_consent_that_was_revoked(
    officer: Actor, home: Organisation, theirs: Organisation, catalogue: Catalogue
) -> None:
    _, consent = shared(theirs, home, list(FIELD_GROUPS))
    revoke_consent(staff(theirs), consent, now=NOW)
    assert_nobody(officer, home, catalogue)


def test_a_consent_that_has_ended(
    officer: Actor, home: Organisation, theirs: Organisation, catalogue: Catalogue
) -> None:
    shared(theirs, home, list(FIELD_GROUPS), ends_on=NOW.date() - datetime.timedelta(1))
    assert_nobody(officer, home, catalogue)


def test_a_consent_to_another_organisation(
    officer: Actor, home: Organisation, theirs: Organisation, catalogue: Catalogue
) -> None:
    shared(theirs, organisation("みどり支援センター（デモ）", kind="support_centre"), list(FIELD_GROUPS))
    assert_nobody(officer, home, catalogue)


def test_a_merged_card_is_listed_once_as_the_one_it_went_into(
    officer: Actor, home: Organisation, catalogue: Catalogue
) -> None:
    one = firm_of(officer, home, "まだ若い", founded="2009-03-01")
    twin = firm_of(officer, home, "まだ若い（別の一覧）", founded="2009-03-01")
    merge_cards(officer, one, twin, {}, now=NOW)
    assert list(named(near(officer, catalogue, MUTUAL))) == ["まだ若い"]


def test_figures_that_are_not_shared_are_neither_used_nor_told(
    officer: Actor, home: Organisation, theirs: Organisation, catalogue: Catalogue
) -> None:
    """Shared for something else, they are not used for this either."""
    firm, _ = shared(theirs, home, [IDENTITY])
    give_consent(staff(theirs), firm, home, list(FIELD_GROUPS), "相談", "phone", now=BEFORE)
    assert named(near(officer, catalogue, MUTUAL)) == {}
    page = text_of(signed_in(home), programme=SMALL, question="near")
    assert "よその会社" in page
    assert "聞く：" in page
    assert "10人" not in page
    assert "000-0004-1234" not in page
    line = JournalLine.objects.filter(verb="firm.read", firm_id=firm.pk).get()
    assert "facts" not in line.digests
    assert "phone" not in line.digests


def test_a_group_that_the_role_does_not_read_is_neither_used_nor_told(
    officer: Actor, home: Organisation, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    firm_of(officer, home, "まだ若い", founded="2009-03-01")
    change(officer, firm_of(officer, home, "人が減った", people=25), people=18)
    monkeypatch.setitem(field_groups.READ_BY, FIGURES, frozenset({COORDINATOR}))
    assert named(near(officer, catalogue, MUTUAL)) == {}
    assert named(newly(officer, catalogue, SMALL)) == {}
    page = text_of(signed_in(home), programme=SMALL, question="near")
    assert "人が減った" in page
    assert "18人" not in page


def test_the_card_of_that_day_is_cut_as_todays_is(officer: Actor, home: Organisation) -> None:
    firm = change(officer, firm_of(officer, home, "人が減った", people=25), people=18)
    end = NOW - datetime.timedelta(days=30)
    for groups, is_told in ((frozenset({IDENTITY}), False), (frozenset({IDENTITY, FIGURES}), True)):
        found = cards_before([Held(firm.pk, groups, {})], {firm.pk: firm.made_at}, end)[firm.pk]
        assert found is not None
        assert ("facts" in found) is is_told
        assert found["industry"] == firm.industry


def test_the_firms_read_at_all_are_those_that_may_be_approached(
    officer: Actor, home: Organisation, theirs: Organisation
) -> None:
    own = firm_of(officer, home, "うちの会社")
    agreed, _ = shared(theirs, home, [IDENTITY])
    shared(theirs, home, [IDENTITY], may_approach=False)
    firm_of(staff(theirs), theirs, "よその別の会社")
    assert set(approachable_firms(officer, NOW.date(), WIDE)) == {own, agreed}
    assert not approachable_firms(staff(home, PLANNER), NOW.date(), WIDE).exists()


@pytest.mark.parametrize("role", [EXPERT, REVIEWER, PLANNER, AUDITOR, ADMINISTRATOR])
def test_roles_that_do_not_write_to_firms_have_no_list(home: Organisation, role: str) -> None:
    client = signed_in(home, role)
    assert client.get(PAGE).status_code == 403
    assert client.post(f"{PAGE}firms.csv?programme={SMALL}", {"purpose": "案内"}).status_code == 403


def test_a_visitor_is_asked_to_sign_in() -> None:
    assert Client().get(PAGE).status_code == 302


# ── what is written down ──────────────────────────────────────────────────────────────────────────
def test_whoever_is_shown_is_written_down_and_nobody_else(officer: Actor, home: Organisation) -> None:
    young = firm_of(officer, home, "まだ若い", founded="2009-03-01")
    firm_of(officer, home, "使える")
    client = signed_in(home)
    text_of(client)
    assert not JournalLine.objects.filter(verb="firm.read").exists()
    text_of(client, programme=MUTUAL, question="near")
    (line,) = JournalLine.objects.filter(verb="firm.read")
    assert (line.firm_id, line.organisation_id) == (young.pk, home.pk)
    assert {"name", "phone", "facts"} <= set(line.digests)


def test_nothing_leaves_without_a_purpose(officer: Actor, home: Organisation) -> None:
    firm_of(officer, home, "まだ若い", founded="2009-03-01")
    client = signed_in(home)
    address = f"{PAGE}firms.csv?programme={MUTUAL}&question=near"
    for purpose in ("", "  "):
        assert client.post(address, {"purpose": purpose}).status_code == 422
    assert client.get(address).status_code == 405
    assert not JournalLine.objects.filter(verb="export.made").exists()


def test_a_list_too_long_for_one_file_is_not_cut_short(
    officer: Actor, home: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "MOST_EXPORTED", 1)
    for name in ("まだ若い", "これも若い"):
        firm_of(officer, home, name, founded="2009-03-01")
    address = f"{PAGE}firms.csv?programme={MUTUAL}&question=near"
    assert signed_in(home).post(address, {"purpose": "案内"}).status_code == 422
    assert not JournalLine.objects.filter(verb="export.made").exists()


def test_the_file_holds_the_list_and_the_journal_says_who_took_it(officer: Actor, home: Organisation) -> None:
    firm = firm_of(officer, home, "=HYPERLINK(若い)", founded="2009-03-01")
    client = signed_in(home)
    asked = f"?programme={MUTUAL}&question=near"
    sent = client.post(f"{PAGE}firms.csv{asked}", {"purpose": "共済の案内"})
    (row,) = csv.DictReader(io.StringIO(sent.content.decode("utf-8-sig")))
    assert row["名前"] == "'=HYPERLINK(若い)"
    assert row["電話"] == "000-0004-1234"
    assert "いま「7か月」" in row["理由"]
    (line,) = JournalLine.objects.filter(verb="export.made").select_related("payload")
    assert (line.firm_id, line.organisation_id) == (firm.pk, home.pk)
    told = {"purpose": "共済の案内", "list": "outreach", "programme": MUTUAL, "question": "near"}
    assert told.items() <= line.payload.values.items()
    assert "consultations" not in line.digests
    sheet = client.post(f"{PAGE}firms.xlsx{asked}", {"purpose": "共済の案内"})
    cell = load_workbook(io.BytesIO(sheet.content)).active["A2"]
    assert (cell.data_type, cell.value) == ("s", "=HYPERLINK(若い)")
    assert client.post(f"{PAGE}firms.pdf{asked}", {"purpose": "案内"}).status_code == 404
    assert client.post(f"{PAGE}firms.csv", {"purpose": "案内"}).status_code == 422


# ── the page ──────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("asked", "given", "allowed"),
    [
        ({"since": "きのう"}, "きのう", "2008-09-30 から 2009-09-30 までの日"),
        ({"since": "2009-10-01"}, "2009-10-01", "2009-09-30"),
        ({"since": "2007-04-01"}, "2007-04-01", "2008-09-30"),
        ({"programme": "nothing"}, "nothing", SMALL),
        ({"question": "maybe"}, "maybe", "newly、near"),
        ({"pref": "48"}, "48", "47"),
        ({"trade": "Z"}, "Z", "T"),
        ({"page": "0"}, "0", "1からの数字"),
        ({"programme": SMALL, "question": "near", "why": "firm.capital_yen"}, "firm.capital_yen", ""),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_can(
    home: Organisation, asked: dict[str, str], given: str, allowed: str
) -> None:
    page = text_of(signed_in(home), 400, **asked)
    assert given in page
    assert allowed in page


def test_an_empty_list_says_among_how_many(officer: Actor, home: Organisation) -> None:
    firm_of(officer, home, "使える")
    page = text_of(signed_in(home), programme=SMALL)
    assert "連絡してよい会社1社のなかには、ありません。" in page
    assert "2009年9月1日" in page  # thirty days ago, where no day was given


def queries_of(client: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        text_of(client, programme=SMALL)
    return len(asked)


def test_pages_and_queries_do_not_grow_with_the_firms(officer: Actor, home: Organisation) -> None:
    client = signed_in(home)
    for number in range(2):
        change(officer, firm_of(officer, home, f"会社{number:02}", people=25), people=18)
    text_of(client, programme=SMALL)
    few = queries_of(client)
    for number in range(2, 35):
        change(officer, firm_of(officer, home, f"会社{number:02}", people=25), people=18)
    assert queries_of(client) == few
    first = text_of(client, programme=SMALL)
    second = text_of(client, programme=SMALL, page="2")
    assert first.count("相談を記録する") == 30
    assert second.count("相談を記録する") == 5
    assert "page=2" in first
    assert text_of(client, programme=SMALL, page="9").count("相談を記録する") == 5


def test_the_list_leads_to_a_case_and_is_led_to(officer: Actor, home: Organisation) -> None:
    firm = firm_of(officer, home, "まだ若い", founded="2009-03-01")
    client = signed_in(home)
    page = text_of(client, programme=MUTUAL, question="near")
    assert f'href="/cases/new/?firm={firm.pk}&programme={MUTUAL}"' in page
    assert 'href="/outreach/"' in client.get("/firms/").content.decode()
    link = f'href="/outreach/?programme={MUTUAL}"'
    assert link in client.get(f"/programmes/{MUTUAL}/").content.decode()
    assert link not in Client().get(f"/programmes/{MUTUAL}/").content.decode()
    assert 'href="/outreach/"' not in signed_in(home, AUDITOR).get("/firms/").content.decode()
