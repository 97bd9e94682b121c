"""An owner asks from the page: what is kept, what is refused, what sending twice does."""

from __future__ import annotations

import datetime
from html import unescape
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from tests.cases.owners import TYPED, Owner, asked, hub
from tests.registry.firms import NOW, card, organisation, staff
from tsunagari.base.errors import BadInput
from tsunagari.cases.actions.asking import title_of
from tsunagari.cases.forms.consult import LONGEST
from tsunagari.cases.models.cases import Case
from tsunagari.cases.queries.programmes import delivered_by, taken_under
from tsunagari.cases.views import consult
from tsunagari.registry.doors.throttling import is_too_often
from tsunagari.registry.models.consents import Consent
from tsunagari.registry.models.firms import Contact, Firm
from tsunagari.registry.models.journal import JournalLine
from tsunagari.registry.models.outbox import OutboxItem
from tsunagari.registry.models.submissions import Submission
from tsunagari.registry.policy.field_groups import CONSULTATIONS, CONTACT, FIGURES, IDENTITY
from tsunagari.registry.policy.organisations import KINDS

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TODAY = datetime.date(2009, 10, 1)


@pytest.fixture(autouse=True)
def on_the_day(settings: Any) -> None:
    settings.TODAY = TODAY


def kept() -> tuple[int, ...]:
    """How much there is of everything an owner's form can make."""
    return tuple(model.objects.count() for model in (Firm, Contact, Consent, Case, JournalLine, OutboxItem))


# ── what one form makes ─────────────────────────────────────────────────────────────────────────
def test_one_form_makes_a_card_a_consent_and_a_case() -> None:
    desk = hub()
    response = Owner().ask(desk)
    case, firm = Case.objects.get(), Firm.objects.get()
    assert response.status_code == 302
    assert response["Location"].startswith("/status/")
    assert (firm.kept_by, firm.name, firm.prefecture, firm.phone) == (
        desk,
        TYPED["name"],
        "04",
        TYPED["phone"],
    )
    assert Contact.objects.get().name == TYPED["contact_name"]
    consent = Consent.objects.get()
    assert (consent.given_to, consent.given_how) == (desk, "page")
    assert set(consent.groups) == {IDENTITY, CONTACT, CONSULTATIONS}
    assert (case.organisation, case.firm, case.channel, case.meaning) == (desk, firm, "page", "waiting")
    assert case.asked == TYPED["asked"]
    assert case.title == "売上が落ちています。"
    assert list(JournalLine.objects.order_by("number").values_list("verb", flat=True)) == [
        "firm.opened",
        "firm.changed",
        "consent.given",
        "case.opened",
    ]
    mail = OutboxItem.objects.get()
    assert mail.payload["to"] == TYPED["email"]
    assert response["Location"].partition("?")[0] in mail.payload["text"]


def test_the_second_half_of_the_form_comes_with_the_place() -> None:
    desk = hub()
    owner = Owner()
    assert "相談する窓口" not in owner.see("/consult/")
    html = unescape(owner.send("/consult/", asked="困った", prefecture="04", look="1").content.decode())
    assert "困った" in html
    assert desk.name in html
    assert 'checked><b class="size-18">' in html
    assert kept() == (0,) * 6


def test_a_desk_in_the_address_is_chosen() -> None:
    hub()
    shelter = organisation("下請の相談所（デモ）", kind="subcontract_shelter")
    html = Owner().see(f"/consult/?desk={shelter.pk}")
    assert f'value="{shelter.pk}" checked' in html


@pytest.mark.parametrize("code", ["", "0", "99999", "٣", "x" * 1000, "-1", "1'", "9" * 30])
def test_a_desk_that_is_none_of_ours_asks_for_the_place(code: str) -> None:
    assert "相談する窓口" not in Owner().see(f"/consult/?desk={code}")


def test_a_case_is_counted_for_what_the_desk_delivers_and_names_what_it_is_about() -> None:
    desk = hub()
    own = taken_under(desk.kind, TODAY).programme
    other = next(p for k in KINDS for d in delivered_by(k, TODAY) if (p := d.programme) != own)
    case = asked(desk=desk, programme=other.key)
    assert case.programme == own.key
    assert case.title.startswith(other.name.ja)


def test_a_kind_that_takes_no_consultations_cannot_be_asked() -> None:
    office = organisation("経済産業局（デモ）", kind="meti_bureau")
    with pytest.raises(BadInput):
        taken_under(office.kind, TODAY)
    assert Owner().ask(office).status_code == 422
    assert kept() == (0,) * 6


def test_figures_are_only_kept_where_that_was_ticked() -> None:
    asked(groups=[*TYPED["groups"], FIGURES])
    assert FIGURES in Consent.objects.get().groups


def test_a_title_is_the_first_line_in_short() -> None:
    assert title_of("あ" * 60 + "\n続き", "") == "あ" * 39 + "…"
    assert title_of("入金がない", "ある制度") == "ある制度：入金がない"
    assert len(title_of("入金がない", "長" * 200)) <= 120


