"""The organisation's own pages, through the door: what is shown, what is done, and to whom it is refused."""

from __future__ import annotations

import datetime
import re
import uuid

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings

from tests.registry.staff import NOW, PASSWORD, country, member, organisation, person
from tsunagari.registry.actions.keys import make_key
from tsunagari.registry.actions.people import end_membership
from tsunagari.registry.models.journal import JournalLine
from tsunagari.registry.models.keys import ApiKey
from tsunagari.registry.models.outbox import OutboxItem
from tsunagari.registry.models.people import Deputising, Membership
from tsunagari.registry.policy.actor import HOUSE

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def the_day() -> object:
    with override_settings(TODAY=TODAY):
        yield


def inside(who: Membership) -> Client:
    client = Client()
    client.force_login(who.person)
    return client


def send(client: Client, address: str, **typed: object) -> HttpResponse:
    return client.post(address, {"submission": str(uuid.uuid4())} | typed)


def test_an_invited_person_joins_and_signs_in() -> None:
    home = organisation()
    boss = inside(member("administrator", home))
    form = {"email": "new@example.jp", "role": "coordinator"}
    assert send(boss, "/organisation/invite/", **form).headers["Location"] == "/organisation/"
    assert "new@example.jp" in boss.get("/organisation/").content.decode()
    link = re.search(r"http://testserver(\S+)", OutboxItem.objects.get().payload["text"])[1]  # type: ignore[index]
    newcomer = Client()
    assert "あおば商工会議所" in newcomer.get(link).content.decode()
    assert not Membership.objects.filter(person__email="new@example.jp").exists()
    assert newcomer.post(link, {"name": "新 人", "password": "short"}).status_code == 422
    assert newcomer.post(link, {"name": "新 人", "password": PASSWORD}).status_code == 302
    newcomer.post("/account/sign-in/", {"login": "new@example.jp", "password": PASSWORD})
    assert "新 人" in newcomer.get("/organisation/").content.decode()
    assert newcomer.get(link).status_code == 404


def test_a_known_person_takes_a_role_up_as_themselves_only() -> None:
    home, known = organisation(), member("expert", organisation("ほか"), person("known"))
    boss = inside(member("administrator", home))
    send(boss, "/organisation/invite/", email="known@example.jp", role="officer")
    link = re.search(r"http://testserver(\S+)", OutboxItem.objects.get().payload["text"])[1]  # type: ignore[index]
    assert Client().get(link).headers["Location"].startswith("/account/sign-in/?next=")
    assert boss.post(link).status_code == 403
    client = inside(known)
    client.get(link)
    assert known.person.memberships.count() == 1
    client.post(link)
    assert known.person.memberships.filter(organisation=home, role="officer").exists()


def test_the_same_form_twice_invites_once_and_altered_is_refused() -> None:
    boss = inside(member("administrator", organisation()))
    form = {"submission": "k1", "email": "new@example.jp", "role": "expert"}
    for _ in range(2):
        assert boss.post("/organisation/invite/", form).status_code == 302
    assert OutboxItem.objects.count() == 1
    assert boss.post("/organisation/invite/", form | {"role": "officer"}).status_code == 409


def test_a_colleague_stands_in_and_what_they_do_carries_both_names() -> None:
    home = organisation()
    absent, deputy = member("administrator", home), member("expert", home)
    typed = {"begins_on": "平成21年10月1日", "ends_on": "2009-10-05"}
    send(
        inside(absent),
        "/organisation/deputies/new/",
        membership=absent.pk,
        deputy=deputy.person_id,
        **typed,
    )
    standing = Deputising.objects.get()
    client = inside(deputy)
    assert client.get("/organisation/invite/").status_code == 403
    assert f"behalf:{standing.pk}" in client.get("/act-as/").content.decode()
    client.post("/act-as/", {"as": f"behalf:{standing.pk}"})
    assert absent.person.name in client.get("/organisation/").content.decode()
    send(client, "/organisation/invite/", email="new@example.jp", role="expert")
    line = JournalLine.objects.get(verb="person.invited")
    assert (line.actor_id, line.on_behalf_of_id) == (deputy.person_id, absent.person_id)
    assert client.get("/organisation/keys/new/").status_code == 403
    client.post("/act-as/", {"as": f"membership:{deputy.pk}"})
    assert client.get("/organisation/invite/").status_code == 403


