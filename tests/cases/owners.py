"""An owner in front of a browser: forms as they are shown, sent as a browser sends them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from django.http import HttpResponse
from django.test import Client

from tests.registry.firms import organisation
from tsunagari.cases.links import CONFIRM, STATUS, word_of
from tsunagari.cases.models.cases import Case
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.field_groups import CONSULTATIONS, CONTACT, IDENTITY

TYPED: dict[str, Any] = {
    "asked": "売上が落ちています。\n何から始めればよいでしょうか。",
    "prefecture": "04",
    "address": "仙台市青葉区",
    "name": "みどり商店（デモ）",
    "contact_name": "緑 はな（デモ）",
    "phone": "000-0004-1111",
    "email": "midori@example.jp",
    "groups": [IDENTITY, CONTACT, CONSULTATIONS],
}
HIDDEN = ("csrfmiddlewaretoken", "submission", "version", "seen", "programme")


@dataclass(frozen=True, slots=True)
class Owner:
    """A browser of its own, with the guard against forged requests switched on."""

    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))

    def see(self, address: str, status: int = 200) -> str:
        response = self.client.get(address)
        assert response.status_code == status, response.content.decode()[:2000]
        return unescape(response.content.decode())

    def send(self, page: str, action: str = "", **typed: Any) -> HttpResponse:
        """Look at `page`, then send its form to `action` (the page itself) with what was typed."""
        html = self.client.get(page).content.decode()
        hidden = {name: value for name in HIDDEN if (value := hidden_value(html, name))}
        return self.client.post(action or page, hidden | typed)  # type: ignore[return-value]

    def ask(self, desk: Organisation, **changed: Any) -> HttpResponse:
        return self.send("/consult/", "/consult/", **(TYPED | {"desk": str(desk.pk)} | changed))


def hidden_value(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', html)
    return found[1] if found else ""


def hub(name: str = "あおば商工会議所（デモ）", **fields: Any) -> Organisation:
    return organisation(name, **({"phone": "000-0004-0001"} | fields))


def asked(owner: Owner | None = None, desk: Organisation | None = None, **changed: Any) -> Case:
    """The case of an owner who has just asked."""
    response = (owner or Owner()).ask(desk or hub(), **changed)
    assert response.status_code == 302, unescape(response.content.decode())
    return Case.objects.latest("pk")


def status_page(case: Case) -> str:
    case.refresh_from_db()
    return f"/status/{word_of(case, STATUS)}/"


def confirm_page(case: Case) -> str:
    case.refresh_from_db()
    return f"/confirm/{word_of(case, CONFIRM)}/"