# ── what is refused keeps what was typed ────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("changed", "named", "said"),
    [
        ({"asked": " "}, "asked", "まだ足りません"),
        ({"asked": "長" * (LONGEST + 1)}, "asked", f"{LONGEST}文字まで"),
        ({"asked": "a\x1b[31m"}, "asked", "目に見えない文字"),
        ({"name": ""}, "name", "書いてください"),
        ({"contact_name": ""}, "contact_name", "書いてください"),
        ({"prefecture": "99"}, "prefecture", "01から47"),
        ({"prefecture": ""}, "prefecture", "47の都道府県"),
        ({"phone": "", "email": ""}, "phone", "どちらか"),
        ({"phone": "こんにちは"}, "phone", "「こんにちは」は使えません"),
        ({"email": "midori@"}, "email", "「midori@」は使えません"),
        ({"groups": [IDENTITY]}, "groups", "同意"),
        ({"groups": []}, "groups", "同意"),
        ({"website": "https://spam.example.com"}, "website", "空にして"),
    ],
)
def test_a_fault_is_named_and_nothing_is_kept(changed: dict[str, Any], named: str, said: str) -> None:
    response = Owner().ask(hub(), **changed)
    html = unescape(response.content.decode())
    assert response.status_code == 422
    assert f'href="#{named}"' in html
    assert said in html
    assert kept() == (0,) * 6
    for name, typed in TYPED.items():
        if name not in changed and name not in ("prefecture", "groups") and "prefecture" not in changed:
            assert typed in html, name


def test_a_desk_of_another_place_is_refused() -> None:
    hub()
    far = hub("わかば商工会議所（デモ）", prefecture="40")
    assert Owner().ask(far).status_code == 422
    assert kept() == (0,) * 6


def test_what_was_typed_is_shown_and_never_run() -> None:
    html = Owner().ask(hub(), asked="<script>alert(1)</script>", name="").content.decode()
    assert "&lt;script&gt;" in html
    assert "<script>alert" not in html


def test_one_address_may_ask_so_often_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(consult, "MOST_AN_HOUR", 2)
    desk = hub()
    assert [Owner().ask(desk).status_code for _ in range(3)] == [302, 302, 429]
    assert Case.objects.count() == 2
    html = unescape(Owner().ask(desk).content.decode())
    assert "1時間ほどおいて" in html
    assert TYPED["asked"] in html


def test_asking_too_often_is_counted_by_address_by_kind_and_for_an_hour() -> None:
    here, there = visitor("192.0.2.1"), visitor("192.0.2.2")
    assert not is_too_often(here, "consult", most=1, now=NOW)
    assert is_too_often(here, "consult", most=1, now=NOW)
    assert not is_too_often(there, "consult", most=1, now=NOW)
    assert not is_too_often(here, "confirm", most=1, now=NOW)
    assert not is_too_often(here, "consult", most=1, now=NOW + datetime.timedelta(hours=1, seconds=1))
    assert not any("192.0.2" in submission.account for submission in Submission.objects.all())


def visitor(address: str) -> HttpRequest:
    return RequestFactory().get("/", REMOTE_ADDR=address)


# ── sending twice ───────────────────────────────────────────────────────────────────────────────
def test_sending_the_same_form_twice_makes_one_case_and_one_answer() -> None:
    owner, desk = Owner(), hub()
    first = owner.ask(desk, submission="the-key")
    again = owner.ask(desk, submission="the-key")
    assert first["Location"] == again["Location"]
    assert Case.objects.count() == Firm.objects.count() == OutboxItem.objects.count() == 1


def test_the_same_key_with_another_text_is_a_conflict_and_keeps_what_was_typed() -> None:
    owner, desk = Owner(), hub()
    owner.ask(desk, submission="the-key")
    response = owner.ask(desk, submission="the-key", asked="別の困りごと")
    assert response.status_code == 409
    assert "別の困りごと" in unescape(response.content.decode())
    assert Case.objects.count() == 1


def test_another_browser_with_the_same_key_is_somebody_else() -> None:
    desk = hub()
    first = Owner().ask(desk, submission="the-key", name="ひみつ商店")
    other = Owner().ask(desk, submission="the-key", name="べつの商店")
    assert first["Location"] != other["Location"]
    assert Case.objects.count() == 2
    assert "ひみつ商店" not in Owner().see(other["Location"])


def test_a_form_from_elsewhere_is_refused() -> None:
    desk = hub()
    owner = Owner()
    owner.see("/consult/")
    forged = owner.client.post("/consult/", TYPED | {"desk": str(desk.pk), "submission": "the-key"})
    assert forged.status_code == 403
    assert kept() == (0,) * 6


# ── a stranger learns nothing of a card that is there ───────────────────────────────────────────
def test_a_card_that_looks_the_same_is_neither_joined_nor_shown() -> None:
    desk = hub()
    known = card(staff(desk), desk, TYPED["name"], phone=TYPED["phone"], address="ひみつの住所")
    owner = Owner()
    response = owner.ask(desk)
    case = Case.objects.get()
    assert case.firm != known
    assert "ひみつの住所" not in owner.see(response["Location"])
    known.refresh_from_db()
    assert known.version == 1
