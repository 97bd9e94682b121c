"""`/outbox/`: an administrator sees their organisation's mails, and decides about those in doubt."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.registry.staff import NOW, Country, country, member
from tests.registry.test_outbox import state_of
from tsunagari.base.errors import BadInput, Conflict
from tsunagari.registry.actions.outbox import claim
from tsunagari.registry.actions.settling import settle
from tsunagari.registry.models.journal import JournalLine
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.models.outbox import OutboxItem
from tsunagari.registry.policy.actor import Actor
from tsunagari.registry.policy.outbox import DECIDABLE, DECISIONS, STATES
from tsunagari.registry.queries.actors import actor_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def places() -> Country:
    return country()


def mail(home: Organisation, state: str = "uncertain", **fields: Any) -> OutboxItem:
    return OutboxItem.objects.create(
        kind="mail",
        key=f"mail-{OutboxItem.objects.count()}",
        payload={"to": "owner@example.jp", "subject": f"{home.name}からのお知らせ", "text": "x"},
        organisation_id=home.pk,
        state=state,
        made_at=NOW,
        due_at=NOW,
        lease_by="gone/1" if state == "uncertain" else "",
        **fields,
    )


def signed_in(role: str, home: Organisation) -> Client:
    client = Client()
    client.force_login(member(role, home).person, backend="tsunagari.web.accounts.backend.PersonBackend")
    return client


def administrator(home: Organisation) -> Actor:
    return actor_in(member("administrator", home))


@pytest.mark.parametrize(
    ("decision", "state"), [("sent", "settled"), ("send_again", "waiting"), ("drop", "settled")]
)
def test_a_decision_is_carried_out_and_written_down(places: Country, decision: str, state: str) -> None:
    item = mail(places.home)
    actor = administrator(places.home)
    settle(actor, item.pk, decision, now=NOW)
    assert state_of(item) == state
    line = JournalLine.objects.get(verb="outbox.settled")
    assert (line.subject_id, line.actor_id, line.organisation_id) == (
        item.pk,
        actor.person_id,
        places.home.pk,
    )
    assert line.payload.values == {"key": item.key, "was": "uncertain", "decision": decision}
    assert [one.pk for one in claim("b/2", now=NOW, limit=9)] == ([item.pk] if state == "waiting" else [])


@pytest.mark.parametrize("state", sorted(set(STATES) - set(DECIDABLE)))
def test_what_needs_nobody_is_not_decided(places: Country, state: str) -> None:
    item = mail(places.home, state)
    with pytest.raises(Conflict):
        settle(administrator(places.home), item.pk, "send_again", now=NOW)
    assert state_of(item) == state
    assert not JournalLine.objects.exists()


def test_what_certainly_did_not_leave_cannot_be_said_to_have_arrived(places: Country) -> None:
    with pytest.raises(Conflict):
        settle(administrator(places.home), mail(places.home, "failed").pk, "sent", now=NOW)


def test_an_unknown_decision_is_refused(places: Country) -> None:
    with pytest.raises(BadInput, match=", ".join(DECISIONS)):
        settle(administrator(places.home), mail(places.home).pk, "burn", now=NOW)


def test_the_page_begins_with_what_waits_for_a_person(places: Country) -> None:
    mail(places.home)
    mail(places.home, "done")
    mail(places.neighbour)
    page = signed_in("administrator", places.home).get("/outbox/").content.decode()
    assert page.count(f"{places.home.name}からのお知らせ</th>") == 1
    assert places.neighbour.name not in page
    assert all(words.ja in page for words in DECISIONS.values())
    assert STATES["done"].ja in page


@pytest.mark.parametrize("state", STATES)
def test_every_state_has_its_address(places: Country, state: str) -> None:
    mail(places.home, state)
    client = signed_in("administrator", places.home)
    page = client.get(f"/outbox/?state={state}")
    assert page.status_code == 200
    assert ("/settle/" in page.content.decode()) is (state in DECIDABLE)
    assert client.get("/outbox/?state=lost").status_code == 400


def test_the_button_does_it_once(places: Country) -> None:
    item = mail(places.home)
    client = signed_in("administrator", places.home)
    sent = {"decision": "send_again", "submission": "one"}
    for _ in range(2):
        answer = client.post(f"/outbox/{item.pk}/settle/", sent)
        assert (answer.status_code, answer["Location"]) == (302, "/outbox/?state=uncertain")
    assert JournalLine.objects.count() == 1
    again = client.post(f"/outbox/{item.pk}/settle/", {"decision": "drop", "submission": "two"})
    assert again.status_code == 409


def test_a_key_used_for_one_item_decides_nothing_about_another(places: Country) -> None:
    first, second = mail(places.home), mail(places.home)
    client = signed_in("administrator", places.home)
    sent = {"decision": "send_again", "submission": "one"}
    answers = [client.post(f"/outbox/{item.pk}/settle/", sent) for item in (first, second)]
    assert [answer.status_code for answer in answers] == [302, 409]
    assert (state_of(first), state_of(second)) == ("waiting", "uncertain")


def test_another_organisation_s_item_is_not_there(places: Country) -> None:
    item = mail(places.neighbour)
    answer = signed_in("administrator", places.home).post(
        f"/outbox/{item.pk}/settle/", {"decision": "drop", "submission": "one"}
    )
    assert answer.status_code == 404
    assert state_of(item) == "uncertain"


@pytest.mark.parametrize("role", ["coordinator", "officer", "auditor", "planner"])
def test_others_are_refused(places: Country, role: str) -> None:
    assert signed_in(role, places.home).get("/outbox/").status_code == 403


def test_a_mail_that_left_is_forgotten(places: Country) -> None:
    item = mail(places.home)
    settle(administrator(places.home), item.pk, "sent", now=NOW)
    item.refresh_from_db()
    assert item.payload == {}
