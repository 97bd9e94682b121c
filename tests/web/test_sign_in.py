"""Signing in: who gets in, who does not, what is counted, and when it ends."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.http import HttpResponse
from django.test import Client, override_settings
from pytest_django import Settings

from tests.registry.staff import PASSWORD, member, organisation, person
from tsunagari.registry.actions.people import end_membership
from tsunagari.registry.models.outbox import OutboxItem
from tsunagari.registry.models.people import Person
from tsunagari.registry.policy.actor import HOUSE
from tsunagari.web import sessions

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DOOR = "/account/sign-in/"
INSIDE = "/organisation/"


def enter(client: Client, email: str = "hana@example.jp", password: str = PASSWORD) -> HttpResponse:
    return client.post(DOOR, {"login": email, "password": password})


def is_inside(client: Client) -> bool:
    return client.get(INSIDE).status_code == 200


@pytest.fixture
def hana() -> Person:
    return member("coordinator", organisation(), person("hana")).person


class TestTheDoor:
    def test_name_and_password_open_it(self, client: Client, hana: Person) -> None:
        assert not is_inside(client)
        assert enter(client).status_code == 302
        page = client.get(INSIDE)
        assert page.headers["Cache-Control"] == "no-store"
        assert hana.name in page.content.decode()

    @pytest.mark.parametrize(
        ("email", "password"),
        [("hana@example.jp", "wrong"), ("nobody@example.jp", PASSWORD), ("", ""), ("hana@example.jp", "")],
    )
    def test_anything_else_does_not(self, client: Client, hana: Person, email: str, password: str) -> None:
        assert enter(client, email, password).status_code == 200
        assert not is_inside(client)

    def test_the_address_is_read_whatever_its_letters(self, client: Client, hana: Person) -> None:
        enter(client, "Hana@Example.jp")
        assert is_inside(client)

    def test_a_person_and_nobody_are_told_the_same(self, client: Client, hana: Person) -> None:
        def said(email: str) -> str:
            page = enter(client, email, "wrong").content.decode()
            return re.sub(r'value="[^"]*"', "", page)

        assert said("hana@example.jp") == said("nobody@example.jp")

    def test_who_asks_for_a_new_password_is_told_the_same(self, client: Client, hana: Person) -> None:
        answers = [
            client.post("/account/password/reset/", {"email": f"{mailbox}@example.jp"})
            for mailbox in ("hana", "nobody")
        ]
        assert {(answer.status_code, answer.headers["Location"]) for answer in answers} == {
            (302, "/account/password/reset/sent/")
        }
        assert [item.payload["to"] for item in OutboxItem.objects.all()] == ["hana@example.jp"]

    def test_the_link_in_the_mail_sets_a_new_password_once(self, client: Client, hana: Person) -> None:
        client.post("/account/password/reset/", {"email": "hana@example.jp"})
        text = OutboxItem.objects.get().payload["text"]
        link = re.search(r"http://testserver(\S+)", text)[1]  # type: ignore[index]
        form = client.get(link).headers["Location"]
        new = "あたらしい-あいことば-10"
        client.post(form, {"password1": new, "password2": new})
        assert "このリンクは使えません" in Client().get(link, follow=True).content.decode()
        assert not is_inside(client)
        enter(client, password=new)
        assert is_inside(client)

    def test_nobody_signs_up_unasked(self, client: Client) -> None:
        asked = {"email": "x@example.jp", "password1": PASSWORD, "password2": PASSWORD}
        assert "招待で行います" in client.post("/account/sign-up/", asked).content.decode()
        assert not Person.objects.exists()

    def test_one_is_sent_on_to_where_one_wanted_to_go_and_never_elsewhere(
        self, client: Client, hana: Person
    ) -> None:
        asked = client.get("/organisation/keys/new/").headers["Location"]
        assert asked == "/account/sign-in/?next=/organisation/keys/new/"
        form = {"login": "hana@example.jp", "password": PASSWORD}
        assert client.post(asked, form).headers["Location"] == "/organisation/keys/new/"
        stranger = Client()
        stranger.post(DOOR + "?next=https://evil.example/", form)
        answer = Client().post(DOOR, form | {"next": "https://evil.example/"})
        assert answer.headers["Location"] == "/inbox/"

    def test_a_form_sent_too_late_leads_back_to_where_it_was_written(self, client: Client) -> None:
        def sent_from(page: str) -> str:
            return client.post("/organisation/keys/new/", {}, headers={"referer": page}).headers["Location"]

        assert sent_from("http://testserver/organisation/keys/new/") == f"{DOOR}?next=/organisation/keys/new/"
        assert sent_from("https://evil.example/organisation/") == f"{DOOR}?next=/"
        assert sent_from("") == f"{DOOR}?next=/"

    def test_signing_out_takes_a_press(self, client: Client, hana: Person) -> None:
        enter(client)
        client.get("/account/sign-out/")
        assert is_inside(client)
        client.post("/account/sign-out/")
        assert not is_inside(client)


class TestTheDemosPeople:
    @pytest.mark.parametrize("is_demo", [True, False])
    def test_they_get_in_only_where_this_is_the_demo(
        self, client: Client, settings: Settings, is_demo: bool
    ) -> None:
        settings.IS_DEMO = is_demo
        member("coordinator", organisation(), person("demo", is_demo=True))
        enter(client, "demo@example.jp")
        assert is_inside(client) is is_demo

    def test_a_session_from_the_demo_opens_nothing_elsewhere(
        self, client: Client, settings: Settings
    ) -> None:
        settings.IS_DEMO = True
        member("coordinator", organisation(), person("demo", is_demo=True))
        enter(client, "demo@example.jp")
        settings.IS_DEMO = False
        assert not is_inside(client)


class TestThrottling:
    def test_ten_failures_for_one_name_close_it_from_everywhere(self, client: Client, hana: Person) -> None:
        for number in range(9):
            assert (
                Client(REMOTE_ADDR=f"198.51.100.{number}")
                .post(DOOR, {"login": "hana@example.jp", "password": "wrong"})
                .status_code
                == 200
            )
        last = Client(REMOTE_ADDR="198.51.100.9").post(DOOR, {"login": "HANA@example.jp", "password": "x"})
        assert last.status_code == 429
        assert last.headers["Retry-After"] == "300"
        assert "5分たつと" in last.content.decode()
        assert enter(client).status_code == 429
        assert not is_inside(client)

    def test_ten_failures_from_one_address_close_it_for_every_name(self, hana: Person) -> None:
        here = Client(REMOTE_ADDR="198.51.100.1")
        for number in range(10):
            enter(here, f"guess{number}@example.jp", "wrong")
        assert enter(here).status_code == 429
        elsewhere = Client(REMOTE_ADDR="198.51.100.2")
        enter(elsewhere)
        assert is_inside(elsewhere)

    def test_nine_close_nothing(self, client: Client, hana: Person) -> None:
        for _ in range(9):
            enter(client, password="wrong")
        enter(client)
        assert is_inside(client)

    def test_behind_a_proxy_the_address_that_the_proxy_saw_counts(
        self, settings: Settings, hana: Person
    ) -> None:
        settings.IS_BEHIND_PROXY = True
        for number in range(10):
            sent = {"x-forwarded-for": f"203.0.113.{number}, 198.51.100.7"}
            answer = Client().post(
                DOOR, {"login": f"guess{number}@example.jp", "password": "x"}, headers=sent
            )
        assert answer.status_code == 429
        other = Client(headers={"x-forwarded-for": "198.51.100.8"})
        enter(other)
        assert is_inside(other)


class TestTheSecondStep:
    @pytest.fixture
    def secret(self, hana: Person) -> str:
        secret = generate_totp_secret()
        TOTP.activate(hana, secret)
        return secret

    def test_the_password_alone_opens_nothing_then_and_a_code_works_once(
        self, client: Client, secret: str
    ) -> None:
        assert enter(client).headers["Location"] == "/account/second/"
        assert not is_inside(client)
        code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
        client.post("/account/second/", {"code": code})
        assert is_inside(client)
        other = Client()
        enter(other)
        other.post("/account/second/", {"code": code})
        assert not is_inside(other)

    def test_ten_wrong_codes_close_the_door(self, client: Client, secret: str) -> None:
        enter(client)
        answers = [client.post("/account/second/", {"code": "000000"}).status_code for _ in range(11)]
        assert answers == [200] * 9 + [429, 429]
        assert enter(Client()).status_code == 429


class TestHowLongItLasts:
    @pytest.fixture
    def clock(self, monkeypatch: pytest.MonkeyPatch) -> list[int]:
        seconds = [1_000_000]
        monkeypatch.setattr(sessions, "seconds_now", lambda: seconds[0])
        return seconds

    def test_silence_ends_it(self, client: Client, hana: Person, clock: list[int]) -> None:
        enter(client)
        assert is_inside(client)
        clock[0] += 30 * 60 - 1
        assert is_inside(client)
        clock[0] += 30 * 60
        assert not is_inside(client)

    def test_even_busy_people_sign_in_again_after_half_a_day(
        self, client: Client, hana: Person, clock: list[int]
    ) -> None:
        enter(client)
        for _ in range(12 * 3 - 1):
            assert is_inside(client)
            clock[0] += 20 * 60
        assert is_inside(client)
        clock[0] += 20 * 60
        assert not is_inside(client)

    def test_the_sessions_name_changes_at_the_door(self, client: Client, hana: Person) -> None:
        client.get(f"{DOOR}?next={INSIDE}")
        session = client.session
        session["planted"] = True
        session.save()
        client.cookies["sessionid"] = session.session_key
        enter(client)
        assert client.cookies["sessionid"].value != session.session_key

    def test_leaving_the_organisation_works_at_the_next_request(self, client: Client, hana: Person) -> None:
        enter(client)
        assert is_inside(client)
        end_membership(HOUSE, hana.memberships.get(), now=hana.memberships.get().since)
        assert not is_inside(client)

    def test_a_role_that_ended_is_gone_while_another_still_holds(self, client: Client, hana: Person) -> None:
        ended = hana.memberships.get()
        kept = member("coordinator", organisation("わかば商工会（デモ）"), hana)
        enter(client)
        assert ended.organisation.name in client.get(INSIDE).content.decode()
        end_membership(HOUSE, ended, now=ended.since)
        page = client.get(INSIDE).content.decode()
        assert kept.organisation.name in page
        assert ended.organisation.name not in page

    def test_a_new_password_ends_other_sessions(self, client: Client, hana: Person) -> None:
        enter(client)
        hana.set_password("another-long-password")
        hana.save()
        assert not is_inside(client)


def test_cookies_are_kept_from_scripts_and_from_other_sites(client: Client, hana: Person) -> None:
    with override_settings(SESSION_COOKIE_SECURE=True):
        enter(client)
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["secure"]
    assert cookie["samesite"] == "Lax"
