"""What staff see and do on their pages."""

from __future__ import annotations

import csv
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cases.desks import (
    DAY,
    MINUTE,
    NOW,
    Desk,
    agreed,
    at,
    browser_of,
    desk,
    heard,
    hidden,
    moved,
    opened,
    send,
    shelter,
    text_of,
)
from tests.registry.firms import card, organisation
from tsunagari.cases.actions.handing_over import accept_handoff, refer_case
from tsunagari.cases.actions.noting import add_note, assign_case
from tsunagari.cases.models.cases import Case
from tsunagari.cases.models.entries import CaseEntry
from tsunagari.cases.policy.inbox import VIEWS, InboxQuestion
from tsunagari.cases.queries.cases import inbox, view_counts
from tsunagari.registry.actions.consents import revoke_consent
from tsunagari.registry.models.consents import Consent
from tsunagari.registry.models.firms import Firm, FirmTerm
from tsunagari.registry.models.handoffs import Handoff
from tsunagari.registry.models.journal import JournalLine
from tsunagari.registry.models.outbox import OutboxItem
from tsunagari.registry.policy.roles import AUDITOR, COORDINATOR, EXPERT, OFFICER, PLANNER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


@pytest.fixture
def hub() -> Desk:
    return desk()


# ── the inbox ─────────────────────────────────────────────────────────────────────────────────────
def test_the_inbox_begins_with_what_is_due(hub: Desk) -> None:
    overdue = opened(hub, card(hub.actor, hub.organisation, "おそい店（デモ）"), now=NOW - 6 * DAY)
    today = opened(hub, card(hub.actor, hub.organisation, "きょうの店（デモ）"), now=NOW - 3 * DAY)
    later = opened(hub, card(hub.actor, hub.organisation, "あしたの店（デモ）"), now=NOW - 2 * DAY)
    undated = heard(hub)
    assert [case.due_on and (case.due_on - NOW.date()).days for case in (overdue, today, later)] == [-1, 0, 1]
    html = text_of(hub.client, "/inbox/")
    assert "今日することが2件あります" in html
    order = [html.index(f'data-row="{case.pk}"') for case in (overdue, today, later, undated)]
    assert order == sorted(order)
    groups = ["期限をすぎたもの", "きょうの店", "これから7日", "期限のないもの"]
    assert sorted(groups, key=html.index) == groups


def test_views_and_filters_stand_in_the_address(hub: Desk) -> None:
    mine, other = opened(hub), opened(hub, holder_id=None)
    assert f'data-row="{other.pk}"' not in text_of(hub.client, "/inbox/")
    unheld = text_of(hub.client, "/inbox/?view=unheld")
    assert f'data-row="{other.pk}"' in unheld
    assert f'data-row="{mine.pk}"' not in unheld
    everything = text_of(hub.client, "/inbox/?view=all&meaning=waiting&programme=" + mine.programme)
    assert f'data-row="{other.pk}"' in everything
    assert "data-row" not in text_of(hub.client, "/inbox/?view=all&meaning=working")
    assert f'data-row="{mine.pk}"' in text_of(hub.client, f"/inbox/?view=all&holder={hub.actor.person_id}")
    assert hub.client.get("/inbox/?view=ever").status_code == 400
    assert hub.client.get("/inbox/?after=yesterday").status_code == 400


def test_each_view_says_how_many_it_has(hub: Desk) -> None:
    """Counted together, they are what each view lists: held and unheld, waiting, overdue, due and undated."""
    for days in (6, 3, 2):
        opened(hub, now=NOW - days * DAY)
    opened(hub, holder_id=None), heard(hub), heard(hub)
    Case.objects.filter(pk=opened(hub, holder_id=None).pk).update(meaning="working", due_on=None)
    Case.objects.filter(pk=opened(hub).pk).update(closed_at=NOW)
    counts = view_counts(hub.actor, NOW.date())
    due = inbox(hub.actor, InboxQuestion(), NOW.date()).filter(due_on__lte=NOW.date()).count()
    listed = {view: inbox(hub.actor, InboxQuestion(view), NOW.date()).count() for view in VIEWS}
    assert counts == listed | {"due": due}
    assert listed == {"mine": 5, "unheld": 2, "waiting": 4, "all": 7}
    assert due == 2


