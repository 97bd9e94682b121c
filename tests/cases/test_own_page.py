"""The firm's own page: what it says, what it does, and to whom it is shut."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.core import serializers
from hypothesis import given
from hypothesis import strategies as st

from tests.cases.owners import TYPED, Owner, asked, confirm_page, hub, status_page
from tests.registry.firms import member, organisation
from tsunagari.cases.actions.handing_over import accept_handoff, refer_case
from tsunagari.cases.actions.moving import move_case
from tsunagari.cases.actions.noting import add_note, ask_firm, assign_case, make_appointment, record_hearing
from tsunagari.cases.links import CONFIRM, STATUS, case_of, word_of
from tsunagari.cases.models.cases import Case
from tsunagari.cases.models.entries import CaseEntry
from tsunagari.cases.models.follow_ups import FollowUp
from tsunagari.cases.models.questions import Appointment, Question
from tsunagari.cases.policy.movers import staff_movers
from tsunagari.cases.queries.procedures import step_of
from tsunagari.cases.queries.programmes import taken_under
from tsunagari.engines.procedure.declared import Field
from tsunagari.registry.actions.consents import give_consent
from tsunagari.registry.models.consents import Consent
from tsunagari.registry.models.firms import Contact, Firm
from tsunagari.registry.models.handoffs import Handoff
from tsunagari.registry.models.journal import JournalLine
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.models.outbox import OutboxItem
from tsunagari.registry.policy.actor import Actor
from tsunagari.registry.policy.field_groups import CONSULTATIONS, CONTACT, IDENTITY
from tsunagari.registry.queries.actors import actor_in
from tsunagari.registry.queries.firms import field_groups_seen, visible_firms

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TODAY = datetime.date(2009, 10, 1)
JST = datetime.timezone(datetime.timedelta(hours=9))
NOW = datetime.datetime(2009, 10, 1, 18, 0, tzinfo=JST)
EVERYTHING = (Case, CaseEntry, FollowUp, Question, Appointment, Consent, Firm, Contact, Handoff, JournalLine)


@pytest.fixture(autouse=True)
def on_the_day(settings: Any) -> None:
    settings.TODAY = TODAY


def coordinator(home: Organisation, name: str = "応援 太郎（デモ）") -> Actor:
    return actor_in(member(home, name=name).memberships.get())


def step(actor: Actor, case: Case, verb: str, **given: Any) -> Case:
    return move_case(
        actor, case.pk, verb, by=staff_movers(actor.role), given=given, guards={"form_filled": True}, now=NOW
    )


def rows() -> str:
    """Everything that is stored about firms and their matters."""
    return "\n".join(serializers.serialize("json", model.objects.order_by("pk")) for model in EVERYTHING)


# ── whom the page is for ────────────────────────────────────────────────────────────────────────
@given(st.text(max_size=80))
def test_no_word_that_was_not_given_out_leads_anywhere(word: str) -> None:
    assert case_of(word, STATUS) is None
    assert case_of(word, CONFIRM) is None


FORGERIES: dict[str, Callable[[Case, Case], str]] = {
    "of another purpose": lambda own, other: word_of(own, CONFIRM),
    "with another's number": lambda own, other: f"{other.pk}" + word_of(own, STATUS)[len(f"{own.pk}") :],
    "with a letter changed": lambda own, other: word_of(own, STATUS)[:-1] + "~",
    "with nothing signed": lambda own, other: f"{own.pk}.1",
    "cut short": lambda own, other: word_of(own, STATUS)[:-3],
    "of an older link": lambda own, other: word_of(older(own), STATUS),
    "of a newer link": lambda own, other: word_of(newer(own), STATUS),
}


def older(case: Case) -> Case:
    return Case(pk=case.pk, link_version=case.link_version - 1)


def newer(case: Case) -> Case:
    return Case(pk=case.pk, link_version=case.link_version + 1)


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES.keys())
def test_a_forged_word_is_no_page(forge: Callable[[Case, Case], str]) -> None:
    desk = hub()
    own, other = asked(desk=desk), asked(desk=desk)
    word = forge(own, other)
    for page in (f"/status/{word}/", f"/en/status/{word}/"):
        response = Owner().client.get(page)
        assert response.status_code == 404
        assert TYPED["name"] not in response.content.decode()
    assert Owner().send("/consult/", f"/status/{word}/move/", move="withdraw").status_code == 404
    assert Owner().send("/consult/", f"/status/{word}/held.zip").status_code == 404
    assert not Case.objects.exclude(meaning="waiting").exists()


def test_the_page_is_kept_by_nobody_and_found_by_nobody() -> None:
    case = asked()
    for page in ("/consult/", status_page(case)):
        headers = Owner().client.get(page).headers
        assert headers["Cache-Control"] == "no-store"
        assert "noindex" in headers["X-Robots-Tag"]
        assert headers["Referrer-Policy"] == "same-origin"


def test_looking_changes_nothing() -> None:
    case = asked()
    before = rows()
    for look in (Owner().client.get, Owner().client.head, Owner().client.options):
        look(status_page(case))
        look(status_page(case) + "move/")
        look(status_page(case) + "held.zip")
    assert rows() == before


# ── what it says ────────────────────────────────────────────────────────────────────────────────
def test_it_says_who_holds_it_since_when_and_what_is_next_by_when() -> None:
    desk = hub()
    case = asked(desk=desk)
    html = Owner().see(status_page(case))
    for said in (desk.name, "2009-0001", "10月6日（火）まで", "窓口が受け取り", "10月1日（木）から「受付」"):
        assert said in html, said
    assert "窓口の責任者が担当を決めます" in html  # what silence leads to
    staff = coordinator(desk)
    assign_case(staff, case.pk, staff.person_id, now=NOW)
    step(staff, case, "accept")
    html = Owner().see(status_page(case))
    for said in ("応援 太郎（デモ）", "担当が困りごとをうかがいます", "担当が決まりました", "聞き取り"):
        assert said in html, said


def test_it_says_the_same_in_english() -> None:
    html = Owner().see("/en" + status_page(asked()))
    for said in ("Tuesday 6 October", "The desk receives the request"):
        assert said in html, said


def test_what_is_not_for_the_firm_is_not_shown() -> None:
    desk = hub()
    case, staff = asked(desk=desk), coordinator(desk)
    step(staff, case, "accept")
    add_note(staff, case.pk, "内々の見立て", now=NOW)
    add_note(staff, case.pk, "資料をお持ちください", now=NOW, is_for_firm=True)
    record_hearing(staff, case.pk, hearing(case), now=NOW)
    html = Owner().see(status_page(case))
    assert "資料をお持ちください" in html
    assert "内々の見立て" not in html
    assert "聞き取りの覚え" not in html


def hearing(case: Case) -> dict[str, Any]:
    """Answers to whatever the form of the first hearing asks."""
    case.refresh_from_db()
    form = step_of(case).form
    assert form is not None
    return {one.key: some_answer(one) for one in form.fields}


def some_answer(asked_for: Field) -> Any:
    codes = [option.code for option in asked_for.options]
    samples: dict[str, Any] = {"yen": 1, "count": 1, "date": TODAY, "choices": codes[:1]}
    return samples.get(asked_for.kind, codes[0] if codes else "聞き取りの覚え")


# ── what the firm does ──────────────────────────────────────────────────────────────────────────
def test_a_question_is_answered_once() -> None:
    desk = hub()
    case, staff = asked(desk=desk), coordinator(desk)
    question = ask_firm(staff, case.pk, "お店の建物は", choices=("自分のもの", "借りている"), now=NOW)
    page, owner = status_page(case), Owner()
    assert "おたずねが1つあります" in owner.see(page)
    refused = owner.send(page, page + "answer/", question=str(question.pk), answer="ひとのもの")
    assert refused.status_code == 422
    assert "自分のもの、借りている" in unescape(refused.content.decode())
    answer = {"question": str(question.pk), "answer": "借りている", "submission": "one"}
    assert owner.send(page, page + "answer/", **answer).status_code == 302
    assert owner.send(page, page + "answer/", **answer).status_code == 302  # the same form, sent twice
    question.refresh_from_db()
    assert question.answer == "借りている"
    assert CaseEntry.objects.filter(kind="answer").count() == 1
    html = owner.see(page)
    assert "おたずねが" not in html
    assert "借りている" in html
    late = owner.send(page, page + "answer/", question=str(question.pk), answer="自分のもの")
    assert late.status_code == 422


def test_what_was_typed_stays_when_an_answer_is_refused() -> None:
    desk = hub()
    case = asked(desk=desk)
    question = ask_firm(coordinator(desk), case.pk, "どんなお店ですか", now=NOW)
    page, long = status_page(case), "長" * 2_001
    refused = Owner().send(page, page + "answer/", question=str(question.pk), answer=long)
    assert refused.status_code == 422
    assert long in refused.content.decode()


def test_the_question_of_another_firm_cannot_be_answered() -> None:
    desk = hub()
    own, other = asked(desk=desk), asked(desk=desk)
    question = ask_firm(coordinator(desk), other.pk, "ひみつの質問", now=NOW)
    page = status_page(own)
    response = Owner().send(page, page + "answer/", question=str(question.pk), answer="横から")
    assert response.status_code == 422
    assert "ひみつの質問" not in response.content.decode()
    question.refresh_from_db()
    assert question.answered_at is None


def test_another_time_is_wished_for_and_the_meeting_stands() -> None:
    desk = hub()
    case, staff = asked(desk=desk), coordinator(desk)
    when = datetime.datetime(2009, 10, 7, 14, 0, tzinfo=JST)
    meeting = make_appointment(staff, case.pk, when, "お店", now=NOW)
    page, owner = status_page(case), Owner()
    assert "10月7日（水）14:00" in owner.see(page)
    assert owner.send(page, page + "wish/", meeting=str(meeting.pk), wish="").status_code == 422
    assert owner.send(page, page + "wish/", meeting=str(meeting.pk), wish="木曜の午後").status_code == 302
    meeting.refresh_from_db()
    assert (meeting.wish, meeting.begins_at, meeting.cancelled_at) == ("木曜の午後", when, None)
    assert "木曜の午後" in owner.see(page)


def test_withdrawing_is_an_end_and_asking_again_is_offered() -> None:
    case, owner = asked(), Owner()
    page = status_page(case)
    assert owner.send(page, page + "move/", move="accept").status_code == 422  # the desk's move
    assert owner.send(page, page + "move/", move="withdraw").status_code == 302
    case.refresh_from_db()
    assert case.meaning == "withdrawn"
    assert case.closed_at is not None
    html = owner.see(page)
    assert f"/consult/?desk={case.organisation_id}&programme={case.programme}" in html
    assert 'value="withdraw"' not in html
    assert owner.send(page, page + "move/", move="withdraw").status_code == 422


def test_a_deed_that_is_none_is_no_page() -> None:
    page = status_page(asked())
    assert Owner().send(page, page + "delete/").status_code == 404


# ── whom the firm lets see ──────────────────────────────────────────────────────────────────────
def test_consent_shows_the_firm_and_taking_it_back_hides_it_at_once() -> None:
    desk = hub()
    case, owner = asked(desk=desk), Owner()
    shelter = organisation("下請の相談所（デモ）", kind="subcontract_shelter")
    page, there = status_page(case), coordinator(shelter)
    assert not visible_firms(there, TODAY).exists()
    sent = owner.send(page, page + "let/", organisation=str(shelter.pk), groups=[CONTACT, CONSULTATIONS])
    assert sent.status_code == 302
    assert field_groups_seen(there, case.firm, TODAY) == {IDENTITY, CONTACT, CONSULTATIONS}
    assert not visible_firms(there, TODAY + datetime.timedelta(days=366)).exists()
    consent = Consent.objects.get(given_to=shelter)
    assert owner.send(page, page + "take/", consent=str(consent.pk)).status_code == 302
    assert not visible_firms(there, TODAY).exists()
    assert owner.send(page, page + "take/", consent=str(consent.pk)).status_code == 422
    case.refresh_from_db()
    assert case.meaning == "waiting"  # the matter goes on


def test_only_organisations_of_the_place_are_offered() -> None:
    page, far = status_page(asked()), organisation("遠くの相談所（デモ）", prefecture="40")
    assert far.name not in Owner().see(page)
    assert Owner().send(page, page + "let/", organisation=str(far.pk)).status_code == 422
    assert not Consent.objects.filter(given_to=far).exists()


def test_a_consent_of_another_firm_cannot_be_taken_back() -> None:
    desk = hub()
    own, other = asked(desk=desk), asked(desk=desk)
    theirs = Consent.objects.get(firm=other.firm)
    page = status_page(own)
    assert Owner().send(page, page + "take/", consent=str(theirs.pk)).status_code == 422
    theirs.refresh_from_db()
    assert theirs.revoked_at is None


def test_taking_back_what_the_desk_itself_may_see_ends_the_matter() -> None:
    case = asked()
    page = status_page(case)
    consent = Consent.objects.get()
    assert Owner().send(page, page + "take/", consent=str(consent.pk)).status_code == 302
    case.refresh_from_db()
    consent.refresh_from_db()
    assert case.meaning == "withdrawn"
    assert consent.revoked_at is not None


# ── handed to another organisation ──────────────────────────────────────────────────────────────
def referred(by_phone: bool = False) -> tuple[Case, Actor, Case]:
    """A case that another organisation took on: the first one, who holds it there, theirs."""
    desk = hub()
    shelter = organisation("下請の相談所（デモ）", kind="subcontract_shelter")
    case, staff, there = asked(desk=desk), coordinator(desk), coordinator(shelter, "駆込 次郎（デモ）")
    step(staff, case, "accept")
    if by_phone:
        give_consent(staff, case.firm, shelter, [CONTACT, CONSULTATIONS], "引き継ぎ", "phone", now=NOW)
    else:
        page = status_page(case)
        Owner().send(page, page + "let/", organisation=str(shelter.pk), groups=[CONTACT, CONSULTATIONS])
    handoff = refer_case(staff, case.pk, "refer", shelter.pk, note="下請代金のこと", now=NOW, version=None)
    html = Owner().see(status_page(case))
    assert shelter.name in html
    assert "引き受けるかどうかを答えます" in html
    delivery = taken_under(shelter.kind, TODAY)
    after = accept_handoff(
        there, handoff.pk, programme=delivery.programme, procedure=delivery.procedure, now=NOW
    )
    return case, there, after


@pytest.mark.parametrize("by_phone", [False, True])
def test_the_new_holder_is_shown_and_the_old_link_still_leads_there(by_phone: bool) -> None:
    case, there, after = referred(by_phone)
    for page in (status_page(case), status_page(after)):
        html = Owner().see(page)
        assert "いま対応しているのは</span><b>下請の相談所（デモ）" in html
        assert "駆込 次郎（デモ）" in html
        assert "あおば商工会議所（デモ）" in html  # where it came from, in the thread
    ask_firm(there, after.pk, "契約書はありますか", now=NOW)
    page = status_page(case)
    question = Question.objects.get()
    assert (
        Owner().send(page, page + "answer/", question=str(question.pk), answer="あります").status_code == 302
    )


def test_taking_back_the_consent_hides_the_firm_from_the_new_holder() -> None:
    case, there, after = referred()
    assert visible_firms(there, TODAY).filter(pk=case.firm_id).exists()
    page = status_page(after)
    consent = Consent.objects.get(given_to=after.organisation)
    assert Owner().send(page, page + "take/", consent=str(consent.pk)).status_code == 302
    assert not visible_firms(there, TODAY).exists()
    assert Owner().see(status_page(case))


# ── a new address ───────────────────────────────────────────────────────────────────────────────
def test_a_new_address_makes_every_old_one_worthless() -> None:
    case, _, after = referred()
    old = [status_page(case), status_page(after), confirm_page(case)]
    response = Owner().send(old[0], old[0] + "renew/")
    assert response.status_code == 302
    assert TYPED["name"] not in Owner().see(response["Location"])
    for page in old:
        Owner().see(page, status=404)
    mail = OutboxItem.objects.latest("pk")
    assert mail.payload["to"] == TYPED["email"]
    assert status_page(after) in mail.payload["text"]
    assert Owner().see(status_page(after))


def test_without_a_mail_address_the_link_stays() -> None:
    case = asked(email="")
    page = status_page(case)
    assert "ここではかえられません" in Owner().see(page)
    assert Owner().send(page, page + "renew/").status_code == 422
    assert Owner().see(page)
    assert not OutboxItem.objects.exists()