def test_nobody_chooses_a_role_that_is_not_theirs() -> None:
    places = country()
    theirs = member("administrator", places.far)
    client = inside(member("expert", places.home))
    assert client.post("/act-as/", {"as": f"membership:{theirs.pk}"}).status_code == 422
    session = client.session
    session["membership"] = theirs.pk
    session.save()
    assert client.get("/organisation/invite/").status_code == 403


def test_a_day_that_is_none_is_named_and_nothing_typed_is_lost() -> None:
    home = organisation()
    absent, deputy = member("expert", home), member("officer", home)
    typed = {"membership": absent.pk, "deputy": deputy.person_id, "begins_on": "2009-02-30"}
    page = send(inside(absent), "/organisation/deputies/new/", **typed, ends_on="2009-10-05")
    assert page.status_code == 422
    assert "2009-02-30" in page.content.decode()
    assert 'value="2009-10-05"' in page.content.decode()


class TestKeys:
    def call(self, secret: str, **headers: str) -> HttpResponse:
        return Client().get("/api/v1/me", headers={"Authorization": f"Bearer {secret}"} | headers)

    def test_it_is_shown_once_opens_the_door_and_is_shut_at_once(self) -> None:
        client = inside(member("coordinator", organisation()))
        form = {"submission": "k1", "label": "会計ソフト", "ends_on": "2010-03-31"}
        page = client.post("/organisation/keys/new/", form).content.decode()
        secret = re.search(r"tsunagari_[\w-]+", page)[0]  # type: ignore[index]
        assert client.post("/organisation/keys/new/", form).headers["Location"] == "/organisation/"
        assert secret not in client.get("/organisation/").content.decode()
        assert self.call(secret).json()["role"] == "coordinator"
        key = ApiKey.objects.get()
        assert key.used_at is not None
        client.post(f"/organisation/keys/{key.pk}/revoke/")
        assert self.call(secret).status_code == 401

    def test_it_ends_with_the_role(self) -> None:
        held = member("coordinator", organisation())
        _, secret = make_key(HOUSE, held, "会計", TODAY, now=NOW)
        assert self.call(secret).status_code == 200
        end_membership(HOUSE, held, now=NOW)
        assert self.call(secret).status_code == 401

    def test_a_session_opens_nothing_there_and_a_key_nothing_elsewhere(self) -> None:
        held = member("coordinator", organisation())
        _, secret = make_key(HOUSE, held, "会計", TODAY, now=NOW)
        answer = inside(held).get("/api/v1/me")
        assert answer.status_code == 401
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.headers["WWW-Authenticate"] == "Bearer"
        page = Client().get("/organisation/", headers={"Authorization": f"Bearer {secret}"})
        assert page.status_code == 302

    def test_ten_wrong_keys_close_the_door_for_that_address(self) -> None:
        held = member("coordinator", organisation())
        _, secret = make_key(HOUSE, held, "会計", TODAY, now=NOW)
        answers = [self.call(f"wrong{number}").status_code for number in range(10)]
        assert answers == [401] * 9 + [429]
        assert self.call(secret).status_code == 429
        there = Client(REMOTE_ADDR="198.51.100.1")
        assert there.get("/api/v1/me", headers={"Authorization": f"Bearer {secret}"}).status_code == 200

    def test_a_demo_persons_key_opens_nothing_in_earnest(self) -> None:
        held = member("coordinator", organisation(), person("demo", is_demo=True))
        _, secret = make_key(HOUSE, held, "会計", TODAY + datetime.timedelta(days=1), now=NOW)
        assert self.call(secret).status_code == 401
        with override_settings(IS_DEMO=True):
            assert self.call(secret).status_code == 200
