"""`/pulled/`: raw beside structured, put right by those who may, asked again when the source changes."""

from __future__ import annotations

import datetime
from html import unescape

import pytest
from django.test import Client

from tests.cases.owners import hidden_value
from tests.jgrants.conftest import NOW
from tests.jgrants.generated import Made, envelope, write
from tests.registry.staff import country, member
from tsunagari.jgrants.actions.publishing import publish
from tsunagari.jgrants.actions.pulling import pull_from
from tsunagari.jgrants.actions.sources import Folder
from tsunagari.jgrants.models.records import PulledRecord
from tsunagari.navigator.queries.editions import edition_of
from tsunagari.registry.models.journal import JournalLine

pytestmark = pytest.mark.django_db
LATER = NOW + datetime.timedelta(days=1)


@pytest.fixture
def pulled(folder: Made) -> Made:
    pull_from(Folder(folder.path), now=NOW)
    publish()
    return folder


def signed_in(role: str) -> Client:
    client = Client()
    who = member(role, country().home).person
    client.force_login(who, backend="tsunagari.web.accounts.backend.PersonBackend")
    return client


def waiting_for(field: str) -> PulledRecord:
    found = [one for one in PulledRecord.objects.filter(is_waiting=True) if list(one.doubts) == [field]]
    assert found
    return found[0]


def send(client: Client, record: PulledRecord, status: int = 302, **typed: str) -> str:
    page = f"/pulled/{record.number}/"
    html = client.get(page).content.decode()
    hidden = {name: hidden_value(html, name) for name in ("submission", "version")}
    response = client.post(f"{page}judge/", hidden | typed)
    assert response.status_code == status, response.content.decode()[:2000]
    return unescape(response.content.decode())


def test_the_queue_shows_what_waits_with_its_fields(pulled: Made) -> None:
    html = signed_in("planner").get("/pulled/").content.decode()
    assert "120件" in html
    assert "補助率" in html
    assert "出典：Jグランツ" in html
    record = waiting_for("subsidy_rate")
    assert f"/pulled/{record.number}/" in html


def test_a_record_shows_raw_beside_what_is_certain(pulled: Made) -> None:
    record = waiting_for("subsidy_rate")
    html = unescape(signed_in("officer").get(f"/pulled/{record.number}/").content.decode())
    assert record.detail["subsidy_rate"] in html
    assert "ひとつの割合と言い切れません" in html


def test_a_rate_put_right_is_what_is_published(
    pulled: Made, django_capture_on_commit_callbacks: object
) -> None:
    record, client = waiting_for("subsidy_rate"), signed_in("officer")
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        send(client, record, subsidy_rate="2/3")
    record.refresh_from_db()
    assert not record.is_waiting
    assert record.judged["subsidy_rate"]["value"] == "2/3"
    (offer,) = edition_of().offered.by_key[record.number].offers
    assert str(offer.rate) == "2/3"
    assert JournalLine.objects.filter(verb="pulled.judged", subject_id=record.pk).count() == 1


def test_what_is_accepted_stays_text_and_waits_no_more(pulled: Made) -> None:
    record = waiting_for("subsidy_rate")
    send(signed_in("planner"), record)
    record.refresh_from_db()
    assert not record.is_waiting
    assert record.judged["subsidy_rate"]["value"] is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("subsidy_rate", "だいたい半分"),
        ("subsidy_max_limit", "百万円"),
        ("target_area_search", "火星"),
        ("acceptance_end_datetime", "2000-01-01T00:00Z"),
    ],
)
def test_what_would_itself_be_in_doubt_is_refused(pulled: Made, field: str, value: str) -> None:
    record = waiting_for("subsidy_rate")
    html = send(signed_in("officer"), record, status=422, **{field: value})
    assert value in html
    record.refresh_from_db()
    assert record.judged == {}


def test_a_decision_holds_until_the_source_says_something_else(pulled: Made) -> None:
    record = waiting_for("subsidy_rate")
    send(signed_in("officer"), record, subsidy_rate="1/2")
    pull_from(Folder(pulled.path), now=LATER)
    record.refresh_from_db()
    assert not record.is_waiting
    write(
        pulled.path / "detail" / f"{record.number}.json",
        envelope([record.detail | {"subsidy_rate": "1/3 または 2/3", "application_guidelines": []}]),
    )
    pull_from(Folder(pulled.path), now=LATER)
    record.refresh_from_db()
    assert record.is_waiting
    assert record.doubts["subsidy_rate"] == "prose"


def test_a_page_that_is_older_than_the_record_changes_nothing(pulled: Made) -> None:
    record, client = waiting_for("subsidy_rate"), signed_in("officer")
    PulledRecord.objects.filter(pk=record.pk).update(version=7)
    html = client.get(f"/pulled/{record.number}/").content.decode()
    sent = {"submission": hidden_value(html, "submission"), "version": "6", "subsidy_rate": "1/2"}
    assert client.post(f"/pulled/{record.number}/judge/", sent).status_code == 409
    record.refresh_from_db()
    assert record.judged == {}


@pytest.mark.parametrize(("role", "status"), [("auditor", 403), ("coordinator", 403), ("expert", 403)])
def test_others_decide_nothing(pulled: Made, role: str, status: int) -> None:
    record = waiting_for("subsidy_rate")
    response = signed_in(role).post(f"/pulled/{record.number}/judge/", {"version": "1", "submission": "x"})
    assert response.status_code == status


def test_everyone_reads_the_page_with_its_source_and_nothing_that_acts(pulled: Made, client: Client) -> None:
    html = unescape(client.get(f"/programmes/{pulled.ids[5]}/").content.decode())
    assert "出典：Jグランツ（jGrants）" in html
    assert "国が内容を保証するものではありません" in html
    assert "steal" not in html
    assert "対象経費" in html


def test_it_is_found_and_checked_beside_the_plan(pulled: Made, client: Client) -> None:
    found = unescape(client.get("/search/?q=見本6の設備導入").content.decode())
    assert "見本6）" in found
    assert "出典：" in found
    elsewhere = next(n for n in pulled.ids if record_area(n) == "北海道")
    away = unescape(client.get(f"/check/result/?for={elsewhere}&firm.prefecture=47").content.decode())
    home = unescape(client.get(f"/check/result/?for={elsewhere}&firm.prefecture=01").content.decode())
    assert 'id="no"' in away
    assert 'id="no"' not in home
    assert 'id="yes"' not in home  # whether it fits is in the call's guidelines


def record_area(number: str) -> str:
    return (PulledRecord.objects.get(number=number).row or {}).get("target_area_search", "")