@pytest.mark.parametrize("asked", ["青葉金", "部品代", "{number}", "itの", "ITの部品"])
def test_a_case_is_found_by_firm_title_and_number(hub: Desk, asked: str) -> None:
    case = opened(hub)
    Case.objects.filter(pk=case.pk).update(title="ITの部品代")
    said = asked.format(number=f"{case.year}-{case.serial:04d}")
    assert f'data-row="{case.pk}"' in text_of(hub.client, f"/inbox/?view=all&q={said}")
    assert "data-row" not in text_of(hub.client, "/inbox/?view=all&q=ほにゃ")


def test_a_name_that_may_not_be_seen_finds_no_case(hub: Desk) -> None:
    """The firm no longer agrees: its case stays, but the name must not tell which one it is."""
    case, other = opened(hub), desk("わかば商工会議所（デモ）", prefecture="40")
    asked = "/inbox/?view=all&q=青葉金"
    assert f'data-row="{case.pk}"' in text_of(hub.client, asked)
    FirmTerm.objects.update(kept_by=other.organisation)
    Firm.objects.update(kept_by=other.organisation)
    assert "data-row" not in text_of(hub.client, asked)
    assert f'data-row="{case.pk}"' in text_of(hub.client, "/inbox/?view=all&q=部品代")


def test_the_case_chosen_is_shown_beside_the_list(hub: Desk) -> None:
    case = heard(hub)
    shown = text_of(hub.client, f"/cases/{case.pk}/peek/")
    assert "青葉金" in shown
    assert f'href="/cases/{case.pk}/refer/' in shown
    assert "<html" not in shown
    other = desk("わかば商工会議所（デモ）", prefecture="40")
    assert other.client.get(f"/cases/{case.pk}/peek/").status_code == 404


def test_every_case_is_on_exactly_one_page(hub: Desk) -> None:
    firm = card(hub.actor, hub.organisation)
    dated = [opened(hub, firm, now=NOW - number % 5 * DAY).pk for number in range(45)]
    undated = [opened(hub, firm).pk for _ in range(70)]
    Case.objects.filter(pk__in=undated).update(due_on=None)
    seen: list[int] = []
    address: str | None = "/inbox/?view=all"
    while address:
        html = text_of(hub.client, address)
        rows = [int(part.split('"')[0]) for part in html.split('data-row="')[1:]]
        seen += rows
        following = html.split('rel="next"')[0].rsplit('<a href="', 1)[-1].split('"')[0]
        address = f"/inbox/{following}" if 'rel="next"' in html else None
    assert len(seen) == len(set(seen)) == 115
    assert set(seen[:45]) == set(dated)


def test_more_rows_cost_no_more_queries(hub: Desk) -> None:
    firms = [card(hub.actor, hub.organisation, f"{number}番の店（デモ）") for number in range(4)]

    def cost() -> int:
        hub.client.get("/inbox/?view=all")  # what is kept is warm
        with CaptureQueriesContext(connection) as queries:
            hub.client.get("/inbox/?view=all")
        return len(queries)

    for number in range(3):
        opened(hub, firms[number % 4])
    few = cost()
    for number in range(57):
        opened(hub, firms[number % 4])
    assert cost() == few <= 14


def test_a_case_page_costs_the_same_with_a_long_thread(hub: Desk) -> None:
    case = heard(hub)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            hub.client.get(f"/cases/{case.pk}/")
        return len(queries)

    hub.client.get(f"/cases/{case.pk}/")
    few = cost()
    for number in range(40):
        add_note(hub.actor, case.pk, f"メモ {number}", now=NOW)
    assert cost() == few <= 25


def test_an_export_says_what_for(hub: Desk) -> None:
    opened(hub)
    hub.client.get("/inbox/")
    assert (
        hub.client.post("/inbox/export/", {"view": "mine", "kind": "csv", "purpose": " "}).status_code == 422
    )
    assert not JournalLine.objects.filter(verb="export.made").exists()
    response = hub.client.post("/inbox/export/", {"view": "mine", "kind": "csv", "purpose": "月の報告"})
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [row[1] for row in rows] == ["会社・お店", "青葉金属工業（デモ）"]
    line = JournalLine.objects.select_related("payload").get(verb="export.made")
    assert (line.payload.values["rows"], line.payload.values["purpose"]) == (1, "月の報告")


# ── one case ──────────────────────────────────────────────────────────────────────────────────────
def test_each_look_at_a_case_leaves_one_line(hub: Desk) -> None:
    case = opened(hub)
    for _ in range(2):
        text_of(hub.client, f"/cases/{case.pk}/")
    looks = JournalLine.objects.filter(verb="firm.read", firm_id=case.firm_id, actor=hub.actor.person_id)
    assert looks.count() == 2


