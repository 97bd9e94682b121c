"""The file of everything held: all of it, only theirs, readable by people and programs."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import Any

import pytest

from tests.cases.owners import TYPED, Owner, asked, hub, status_page
from tests.cases.test_own_page import NOW, TODAY, coordinator, step
from tests.registry.firms import organisation
from tsunagari.base.words import Words
from tsunagari.cases.actions.noting import add_note, ask_firm
from tsunagari.cases.models.cases import Case
from tsunagari.cases.policy.held import Section, archive
from tsunagari.registry.actions.consents import give_consent
from tsunagari.registry.actions.firms import change_card, note_reading
from tsunagari.registry.models.firms import Firm
from tsunagari.registry.models.journal import JournalLine
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.models.outbox import OutboxItem
from tsunagari.registry.policy.field_groups import CONTACT, IDENTITY

MARK = "まがたま印"  # stands in every text of the other firm


@pytest.fixture(autouse=True)
def on_the_day(settings: Any) -> None:
    settings.TODAY = TODAY


def files(case: Case) -> dict[str, str]:
    page = status_page(case)
    response = Owner().send(page, page + "held.zip")
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    with zipfile.ZipFile(io.BytesIO(response.content)) as whole:
        return {name: whole.read(name).decode("utf-8-sig") for name in whole.namelist()}


# ── the file ────────────────────────────────────────────────────────────────────────────────────
def section(*cells: str) -> Section:
    columns = tuple((f"c{place}", Words(f"列{place}", f"Column {place}")) for place, _ in enumerate(cells))
    return Section("things", Words("もの", "Things"), columns, (cells,))


def unpacked(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        return {name: whole.read(name).decode("utf-8-sig") for name in whole.namelist()}


def test_the_same_content_makes_the_same_file() -> None:
    assert archive([section("あ")], TODAY) == archive([section("あ")], TODAY)
    assert archive([section("あ")], TODAY) != archive([section("い")], TODAY)


def test_whatever_was_typed_comes_out_as_it_was_and_runs_nowhere() -> None:
    typed = '=1+1\n<script>alert("1")</script>, 「か」'
    out = unpacked(archive([section(typed)], TODAY))
    assert json.loads(out["held.json"])["things"]["rows"] == [{"c0": typed}]
    assert list(csv.reader(io.StringIO(out["things.csv"], newline="")))[1] == ["'" + typed]
    assert "<script>" not in out["index.html"]
    assert "&lt;script&gt;" in out["index.html"]


def test_an_empty_section_says_so() -> None:
    empty = Section("things", Words("もの", "Things"), (("c0", Words("列", "Column")),))
    assert "―" in unpacked(archive([empty], TODAY))["index.html"]


# ── all of it ───────────────────────────────────────────────────────────────────────────────────
@pytest.mark.django_db
def test_it_holds_what_was_told_said_shown_and_sent() -> None:
    desk = hub()
    case, staff = asked(desk=desk), coordinator(desk)
    shelter = organisation("下請の相談所（デモ）", kind="subcontract_shelter")
    change_card(staff, case.firm, {"facts": {"firm.employees_regular": 7}}, 1, now=NOW)
    note_reading(staff, case.firm, [IDENTITY], organisation_id=desk.pk, now=NOW)
    step(staff, case, "accept")
    add_note(staff, case.pk, "資料をお持ちください", now=NOW, is_for_firm=True)
    ask_firm(staff, case.pk, "お店の建物は", now=NOW)
    give_consent(staff, case.firm, shelter, [CONTACT], "引き継ぎ", "phone", now=NOW)
    OutboxItem.objects.update(state="done", done_at=NOW)
    held = json.loads(files(case)["held.json"])
    told = json.dumps(held, ensure_ascii=False)
    for name in ("name", "contact_name", "phone", "email", "address"):
        assert TYPED[name] in told, name
    for said in (
        "資料をお持ちください",
        "お店の建物は",
        "下請の相談所（デモ）",
        "引き継ぎ",
        "firm.employees_regular",
    ):
        assert said in told, said
    looks = {row["text"] for row in held["readings"]["rows"]}
    assert looks == {"データを書き出した", "事業者の情報を閲覧した"}
    assert any("相談を受け付けました" in row["text"] for row in held["mails"]["rows"])
    assert {*files(case)} >= {"index.html", "held.json", "card.csv", "entries.csv", "consents.csv"}


@pytest.mark.django_db
def test_taking_it_is_written_down() -> None:
    case = asked()
    files(case)
    assert JournalLine.objects.filter(verb="export.made", subject_id=case.pk).count() == 1


# ── and only theirs ─────────────────────────────────────────────────────────────────────────────
def another_firm(desk: Organisation) -> Case:
    """A second firm at the same desk, every text of which holds the mark."""
    texts = ("asked", "address", "name", "contact_name")
    case = asked(desk=desk, **{name: f"{TYPED[name]}{MARK}" for name in texts}, email="magatama@example.jp")
    staff = coordinator(desk, f"担当{MARK}")
    step(staff, case, "accept")
    add_note(staff, case.pk, f"お知らせ{MARK}", now=NOW, is_for_firm=True)
    ask_firm(staff, case.pk, f"おたずね{MARK}", now=NOW)
    return case


@pytest.mark.django_db
def test_no_mark_of_another_firm_is_on_any_page_mail_file_or_error() -> None:
    desk = hub()
    other = another_firm(desk)
    owner = Owner()
    response = owner.ask(desk, submission="the-key")
    own = Case.objects.latest("pk")
    page = status_page(own)
    shown = [
        *files(own).values(),
        owner.see(response["Location"]),
        owner.see("/en" + page),
        owner.ask(desk, submission="the-key", asked="別の文").content.decode(),
        owner.ask(desk, name="").content.decode(),
        owner.see(page.replace("~", "x"), status=404),
        owner.see("/consult/?desk=" + str(desk.pk)),
        *(
            owner.send(page, f"{page}{deed}/").content.decode()
            for deed in ("answer", "wish", "let", "take", "move")
        ),
        *(mail.payload["text"] for mail in OutboxItem.objects.filter(payload__to=TYPED["email"])),
    ]
    assert not [text for text in shown if MARK in text or "magatama" in text]
    theirs = [*files(other).values(), Owner().see(status_page(other))]  # the mark is where it belongs
    assert sum(MARK in text for text in theirs) > 5


@pytest.mark.django_db
def test_a_card_that_was_merged_is_shown_at_the_desk_only() -> None:
    desk = hub()
    other, own = another_firm(desk), asked(desk=desk)
    Firm.objects.filter(pk=other.firm_id).update(merged_into=own.firm)
    out = files(own)
    assert MARK not in "".join(out.values())
    assert json.loads(out["held.json"])["card"]["rows"] == []
    assert "窓口で本人であることを確かめて" in out["index.html"]
    assert TYPED["asked"] in json.loads(out["held.json"])["cases"]["rows"][0]["asked"]
