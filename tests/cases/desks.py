"""A desk for tests: organisations, people in front of browsers, cases in every position."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.http import HttpResponse
from django.test import Client

from tests.registry.firms import card, organisation, staff
from tsunagari.cases.actions.moving import move_case
from tsunagari.cases.actions.noting import record_hearing
from tsunagari.cases.actions.opening import Request, open_case
from tsunagari.cases.models.cases import Case
from tsunagari.cases.policy.delivering import Delivery
from tsunagari.cases.policy.movers import staff_movers
from tsunagari.cases.queries.programmes import delivered_by
from tsunagari.registry.actions.consents import give_consent
from tsunagari.registry.models.firms import Firm
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.models.people import Person
from tsunagari.registry.policy.actor import Actor
from tsunagari.registry.policy.roles import COORDINATOR

JAPAN = datetime.timezone(datetime.timedelta(hours=9))
NOW = datetime.datetime(2009, 10, 1, 10, 0, tzinfo=JAPAN)
TODAY = NOW.date()
MINUTE, DAY = datetime.timedelta(minutes=1), datetime.timedelta(days=1)
HEARD: dict[str, Any] = {
    "heard_on": TODAY,
    "channel": "phone",
    "minutes": 35,
    "themes": ["trade_trouble"],
    "heard": "部品代185万円が未払い。",
}
GROUPS = ("identity", "contact", "consultations")


@dataclass(frozen=True, slots=True)
class Desk:
    """An organisation, its coordinator, and the coordinator's browser."""

    organisation: Organisation
    actor: Actor
    client: Client

    @property
    def delivery(self) -> Delivery:
        return delivered_by(self.organisation.kind, TODAY)[0]


def desk(name: str = "あおば商工会議所（デモ）", role: str = COORDINATOR, **fields: Any) -> Desk:
    return at(organisation(name, **fields), role)


def at(home: Organisation, role: str) -> Desk:
    """Somebody of a role at an organisation, signed in."""
    actor = staff(home, role)
    return Desk(home, actor, browser_of(actor))


def shelter() -> Desk:
    return desk("宮城県 下請かけこみ寺（デモ）", kind="subcontract_shelter", themes=["trade_trouble"])


def browser_of(actor: Actor) -> Client:
    client = Client()
    person = Person.objects.get(pk=actor.person_id)
    client.force_login(person, backend="tsunagari.web.accounts.backend.PersonBackend")
    return client


def opened(desk: Desk, firm: Firm | None = None, *, now: datetime.datetime = NOW, **changed: Any) -> Case:
    """A case as it comes in by phone."""
    said = {"title": "部品代が入らない", "asked": "7月の部品代が、まだです。", "channel": "phone"}
    holder = changed.pop("holder_id", desk.actor.person_id)
    return open_case(
        desk.actor,
        desk.organisation,
        firm or card(desk.actor, desk.organisation),
        Request(**(said | changed)),
        programme=desk.delivery.programme,
        procedure=desk.delivery.procedure,
        now=now,
        holder_id=holder,
    )


def moved(desk: Desk, case: Case, verb: str, *, now: datetime.datetime = NOW, **given: Any) -> Case:
    return move_case(
        desk.actor,
        case.pk,
        verb,
        by=staff_movers(desk.actor.role),
        given=given,
        guards={"form_filled": True},
        now=now,
    )


def heard(desk: Desk, *, now: datetime.datetime = NOW) -> Case:
    """A case that was taken up and heard."""
    case = opened(desk, now=now)
    moved(desk, case, "accept", now=now)
    record_hearing(desk.actor, case.pk, HEARD, now=now)
    case.refresh_from_db()
    return case


def agreed(desk: Desk, case: Case, partner: Desk, *, now: datetime.datetime = NOW) -> None:
    give_consent(desk.actor, case.firm, partner.organisation, GROUPS, "紹介のため", "phone", now=now)


# ── pages ─────────────────────────────────────────────────────────────────────────────────────────
def text_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, (address, response.status_code)
    return unescape(response.content.decode())


def hidden(html: str, action: str) -> dict[str, str]:
    """The hidden fields of the form that is sent to `action`; to the page itself where that is empty."""
    opening = rf'<form[^>]*action="{re.escape(action)}"[^>]*>' if action else '<form[^>]*method="post"[^>]*>'
    forms = [form for form in re.findall(rf"{opening}.*?</form>", html, re.DOTALL) if "sign-out" not in form]
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', forms[0])
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def send(client: Client, page: str, action: str = "", **typed: Any) -> HttpResponse:
    """Look at a page and send one of its forms with what was typed."""
    html = client.get(page).content.decode()
    return client.post(action or page, hidden(html, action) | typed)  # type: ignore[return-value]