def test_a_case_is_walked_to_its_end_by_its_pages(hub: Desk) -> None:
    case = opened(hub)
    page = f"/cases/{case.pk}/"
    assert send(hub.client, page, f"{page}moves/accept/").status_code == 302
    assert "まだ進められません" in text_of(hub.client, f"{page}moves/advise/")
    typed = {
        "field-heard_on": "H21.10.1",
        "field-channel": "phone",
        "field-minutes": "３５",
        "field-themes": ["trade_trouble", "management"],
        "field-heard": "部品代が入らない",
    }
    assert send(hub.client, f"{page}hearing/", **typed).status_code == 302
    assert send(hub.client, f"{page}moves/advise/").status_code == 302
    refused = send(hub.client, f"{page}moves/close/")
    assert refused.status_code == 422
    assert "「結果」をえらんでください。" in refused.content.decode()
    assert send(hub.client, f"{page}moves/close/", **{"field-outcome": "solved"}).status_code == 302
    case.refresh_from_db()
    assert (case.step, case.outcome, case.follow_up.due_on.isoformat()) == ("closed", "solved", "2010-01-04")
    assert "会社にその後をたずねます" in text_of(hub.client, page)


def test_a_form_keeps_what_was_typed_and_says_what_is_wrong(hub: Desk) -> None:
    case = opened(hub)
    moved(hub, case, "accept")
    typed = {"field-heard_on": "2009-02-30", "field-minutes": "半時間", "field-heard": "聞いたこと"}
    response = send(hub.client, f"/cases/{case.pk}/hearing/", **typed)
    html = response.content.decode()
    assert response.status_code == 422
    assert "日付として読めません" in html
    assert "数字だけで書いてください" in html
    assert 'value="2009-02-30"' in html
    assert "聞いたこと</textarea>" in html
    assert not CaseEntry.objects.filter(kind="hearing").exists()


