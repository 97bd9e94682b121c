"""Software records a consultation with a key."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.cases.desks import NOW, Desk, at, desk
from tests.registry.firms import card
from tsunagari.cases.models.cases import Case
from tsunagari.registry.actions.keys import make_key
from tsunagari.registry.models.firms import Firm
from tsunagari.registry.models.people import Membership
from tsunagari.registry.policy.roles import AUDITOR

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]
CALL = {
    "firm": {"name": "ひろせ食堂（デモ）", "prefecture": "04"},
    "title": "昼の客がへった",
    "channel": "phone",
    "contact": {"name": "広瀬（デモ）", "email": "hirose@example.jp"},
}


def secret_of(desk: Desk) -> str:
    membership = Membership.objects.get(person_id=desk.actor.person_id)
    ends_on = NOW.date() + datetime.timedelta(days=30)
    return make_key(desk.actor, membership, "会計ソフト", ends_on, now=NOW)[1]


def call(secret: str, key: str = "one", **changed: Any) -> HttpResponse:
    body = json.dumps(CALL | changed, ensure_ascii=False)
    headers = {"Authorization": f"Bearer {secret}", "Idempotency-Key": key}
    return Client().post("/api/v1/cases", body, "application/json", headers=headers)  # type: ignore[return-value]


@pytest.fixture
def hub() -> Desk:
    return desk()


def test_one_key_and_body_are_one_case(hub: Desk) -> None:
    secret = secret_of(hub)
    first, second = call(secret), call(secret)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    case = Case.objects.get()
    assert first.headers["Location"] == f"/cases/{case.pk}/"
    assert (case.firm.name, case.contact_name, case.holder_id) == (
        "ひろせ食堂（デモ）",
        "広瀬（デモ）",
        hub.actor.person_id,
    )


def test_the_same_key_with_another_body_is_refused(hub: Desk) -> None:
    secret = secret_of(hub)
    call(secret)
    response = call(secret, title="べつのこと")
    assert (response.status_code, response.headers["Content-Type"]) == (409, "application/problem+json")
    assert Case.objects.count() == 1


def test_keys_of_two_accounts_do_not_meet(hub: Desk) -> None:
    other = desk("わかば商工会議所（デモ）", prefecture="40")
    assert call(secret_of(hub)).status_code == 201
    assert call(secret_of(other)).status_code == 201
    assert set(Case.objects.values_list("organisation_id", flat=True)) == {
        hub.organisation.pk,
        other.organisation.pk,
    }


@pytest.mark.parametrize(
    "changed",
    [
        {"title": ""},
        {"title": 3},
        {"title": "a\0b"},
        {"channel": "page"},
        {"firm": {"name": ""}},
        {"firm": {"nickname": "x"}},
        {"firm": "青葉"},
        {"firm": True},
        {"firm": 1.5},
        {"firm": {"name": "x", "phone": "0-0"}},
        {"firm": {"name": "x", "prefecture": "48"}},
        {"contact": {"email": "nowhere"}},
        {"contact": {"email": '"quoted words"@example.jp'}},
        {"unknown": 1},
    ],
)
def test_what_cannot_be_read_is_refused_and_leaves_nothing(hub: Desk, changed: dict[str, Any]) -> None:
    response = call(secret_of(hub), **changed)
    assert response.status_code == 422
    assert response.json()["detail"]
    assert not Case.objects.exists()
    assert not Firm.objects.exists()


@pytest.mark.parametrize(
    "card",
    [
        {"corporate_number": "1000000000000"},  # the check digit would be another
        {"industry": "198"},  # its group is listed in full, and there is none
        {"prefecture": "04", "municipality": "13101"},
        {"kana": "\u3300" * 160},  # four signs each where it is kept
    ],
)
def test_what_has_the_shape_and_cannot_be_is_a_conflict(hub: Desk, card: dict[str, str]) -> None:
    response = call(secret_of(hub), firm={"name": "ひろせ食堂（デモ）"} | card)
    assert (response.status_code, response.headers["Content-Type"]) == (409, "application/problem+json")
    assert not Firm.objects.exists()


def test_a_number_that_another_card_has_is_a_conflict(hub: Desk) -> None:
    numbered = {"name": "ひろせ食堂（デモ）", "corporate_number": "7000012050002"}
    assert call(secret_of(hub), "one", firm=numbered).status_code == 201
    assert call(secret_of(hub), "two", firm=numbered).status_code == 409
    assert Firm.objects.count() == 1


def test_a_whole_number_may_be_written_with_a_point(hub: Desk) -> None:
    firm = card(hub.actor, hub.organisation)
    assert call(secret_of(hub), firm=float(firm.pk)).status_code == 201


def test_a_key_is_needed_in_both_headers(hub: Desk) -> None:
    assert call("nothing").status_code == 401
    assert call(secret_of(hub), key="").status_code == 422
    assert call(secret_of(hub), key="k" * 80).status_code == 201
    assert call(secret_of(hub), key="k" * 81).status_code == 422
    assert call(secret_of(at(hub.organisation, AUDITOR))).status_code == 403
    broken = {"Authorization": f"Bearer {secret_of(hub)}", "Idempotency-Key": "one"}
    for body in (b"", b"[]", b"{", b"\xff"):
        response = Client().post("/api/v1/cases", body, "application/json", headers=broken)
        assert response.status_code == 422


def test_another_organisations_firm_cannot_be_named(hub: Desk) -> None:
    other = desk("わかば商工会議所（デモ）", prefecture="40")
    firm = card(other.actor, other.organisation)
    assert call(secret_of(hub), firm=firm.pk).status_code == 409
    assert call(secret_of(other), firm=firm.pk).status_code == 201
