"""Months later the firm says what became of it: asked once, answered once, and never by looking."""

from __future__ import annotations

import datetime
from html import unescape
from typing import Any

import pytest

from tests.cases.owners import TYPED, Owner, asked, confirm_page, hub, status_page
from tests.cases.test_own_page import JST, TODAY, coordinator, rows, step
from tests.registry.firms import organisation
from tsunagari.cases.actions.periodic import ask_what_became_of_it, let_time_speak
from tsunagari.cases.models.cases import Case
from tsunagari.cases.models.follow_ups import FollowUp
from tsunagari.registry.actions.sweeping import OUTBOX_KEPT, sweep_outbox
from tsunagari.registry.models.journal import JournalLine
from tsunagari.registry.models.outbox import OutboxItem

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DUE = datetime.date(2010, 1, 4)  # three months after 1 October, on the first day the offices are open
ASKED = "その後いかがですか（2009-0001）"


@pytest.fixture(autouse=True)
def on_the_day(settings: Any) -> None:
    settings.TODAY = TODAY


def closed(**changed: Any) -> Case:
    desk = hub()
    case, staff = asked(desk=desk, **changed), coordinator(desk)
    for verb, given in (("accept", {}), ("advise", {}), ("close", {"outcome": "partly"})):
        step(staff, case, verb, **given)
    return case


def asked_again() -> int:
    return OutboxItem.objects.filter(payload__subject=ASKED).count()


# ── time asks ───────────────────────────────────────────────────────────────────────────────────
def test_the_firm_is_asked_on_the_day_and_once() -> None:
    case = closed()
    assert FollowUp.objects.get().due_on == DUE
    for days, mails in ((-1, 0), (0, 1), (0, 1), (1, 1), (400, 1)):
        day = DUE + datetime.timedelta(days)
        ask_what_became_of_it(datetime.datetime(day.year, day.month, day.day, 9, tzinfo=JST))
        assert asked_again() == mails, day
    mail = OutboxItem.objects.get(payload__subject=ASKED)
    assert confirm_page(case) in mail.payload["text"]


def test_who_was_asked_is_not_asked_again_when_the_outbox_has_forgotten() -> None:
    closed()
    first = datetime.datetime.combine(DUE, datetime.time(9), tzinfo=JST)
    assert ask_what_became_of_it(first) == 1
    OutboxItem.objects.filter(payload__subject=ASKED).update(state="done", done_at=first)
    later = first + OUTBOX_KEPT + datetime.timedelta(days=1)
    sweep_outbox(later)
    assert asked_again() == 0
    assert ask_what_became_of_it(later) == 0
    assert asked_again() == 0


def test_who_has_answered_is_not_asked() -> None:
    case = closed()
    page = confirm_page(case)
    Owner().send(page, outcome="solved")
    assert ask_what_became_of_it(datetime.datetime(2010, 2, 1, 9, tzinfo=JST)) == 0
    assert asked_again() == 0


def test_silence_lifts_a_request_to_the_head_of_the_desk_and_the_firm_is_told() -> None:
    case = asked()
    assert let_time_speak(datetime.datetime(2009, 10, 8, 9, tzinfo=JST)) == 0
    assert let_time_speak(datetime.datetime(2009, 10, 9, 9, tzinfo=JST)) == 1
    html = Owner().see(status_page(case))
    assert "責任者の対応" in html
    assert "期限がきたため" in html


# ── the firm answers ────────────────────────────────────────────────────────────────────────────
def test_looking_answers_nothing() -> None:
    case = closed()
    before = rows()
    for look in (Owner().client.get, Owner().client.head, Owner().client.options):
        look(confirm_page(case))
        look(confirm_page(case) + "?outcome=solved")
    assert rows() == before
    assert "困っていたことは、どうなりましたか" in Owner().see(confirm_page(case))


def test_an_answer_counts_once_and_is_kept() -> None:
    case, owner = closed(), Owner()
    page = confirm_page(case)
    response = owner.send(page, outcome="solved", note="後継ぎが決まりました")
    assert response.status_code == 302
    assert "ありがとうございました" in owner.see(response["Location"])
    follow_up = FollowUp.objects.get()
    assert (follow_up.outcome, follow_up.note) == ("solved", "後継ぎが決まりました")
    events = JournalLine.objects.filter(verb="case.confirmed").values_list("event", flat=True)
    assert sorted(events) == ["consultation.confirmed", "consultation.solved"]
    again = Owner().send("/consult/", page, outcome="not_solved")
    assert again.status_code == 200
    assert "もうお答えをいただいています" in unescape(again.content.decode())
    follow_up.refresh_from_db()
    assert follow_up.outcome == "solved"
    assert JournalLine.objects.filter(verb="case.confirmed").count() == 2


@pytest.mark.parametrize("outcome", ["", "wonderful", "٣", "x" * 1000])
def test_an_answer_that_is_none_is_refused_with_the_note_kept(outcome: str) -> None:
    page = confirm_page(closed())
    response = Owner().send(page, outcome=outcome, note="ひとことあります")
    html = unescape(response.content.decode())
    assert response.status_code == 422
    assert "ひとつえらんでください" in html
    assert "ひとことあります" in html
    assert FollowUp.objects.get().answered_at is None


def test_a_word_of_the_status_page_does_not_confirm() -> None:
    case = closed()
    word = status_page(case).split("/")[2]
    assert Owner().client.get(f"/confirm/{word}/").status_code == 404
    assert Owner().send("/consult/", f"/confirm/{word}/", outcome="solved").status_code == 404
    assert FollowUp.objects.get().answered_at is None


def test_a_case_that_is_still_open_has_nothing_to_confirm() -> None:
    assert Owner().client.get(confirm_page(asked())).status_code == 404


def test_the_own_page_leads_there_once_it_is_due(settings: Any) -> None:
    case = closed()
    assert "その後どうなったか" not in Owner().see(status_page(case))
    settings.TODAY = DUE
    assert confirm_page(case) in Owner().see(status_page(case))
    Owner().send(confirm_page(case), outcome="solved")
    assert "その後どうなったか" not in Owner().see(status_page(case))


def test_another_firm_is_nowhere_in_it() -> None:
    other = asked(desk=organisation("べつの相談所（デモ）"), name="ひみつ商店", note="")
    case = closed()
    html = Owner().see(confirm_page(case))
    assert other.firm.name not in html
    assert TYPED["name"] not in html  # a mail can be forwarded: the page names the desk and the day only
