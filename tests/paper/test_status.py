"""A firm's own matter on paper: what its page says, for whoever has the word, and for nobody else."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client

from tests.cases.owners import asked, hub, status_page
from tests.paper.pdf_ua import faults
from tests.paper.reading import elements, text_of
from tests.registry.firms import member
from tsunagari.cases.links import CONFIRM, word_of
from tsunagari.cases.models.cases import Case
from tsunagari.cases.models.entries import CaseEntry
from tsunagari.cases.models.questions import Appointment, Question
from tsunagari.paper import press
from tsunagari.registry.models.consents import Consent

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not press.can_print(), reason="the fonts are copied by make"),
]
TODAY = datetime.date(2009, 10, 1)
NOON = datetime.datetime(2009, 10, 1, 3, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def on_the_day(settings: Any) -> None:
    settings.TODAY = TODAY


@pytest.fixture
def case() -> Case:
    return asked()


def paper_of(case: Case, language: str = "") -> str:
    return language + status_page(case).replace("/status/", "/paper/status/").rstrip("/") + ".pdf"


def words_of(case: Case, language: str = "") -> str:
    answer = Client().get(paper_of(case, language))
    assert answer.status_code == 200, answer.content[:500]
    return text_of(answer.content)


def test_it_says_who_holds_it_what_happens_next_and_what_was_said(case: Case) -> None:
    Question.objects.create(
        case=case, asked_by=member(case.organisation), asked_at=NOON, text="従業員は何人ですか"
    )
    Appointment.objects.create(
        case=case, begins_at=NOON + datetime.timedelta(days=5), place="本館2階", made_at=NOON
    )
    said = words_of(case)
    for words in ("みどり商店（デモ）", "あおば商工会議所（デモ）", "000-0004-0001", "次に起きること"):
        assert words in said
    assert "従業員は何人ですか" in said
    assert "10月6日（火）12:00本館2階" in said
    assert "売上が落ちています。" in said
    assert "情報を見せている相手" in said
    assert "2009年10月1日（平成21年10月1日）のようすです。" in said


def test_it_is_complete_in_english(case: Case) -> None:
    said = words_of(case, "/en")
    assert "Whathappensnext" in said
    assert "次に起きること" not in said


def test_what_the_desk_keeps_to_itself_is_not_printed(case: Case) -> None:
    CaseEntry.objects.create(case=case, at=NOON, kind="note", text="内部のメモ", is_for_firm=False)
    assert "内部のメモ" not in words_of(case)


def test_a_consent_taken_back_is_gone_at_once(case: Case) -> None:
    assert "いま、同意にもとづいて見せている相手はいません。" not in words_of(case)
    Consent.objects.update(revoked_at=NOON)
    assert "いま、同意にもとづいて見せている相手はいません。" in words_of(case)


def test_what_is_over_tells_how_it_ended_and_nothing_ahead(case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(step="withdrawn", meaning="withdrawn", closed_at=NOON, due_on=None)
    said = words_of(case)
    assert "対応したのは" in said
    assert "このあと" not in said


def test_only_the_word_of_the_page_opens_it_and_nobody_keeps_it(case: Case) -> None:
    address = paper_of(case)
    answer = Client().get(address)
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("no-store", "noindex, nofollow")
    assert answer["Content-Disposition"].startswith("inline")
    assert Client().get(address.replace(".pdf", "x.pdf")).status_code == 404
    assert Client().get(f"/paper/status/{word_of(case, CONFIRM)}.pdf").status_code == 404
    Case.objects.filter(pk=case.pk).update(link_version=case.link_version + 1)
    assert Client().get(address).status_code == 404


def test_another_firms_matter_is_not_in_it(case: Case) -> None:
    other = asked(desk=hub("わかば商工会（デモ）"), name="あさひ食堂（デモ）", asked="借りたいです。")
    assert "あさひ" not in words_of(case)
    assert "みどり商店" not in words_of(other)


def test_a_screen_reader_finds_its_way(case: Case) -> None:
    pdf = Client().get(paper_of(case)).content
    assert faults(pdf) == []
    kinds = {kind for kind, _element in elements(pdf)}
    assert {"H1", "L", "LI"} <= kinds
