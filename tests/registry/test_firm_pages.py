"""The pages of firms, through the door."""

from __future__ import annotations

import re
import uuid
from html import unescape
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.registry.firms import NOW, card, member, organisation, staff
from tsunagari.kit.exports import KINDS
from tsunagari.registry.actions.consents import give_consent
from tsunagari.registry.actions.contacts import add_contact
from tsunagari.registry.actions.firms import change_card
from tsunagari.registry.actions.journal import record
from tsunagari.registry.models.consents import Consent
from tsunagari.registry.models.firms import Contact, Firm
from tsunagari.registry.models.journal import JournalLine
from tsunagari.registry.models.merges import FirmMerge
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.field_groups import CONSULTATIONS, CONTACT, FIELD_GROUPS, FIGURES, IDENTITY
from tsunagari.registry.policy.roles import AUDITOR, COORDINATOR, PLANNER
from tsunagari.registry.queries.cards import SHORT

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def signed_in(home: Organisation, role: str = COORDINATOR) -> Client:
    client = Client()
    client.force_login(member(home, role))
    return client


def text_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response.content.decode()[:2000]
    return unescape(response.content.decode())


def send(client: Client, path: str, status: int = 302, **fields: Any) -> str:
    response = client.post(path, {"submission": uuid.uuid4().hex} | fields)
    assert response.status_code == status, response.content.decode()[:3000]
    return response.headers.get("Location", "") or unescape(response.content.decode())


@pytest.fixture
def home() -> Organisation:
    return organisation()


@pytest.fixture
def client(home: Organisation) -> Client:
    return signed_in(home)


@pytest.fixture
def firm(home: Organisation) -> Firm:
    return card(
        *(staff(home), home),
        kana="あおばきんぞくこうぎょう",
        industry="24",
        prefecture="04",
        phone="000-0004-0001",
        facts={"firm.capital_yen": 10_000_000},
    )


# ── finding and exporting ───────────────────────────────────────────────────────────────────────
def test_the_list_finds_while_one_types(client: Client, firm: Firm) -> None:
    for address in (
        "/firms/",
        "/firms/?q=あおば",
        "/firms/found/?q=青葉金",
        "/firms/?q=0001&pref=04&trade=E",
    ):
        assert firm.name in text_of(client, address)
    assert "見つかりません" in text_of(client, "/firms/?q=ほにゃらら")
    assert firm.name not in text_of(client, "/firms/?pref=13")
    assert firm.name not in text_of(client, "/firms/?q=青葉&trade=M")
    assert "<html" not in text_of(client, "/firms/found/?q=青葉金")
    assert text_of(client, "/firms/?pref=99", 400)


