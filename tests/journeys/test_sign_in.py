"""A person protects their account and gets in again: with an authenticator app, then with a passkey."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Page, expect

from tests.journeys.conftest import sign_in
from tests.journeys.looks import assert_well
from tsunagari.registry.policy.demo_people import DEMO_PASSWORD

pytestmark = pytest.mark.browser
MAILBOX = "fukuoka-administrator"  # nobody else's journey goes through this door
WHO = "details.site__who"


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def sign_out(page: Page) -> None:
    page.locator(f"{WHO} summary").click()
    page.get_by_role("button", name="サインアウト").click()
    expect(page.locator(WHO)).to_have_count(0)


def confirm_password(page: Page) -> None:
    page.get_by_label("パスワード").fill(DEMO_PASSWORD)
    page.get_by_role("button", name="確かめる").click()


def test_an_authenticator_app_and_a_passkey_open_the_door(page: Page, base: str) -> None:
    site = base.replace("127.0.0.1", "localhost")  # a passkey belongs to a name, never to a number
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": key | {"isUserVerified": True, "automaticPresenceSimulation": True}},
    )
    sign_in(page, MAILBOX, site)

    page.goto(f"{site}/account/protection/app/")
    assert_well(page)
    confirm_password(page)
    assert_well(page)
    secret = page.locator("#authenticator_secret").inner_text()
    page.locator("#id_code").fill(code_of(secret))
    page.get_by_role("button", name="使いはじめる").click()
    expect(page.get_by_role("heading", name="予備の番号")).to_be_visible()
    assert_well(page)

    page.goto(f"{site}/account/protection/passkeys/new/")
    assert_well(page)
    page.get_by_label(re.compile("名前|マスターキー|Name")).first.fill("机の鍵")
    page.locator("#id_passwordless").check()
    page.get_by_role("button", name="パスキーを作る").click()
    expect(page.get_by_text("1個")).to_be_visible()
    assert_well(page)
    page.get_by_role("link", name="パスキーを見る").click()
    expect(page.get_by_role("rowheader", name="机の鍵")).to_be_visible()
    assert_well(page)
    sign_out(page)

    sign_in_until_the_second_step(page, site)
    assert_well(page)
    page.locator("#id_code").fill("000000")
    page.get_by_role("button", name="サインイン", exact=True).click()
    expect(page.locator(".error")).to_be_visible()
    page.get_by_role("button", name="パスキーを使う").click()
    expect(page.locator(WHO)).to_be_visible()
    sign_out(page)

    page.goto(f"{site}/account/sign-in/")
    page.get_by_role("button", name="パスキーで入る").click()
    expect(page.locator(WHO)).to_be_visible()


def sign_in_until_the_second_step(page: Page, site: str) -> None:
    page.goto(f"{site}/account/sign-in/")
    page.get_by_label("メールアドレス").fill(f"{MAILBOX}@example.jp")
    page.get_by_label("パスワード").fill(DEMO_PASSWORD)
    page.get_by_role("button", name="サインイン", exact=True).click()
    expect(page.get_by_role("heading", name="もう一つの確認")).to_be_visible()