def test_sent_twice_it_is_done_once(hub: Desk) -> None:
    case = opened(hub)
    html = hub.client.get(f"/cases/{case.pk}/").content.decode()
    form = hidden(html, f"/cases/{case.pk}/note/") | {"text": "一度だけ"}
    first, second = (hub.client.post(f"/cases/{case.pk}/note/", form) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert CaseEntry.objects.filter(text="一度だけ").count() == 1
    assert hub.client.post(f"/cases/{case.pk}/note/", form | {"text": "別のこと"}).status_code == 409
    assert not CaseEntry.objects.filter(text="別のこと").exists()


def test_the_second_of_two_sees_what_changed_and_keeps_what_was_typed(hub: Desk) -> None:
    case = heard(hub)
    moved(hub, case, "advise")
    other = at(hub.organisation, COORDINATOR)
    page = f"/cases/{case.pk}/moves/close/"
    mine = hidden(hub.client.get(page).content.decode(), "") | {"field-outcome": "partly"}
    assign_case(other.actor, case.pk, other.actor.person_id, now=NOW + MINUTE)
    response = hub.client.post(page, mine)
    html = response.content.decode()
    assert response.status_code == 409
    assert "ほかの人が案件を変えました" in html
    assert "担当を決めた" in html
    assert 'value="partly" checked' in html.replace("  ", " ")
    case.refresh_from_db()
    assert case.step == "advised"
    again = hidden(html, "") | {"field-outcome": "partly"}
    assert hub.client.post(page, again).status_code == 302
    case.refresh_from_db()
    assert case.outcome == "partly"


def test_what_is_no_longer_open_answers_with_what_happened(hub: Desk) -> None:
    case = opened(hub)
    html = hub.client.get(f"/cases/{case.pk}/").content.decode()
    form = hidden(html, f"/cases/{case.pk}/moves/accept/")
    moved(hub, case, "accept", now=NOW + MINUTE)
    response = hub.client.post(f"/cases/{case.pk}/moves/accept/", form)
    assert response.status_code == 409
    assert "引き受ける → 聞き取り" in response.content.decode()
    assert hub.client.get(f"/cases/{case.pk}/moves/nonsense/").status_code == 404


# ── undo ──────────────────────────────────────────────────────────────────────────────────────────
def test_a_move_can_be_taken_back_before_the_firm_is_told(hub: Desk) -> None:
    case = opened(hub, contact_email="midori@example.jp")
    letters = OutboxItem.objects.filter(kind="mail").count()
    page = f"/cases/{case.pk}/"
    send(hub.client, page, f"{page}moves/accept/")
    assert OutboxItem.objects.filter(kind="mail").count() == letters + 1
    assert send(hub.client, page, f"{page}undo/").status_code == 302
    case.refresh_from_db()
    assert (case.step, case.version) == ("received", 3)
    assert OutboxItem.objects.filter(kind="mail").count() == letters
    assert "undo/" not in text_of(hub.client, page)


def test_it_cannot_be_taken_back_by_another_later_or_after_it_counted(
    hub: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = opened(hub)
    page = f"/cases/{case.pk}/"
    send(hub.client, page, f"{page}moves/accept/")
    other = at(hub.organisation, COORDINATOR)
    assert "undo/" not in text_of(other.client, page)
    form = hidden(text_of(hub.client, page), f"{page}undo/")
    assert other.client.post(f"{page}undo/", form).status_code == 422
    monkeypatch.setattr("tsunagari.web.clock.the_time", lambda: NOW + 11 * MINUTE)
    assert "undo/" not in text_of(hub.client, page)
    assert hub.client.post(f"{page}undo/", form).status_code == 422
    case.refresh_from_db()
    assert case.step == "hearing"


# ── handing over ──────────────────────────────────────────────────────────────────────────────────
def test_a_case_is_handed_over_with_a_consent_written_down_on_the_page(hub: Desk) -> None:
    partner, case = shelter(), heard(hub)
    page = f"/cases/{case.pk}/refer/refer/"
    html = text_of(hub.client, page)
    assert "いちばん合う先" in html
    assert "取引先ともめている" in html
    to = str(partner.organisation.pk)
    refused = send(hub.client, page, to=to, groups=["identity"])
    assert refused.status_code == 422
    assert "同意のとり方が空です" in refused.content.decode()
    assert not Consent.objects.exists()
    assert send(hub.client, page, to=to, groups=["identity", "contact"], how="phone").status_code == 302
    consent = Consent.objects.get()
    assert (consent.groups, consent.given_how) == (["identity", "contact"], "phone")
    case.refresh_from_db()
    assert case.step == "referred"
    assert "返事を待っている紹介が1件" in text_of(partner.client, "/inbox/")


def handed_over(hub: Desk, partner: Desk) -> tuple[Case, Handoff]:
    case = heard(hub)
    agreed(hub, case, partner)
    note = "取引は続けたいとのことです。"
    to = partner.organisation.pk
    return case, refer_case(hub.actor, case.pk, "refer", to, note=note, now=NOW, version=None)


def test_the_partner_takes_it_on_and_the_senders_case_ends(hub: Desk) -> None:
    partner = shelter()
    case, handoff = handed_over(hub, partner)
    page = f"/handoffs/{handoff.pk}/"
    html = text_of(partner.client, page)
    assert "取引は続けたい" in html
    assert "資本金・従業員数・売上など" in html  # not agreed to, and said so
    response = send(partner.client, page, f"{page}accept/")
    assert response.status_code == 302
    case.refresh_from_db()
    taken = Case.objects.get(came_from=handoff)
    assert (case.step, taken.organisation, taken.holder_id) == (
        "closed",
        partner.organisation,
        partner.actor.person_id,
    )
    assert text_of(partner.client, f"/cases/{taken.pk}/")
    assert "引き受けた" in text_of(hub.client, f"/cases/{case.pk}/")


def test_the_partner_gives_it_back_with_a_coded_reason(hub: Desk) -> None:
    partner = shelter()
    case, handoff = handed_over(hub, partner)
    page = f"/handoffs/{handoff.pk}/"
    assert send(partner.client, page, f"{page}return/").status_code == 422
    response = send(partner.client, page, f"{page}return/", **{"field-reason": "out_of_field"})
    assert response.status_code == 302
    case.refresh_from_db()
    assert case.step == "hearing"
    assert "扱う分野と違う" in text_of(hub.client, f"/cases/{case.pk}/")
    assert "もう返事をしました" in text_of(partner.client, page)
    assert partner.client.post(f"{page}return/", {"submission": "again"}).status_code == 422


def test_a_revoked_consent_closes_every_door_at_once(hub: Desk) -> None:
    partner = shelter()
    case, handoff = handed_over(hub, partner)
    delivery = partner.delivery
    taken = accept_handoff(
        partner.actor, handoff.pk, programme=delivery.programme, procedure=delivery.procedure, now=NOW
    )
    assert case.firm.name in text_of(partner.client, "/inbox/")
    revoke_consent(hub.actor, handoff.consent, now=NOW)
    assert case.firm.name not in text_of(partner.client, "/inbox/?view=all")
    assert case.firm.name not in text_of(partner.client, f"/cases/{taken.pk}/")
    text_of(partner.client, f"/handoffs/{handoff.pk}/", 404)


# ── recording ─────────────────────────────────────────────────────────────────────────────────────
def test_a_call_is_recorded_with_a_new_card_and_what_was_heard(hub: Desk) -> None:
    typed = {
        "firm": "new",
        "new_name": "ひろせ食堂（デモ）",
        "title": "昼の客がへった",
        "channel": "visit",
        "is_heard": "1",
        "field-heard_on": "2009-10-01",
        "field-minutes": "20",
        "field-themes": ["sales"],
        "field-heard": "近くに大きな店ができた",
        "holder": str(hub.actor.person_id),
    }
    response = send(hub.client, "/cases/new/", "/cases/new/", **typed)
    assert response.status_code == 302, response.content.decode()
    case = Case.objects.get()
    assert (case.firm.name, case.step, case.holder_id) == (
        "ひろせ食堂（デモ）",
        "hearing",
        hub.actor.person_id,
    )
    hearing = case.entries.get(kind="hearing")
    assert (hearing.fields["channel"], hearing.fields["minutes"]) == ("visit", 20)


def test_a_refused_record_leaves_nothing_behind(hub: Desk) -> None:
    typed = {"firm": "new", "new_name": "", "title": "", "channel": "phone", "asked": "話したこと"}
    response = send(hub.client, "/cases/new/", "/cases/new/", **typed)
    assert response.status_code == 422
    assert "話したこと</textarea>" in response.content.decode()
    assert not Case.objects.exists()
    assert not Firm.objects.exists()


def test_a_firm_is_found_without_script_and_as_it_is_typed(hub: Desk) -> None:
    firm = card(hub.actor, hub.organisation, "ひろせ食堂（デモ）", kana="ひろせしょくどう")
    assert f'value="{firm.pk}"' in text_of(hub.client, "/cases/new/firms/?q=ひろせ")
    looked = hub.client.post("/cases/new/", {"q": "ひろせ", "look": "1", "title": "書きかけ"})
    assert f'value="{firm.pk}"' in looked.content.decode()
    assert 'value="書きかけ"' in looked.content.decode()
    foreign = desk("わかば商工会議所（デモ）", prefecture="40")
    assert f'value="{firm.pk}"' not in text_of(foreign.client, "/cases/new/firms/?q=ひろせ")
    typed = {"firm": str(firm.pk), "title": "のぞき", "channel": "phone"}
    assert send(foreign.client, "/cases/new/", "/cases/new/", **typed).status_code == 422


def test_an_organisation_without_a_programme_is_told_why(hub: Desk) -> None:
    office = at(organisation("経済産業局（デモ）", kind="meti_bureau"), COORDINATOR)
    assert "計画にありません" in text_of(office.client, "/cases/new/", 409)


# ── who may ───────────────────────────────────────────────────────────────────────────────────────
READ = ("", "peek/", "moves/accept/", "hearing/", "refer/refer/")
SENT = ("note/", "assign/", "ask/", "meeting/", "undo/", "moves/accept/", "hearing/", "refer/refer/")


def test_another_organisations_case_does_not_exist(hub: Desk) -> None:
    foreign, case = desk("わかば商工会議所（デモ）", prefecture="40"), heard(hub)
    before = (Case.objects.get().version, CaseEntry.objects.count(), JournalLine.objects.count())
    for path in READ:
        assert foreign.client.get(f"/cases/{case.pk}/{path}").status_code == 404, path
    for path in SENT:
        form = {"submission": "1", "version": "1", "text": "x", "day": "2009-10-05", "hour": "10:00"}
        assert foreign.client.post(f"/cases/{case.pk}/{path}", form).status_code == 404, path
    assert f'data-row="{case.pk}"' not in text_of(foreign.client, "/inbox/?view=all")
    assert (Case.objects.get().version, CaseEntry.objects.count(), JournalLine.objects.count()) == before


def test_without_the_scope_it_would_be_seen(hub: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control of the test above: it is the scope of the queries that hides the case."""
    foreign, case = desk("わかば商工会議所（デモ）", prefecture="40"), heard(hub)
    monkeypatch.setattr("tsunagari.cases.views.reaching.cases_within_reach", lambda actor: Case.objects.all())
    assert foreign.client.get(f"/cases/{case.pk}/").status_code == 200


def test_a_handoff_to_another_does_not_exist(hub: Desk) -> None:
    _, handoff = handed_over(hub, shelter())
    stranger = desk("宮城県 支援センター（デモ）", kind="support_centre")
    assert stranger.client.get(f"/handoffs/{handoff.pk}/").status_code == 404
    for path in ("accept/", "return/"):
        assert stranger.client.post(f"/handoffs/{handoff.pk}/{path}", {"submission": "1"}).status_code == 404


def test_a_branchs_case_is_read_from_above_and_not_touched(hub: Desk) -> None:
    branch = at(
        hub.organisation.branches.create(name="支所（デモ）", kind="hub", kana="し", prefecture="04"),
        COORDINATOR,
    )
    officer, case = at(hub.organisation, OFFICER), opened(branch)
    html = text_of(officer.client, f"/cases/{case.pk}/")
    assert "moves/accept/" not in html
    assert officer.client.post(f"/cases/{case.pk}/moves/accept/", {"submission": "1"}).status_code == 404
    assert hub.client.get(f"/cases/{case.pk}/").status_code == 404


def test_an_auditor_reads_and_changes_nothing(hub: Desk) -> None:
    auditor, case = at(hub.organisation, AUDITOR), heard(hub)
    html = text_of(auditor.client, f"/cases/{case.pk}/")
    assert 'method="post" action="/cases/' not in html
    for path in SENT:
        assert auditor.client.post(f"/cases/{case.pk}/{path}", {"submission": "1"}).status_code == 403, path


def test_an_expert_sees_only_what_they_hold(hub: Desk) -> None:
    expert = at(hub.organisation, EXPERT)
    mine, other = opened(hub, holder_id=expert.actor.person_id), opened(hub)
    text_of(expert.client, f"/cases/{mine.pk}/")
    text_of(expert.client, f"/cases/{other.pk}/", 404)
    assert (
        send(expert.client, f"/cases/{mine.pk}/", f"/cases/{mine.pk}/note/", text="見た").status_code == 302
    )


def test_planners_and_visitors_have_no_desk(hub: Desk) -> None:
    case = opened(hub)
    planner = at(hub.organisation, PLANNER)
    for address in ("/inbox/", f"/cases/{case.pk}/", "/cases/new/"):
        assert planner.client.get(address).status_code == 403
        assert "/account/sign-in/" in Client().get(address).headers["Location"]


def test_leaving_ends_at_the_next_request(hub: Desk) -> None:
    case = opened(hub)
    browser_of(hub.actor)
    text_of(hub.client, f"/cases/{case.pk}/")
    hub.organisation.memberships.update(ended_at=NOW)
    assert hub.client.get(f"/cases/{case.pk}/").status_code == 403


# ── any procedure ─────────────────────────────────────────────────────────────────────────────────
def test_a_condition_that_only_people_can_see_is_confirmed_by_them() -> None:
    """Another procedure, by the same pages: an expert is chosen, and nobody has a conflict of interest."""
    centre = desk("宮城県 支援センター（デモ）", kind="support_centre")
    expert, case = at(centre.organisation, EXPERT), opened(centre)
    assert case.procedure.name == "dispatch"
    page = f"/cases/{case.pk}/moves/select/"
    assert "確かめた：利害の関係がない" in text_of(centre.client, page)
    chosen = {"field-expert": str(expert.actor.person_id)}
    assert send(centre.client, page, **chosen).status_code == 422
    stranger = {"field-expert": "999999", "guard-no_conflict": "1"}
    assert send(centre.client, page, **stranger).status_code == 422
    assert send(centre.client, page, **chosen, **{"guard-no_conflict": "1"}).status_code == 302
    assert "日程" in text_of(centre.client, f"/cases/{case.pk}/")


@pytest.mark.parametrize("kind", ["hub", "support_centre", "subcontract_shelter", "revitalisation_council"])
def test_every_move_of_every_procedure_has_its_page(kind: str) -> None:
    home = desk(f"{kind}（デモ）", kind=kind)
    case = opened(home)
    for step in home.delivery.procedure.steps.values():
        Case.objects.filter(pk=case.pk).update(step=step.name, meaning=step.meaning)
        text_of(home.client, f"/cases/{case.pk}/")
        for move in step.moves:
            response = home.client.get(f"/cases/{case.pk}/moves/{move.verb}/")
            assert response.status_code in (200, 302, 409), (step.name, move.verb)