def test_the_list_costs_the_same_with_three_firms_and_with_thirty(
    client: Client, home: Organisation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    actor = staff(home)
    text_of(client, "/firms/")
    costs = []
    for count in (3, 30):
        while Firm.objects.count() < count:
            card(actor, home, f"青葉{Firm.objects.count()}（デモ）")
        with django_assert_num_queries(12, exact=False) as asked:
            text_of(client, "/firms/?q=青葉")
        costs.append(len(asked))
    assert costs[0] == costs[1]


@pytest.mark.parametrize("kind", KINDS)
def test_an_export_says_what_for_and_leaves_a_line_for_each_firm(
    client: Client, firm: Firm, kind: str
) -> None:
    assert "目的" in send(client, f"/firms/firms.{kind}?q=青葉", 422)
    response = client.post(f"/firms/firms.{kind}?q=青葉", {"purpose": "年賀状のあて名"})
    assert response.status_code == 200
    line = JournalLine.objects.get(verb="export.made")
    assert (line.firm_id, line.payload.values["purpose"]) == (firm.pk, "年賀状のあて名")
    assert "phone" in line.payload.values
    if kind == "csv":
        assert "000-0004-0001" in response.content.decode("utf-8-sig")


# ── the card ────────────────────────────────────────────────────────────────────────────────────
def test_the_card_shows_what_is_known_and_what_can_be_used(client: Client, firm: Firm) -> None:
    html = text_of(client, f"/firms/{firm.pk}/")
    for said in (firm.name, firm.kana, "000-0004-0001", "1,000万円", "宮城県", "E 24", "いま使える制度"):
        assert said in html
    assert JournalLine.objects.get(verb="firm.read").payload.values.keys() >= {"name", "phone", "facts"}


def test_answering_a_question_writes_the_card_and_asks_the_next(client: Client, firm: Firm) -> None:
    html = text_of(client, f"/firms/{firm.pk}/")
    asked = re.search(r'name="asked" value="([^"]+)"', html)
    assert asked
    assert "firm.kind" in (asked[1], "firm.kind") or asked[1].startswith(("applicant.", "firm."))
    where = send(
        client,
        f"/firms/{firm.pk}/answer/",
        asked="firm.employees_regular",
        **{"firm.employees_regular": "18"},
    )
    assert where == f"/firms/{firm.pk}/?#now"
    firm.refresh_from_db()
    assert firm.facts["firm.employees_regular"] == 18
    assert "18人" in text_of(client, f"/firms/{firm.pk}/")


def test_a_question_put_off_is_not_asked_again_at_once(client: Client, firm: Firm) -> None:
    asked = re.search(r'name="asked" value="([^"]+)"', text_of(client, f"/firms/{firm.pk}/"))
    assert asked
    where = send(client, f"/firms/{firm.pk}/answer/", asked=asked[1], **{asked[1]: "?"})
    again = re.search(r'name="asked" value="([^"]+)"', text_of(client, where.partition("#")[0]))
    assert again is None or again[1] != asked[1]
    firm.refresh_from_db()
    assert firm.version == 1


@pytest.mark.parametrize("answer", ["", "-1", "٣", "abc", "1e3"])
def test_what_is_no_answer_is_refused_beside_the_question(client: Client, firm: Firm, answer: str) -> None:
    html = send(
        client,
        f"/firms/{firm.pk}/answer/",
        422,
        asked="firm.employees_regular",
        **{"firm.employees_regular": answer},
    )
    assert "notice--error" in html
    firm.refresh_from_db()
    assert firm.version == 1


def test_the_card_costs_the_same_with_three_lines_and_with_thirty(
    client: Client, firm: Firm, home: Organisation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    text_of(client, f"/firms/{firm.pk}/")
    costs = []
    for count in (3, 30):
        while Contact.objects.count() < count:
            add_contact(staff(home), firm, {"name": f"担当{Contact.objects.count()}"}, now=NOW)
        with django_assert_num_queries(40, exact=False) as asked:
            text_of(client, f"/firms/{firm.pk}/")
        costs.append(len(asked))
    assert costs[0] == costs[1]


# ── leaks ───────────────────────────────────────────────────────────────────────────────────────
MARKS = {
    IDENTITY: {"kana": "いちのしるし", "trade_name": "壱印"},
    CONTACT: {"address": "弐印町1-1", "phone": "000-2222-2222", "email": "ni@example.jp"},
    FIGURES: {"facts": {"firm.capital_yen": 33_330_000}},
}
SEEN = {IDENTITY: "壱印", CONTACT: "弐印町", FIGURES: "3,333万円", CONSULTATIONS: "四印の相談"}


def marked(home: Organisation) -> Firm:
    actor = staff(home)
    firm = card(actor, home, "隣の店（デモ）", **{k: v for group in MARKS.values() for k, v in group.items()})
    record(
        actor,
        "case.opened",
        organisation_id=home.pk,
        subject_kind="case",
        subject_id=1,
        firm_id=firm.pk,
        now=NOW,
        values={"title": "四印の相談"},
    )
    return firm


@pytest.mark.parametrize("shared", [(), (CONTACT,), (FIGURES,), (CONSULTATIONS,), tuple(FIELD_GROUPS)])
def test_of_another_organisations_firm_only_the_groups_agreed_to_are_shown(
    client: Client, home: Organisation, shared: tuple[str, ...]
) -> None:
    neighbour = organisation("わかば商工会（デモ）")
    firm = marked(neighbour)
    give_consent(staff(neighbour), firm, home, shared, "紹介", "phone", now=NOW)
    pages = [f"/firms/{firm.pk}/", "/firms/?q=隣の店", "/firms/", "/firms/found/?q=隣の店"]
    html = "".join(text_of(client, page) for page in pages)
    html += client.post("/firms/firms.csv?q=隣の店", {"purpose": "試し"}).content.decode("utf-8-sig")
    html = html.replace("33330000", "3,333万円")
    told = {group for group, mark in SEEN.items() if mark in html}
    assert told == {IDENTITY, *shared}
    assert ("同意がありません" in html) is (len(told) < len(FIELD_GROUPS))


@pytest.mark.parametrize("is_agreed", [True, False])
def test_whether_a_firm_may_be_approached_is_written_down_only_where_it_was_said(
    client: Client, home: Organisation, *, is_agreed: bool
) -> None:
    firm, neighbour = card(staff(home), home), organisation("わかば商工会（デモ）")
    said = {"may_approach": "on"} if is_agreed else {}
    told = {"given_to": str(neighbour.pk), "groups": [CONTACT], "purpose": "案内", "how": "phone"} | said
    assert "制度の案内を受けてもよい" in text_of(client, f"/firms/{firm.pk}/?share=1")
    send(client, f"/firms/{firm.pk}/consents/", **told)
    assert Consent.objects.get().may_approach is is_agreed
    assert JournalLine.objects.get(verb="consent.given").payload.values["may_approach"] is is_agreed
    assert ("制度の案内を受けてもよい" in text_of(client, f"/firms/{firm.pk}/")) is is_agreed


def test_without_consent_no_page_of_anothers_firm_exists(client: Client, home: Organisation) -> None:
    neighbour = organisation("わかば商工会（デモ）")
    firm, own = marked(neighbour), card(staff(home), home)
    consent = give_consent(staff(neighbour), firm, home, list(FIELD_GROUPS), "紹介", "phone", now=NOW)
    theirs = f"/firms/{firm.pk}/"
    for address in ("edit/", f"merge/{own.pk}/"):
        assert text_of(client, theirs + address, 404)
    for address in (
        "edit/",
        "answer/",
        "contacts/",
        "consents/",
        f"consents/{consent.pk}/revoke/",
        f"apart/{own.pk}/",
    ):
        assert send(client, theirs + address, 404)
    Consent.objects.update(revoked_at=NOW)
    assert text_of(client, theirs, 404)
    html = text_of(client, "/firms/?q=隣の店") + text_of(client, "/firms/duplicates/")
    assert not [mark for mark in SEEN.values() if mark in html]
    firm.refresh_from_db()
    assert firm.version == 1


def test_an_auditor_reads_and_changes_nothing_a_planner_does_not_even_read(
    home: Organisation, firm: Firm
) -> None:
    auditor, planner = signed_in(home, AUDITOR), signed_in(home, PLANNER)
    html = text_of(auditor, f"/firms/{firm.pk}/")
    assert "<button" not in html.partition("<main")[2]
    assert send(auditor, f"/firms/{firm.pk}/edit/", 403)
    assert send(auditor, "/firms/firms.csv", 403)
    assert text_of(planner, f"/firms/{firm.pk}/", 403)
    assert text_of(planner, "/firms/", 403)


def test_a_visitor_is_shown_the_way_to_sign_in(firm: Firm) -> None:
    response = Client().get(f"/firms/{firm.pk}/")
    assert response.status_code == 302
    assert firm.name not in response.content.decode()


# ── writing ─────────────────────────────────────────────────────────────────────────────────────
def test_a_new_card_is_opened_once_however_often_it_is_sent(client: Client) -> None:
    fields = {
        "name": "みどり屋（デモ）",
        "phone": "000-0004-0009",
        "firm.capital_yen": "300万円",
        "submission": "k1",
    }
    where = {send(client, "/firms/new/", **fields) for _ in range(2)}
    firm = Firm.objects.get()
    assert where == {f"/firms/{firm.pk}/"}
    assert (firm.phone, firm.facts) == ("000-0004-0009", {"firm.capital_yen": 3_000_000})


def test_a_card_that_looks_like_another_is_opened_only_when_one_is_sure(client: Client, firm: Firm) -> None:
    fields = {"name": "㈱青葉金属工業（デモ）", "phone": "000-0004-0001"}
    html = send(client, "/firms/new/", 200, **fields)
    assert "電話が同じ" in html
    assert Firm.objects.count() == 1
    send(client, "/firms/new/", sure="1", **fields)
    assert Firm.objects.count() == 2


def test_what_is_wrong_stands_beside_the_box_and_nothing_typed_is_lost(client: Client) -> None:
    html = send(client, "/firms/new/", 422, name="みどり屋", phone="電話", corporate_number="1")
    assert 'value="みどり屋"' in html
    assert html.count('aria-invalid="true"') == 2
    assert not Firm.objects.exists()


def hidden(html: str) -> dict[str, str]:
    return dict(re.findall(r'type="hidden" name="((?:was\.|version)[^"]*)" value="([^"]*)"', html))


def test_two_editors_lose_nothing(client: Client, home: Organisation, firm: Firm) -> None:
    html = text_of(client, f"/firms/{firm.pk}/edit/")
    base = hidden(html)
    change_card(staff(home), firm, {"phone": "000-0004-0002", "address": "青葉1-1"}, 1, now=NOW)
    boxes = {name.removeprefix("was."): value for name, value in base.items() if name != "version"}
    mine = boxes | {"phone": "000-0004-0003", "trade_name": "みどり屋"}
    html = send(client, f"/firms/{firm.pk}/edit/", 409, **mine, **base)
    assert "000-0004-0002" in html
    assert 'value="000-0004-0003"' in html
    assert 'value="青葉1-1"' in html
    firm.refresh_from_db()
    assert (firm.phone, firm.version) == ("000-0004-0002", 2)
    again = boxes | {"phone": "000-0004-0003", "trade_name": "みどり屋", "address": "青葉1-1"}
    send(client, f"/firms/{firm.pk}/edit/", **again, **hidden(html))
    firm.refresh_from_db()
    assert (firm.phone, firm.trade_name, firm.address) == ("000-0004-0003", "みどり屋", "青葉1-1")


def test_consent_is_written_down_and_taken_back_on_the_card(client: Client, firm: Firm) -> None:
    desk = organisation("わかば商工会（デモ）")
    given = {"given_to": desk.pk, "groups": [CONTACT], "purpose": "紹介", "how": "phone"}
    assert 'name="given_to"' not in text_of(client, f"/firms/{firm.pk}/")
    assert f'value="{desk.pk}"' in text_of(client, f"/firms/{firm.pk}/?share=1")
    send(client, f"/firms/{firm.pk}/consents/", **given)
    consent = Consent.objects.get()
    assert consent.groups == [IDENTITY, CONTACT]
    send(client, f"/firms/{firm.pk}/consents/{consent.pk}/revoke/")
    assert "取り消し" in text_of(client, f"/firms/{firm.pk}/")
    assert text_of(signed_in(desk), f"/firms/{firm.pk}/", 404)
    assert send(client, f"/firms/{firm.pk}/consents/", 422, **given | {"given_to": 0})


def test_the_newest_of_a_long_thread_are_shown_and_all_when_asked(
    client: Client, home: Organisation, firm: Firm
) -> None:
    for number in range(SHORT + 3):
        change_card(staff(home), firm, {"phone": f"000-0004-{number:04d}"}, number + 1, now=NOW)
    short = text_of(client, f"/firms/{firm.pk}/")
    assert short.count("<time ") == SHORT
    assert 'href="?thread=all#thread"' in short
    whole = text_of(client, f"/firms/{firm.pk}/?thread=all")
    assert whole.count("<time ") > SHORT + 3
    assert 'href="?thread=all' not in whole


def test_a_desk_without_neighbours_is_told_so(client: Client, firm: Firm) -> None:
    assert "見せる相手になる機関がまだありません" in text_of(client, f"/firms/{firm.pk}/?share=1")


def test_people_of_the_firm_come_and_go(client: Client, firm: Firm) -> None:
    send(client, f"/firms/{firm.pk}/contacts/", name="青葉 太郎（デモ）", duty="代表", phone="000-0004-0008")
    contact = Contact.objects.get()
    assert "青葉 太郎" in text_of(client, f"/firms/{firm.pk}/")
    send(client, f"/firms/{firm.pk}/contacts/{contact.pk}/drop/")
    assert not Contact.objects.exists()


def test_duplicates_are_merged_and_parted_on_their_pages(
    client: Client, home: Organisation, firm: Firm
) -> None:
    twin = card(staff(home), home, "㈱青葉金属工業（デモ）", phone="000-0004-0001", address="青葉1-1")
    assert "電話が同じ" in text_of(client, "/firms/duplicates/")
    assert "青葉1-1" in text_of(client, f"/firms/{firm.pk}/merge/{twin.pk}/")
    send(client, f"/firms/{firm.pk}/merge/{twin.pk}/", address="merged")
    assert client.get(f"/firms/{twin.pk}/").headers["Location"] == f"/firms/{firm.pk}/"
    assert "青葉1-1" in text_of(client, f"/firms/{firm.pk}/")
    send(client, f"/firms/{firm.pk}/merges/{FirmMerge.objects.get().pk}/undo/")
    assert "㈱青葉金属工業" in text_of(client, f"/firms/{twin.pk}/")
    send(client, f"/firms/{firm.pk}/apart/{twin.pk}/")
    assert "重複と思われるカードはありません" in text_of(client, "/firms/duplicates/")
