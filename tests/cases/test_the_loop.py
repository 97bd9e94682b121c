"""The whole loop behind the doors: an owner asks once, and the next plan's line knows of it.

The same walk through a real browser stands in tests/journeys/test_j2_a_firm_asks_once.py.
"""

from __future__ import annotations

import datetime
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core import mail
from django.test import Client

from tests.cases.owners import TYPED, Owner, hub
from tests.registry.firms import member, organisation
from tsunagari.cases.models.cases import Case
from tsunagari.cases.models.follow_ups import FollowUp
from tsunagari.cli.main import main
from tsunagari.programmes.catalogue import load_catalogue
from tsunagari.registry.models.consents import Consent
from tsunagari.registry.models.handoffs import Handoff
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.roles import COORDINATOR, PLANNER

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ASKED_ON, FOLLOWED_ON, AFTER = (
    datetime.date(2009, 10, 1),
    datetime.date(2010, 1, 4),
    datetime.date(2010, 4, 1),
)
HEARING = {
    "field-heard_on": "2009-10-01",
    "field-channel": "phone",
    "field-minutes": "20",
    "field-themes": "sales",
    "field-heard": "売上が3割落ちている",
}
LINK = re.compile(r"https?://[^/\s]+(/(?:status|confirm)/\S+)")


@pytest.fixture(autouse=True)
def the_day(settings: Any, tmp_path: Path) -> Any:
    settings.TODAY = ASKED_ON
    settings.ANCHORS = tmp_path / "anchors"
    return settings


def staff(home: Organisation, role: str = COORDINATOR, name: str = "応援 太郎（デモ）") -> Owner:
    """Someone at a desk, signed in, in a browser of their own."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(member(home, role, name), backend=django_settings.AUTHENTICATION_BACKENDS[-1])
    return Owner(client)


def work() -> list[str]:
    """What the worker sends now: the own page's or the answering page's address in each mail."""
    before = len(mail.outbox)
    assert main(["worker", "--once"]) == 0
    return [found[1] for one in mail.outbox[before:] if (found := LINK.search(str(one.body)))]


def sure(response: Any) -> Any:
    assert response.status_code == 302, unescape(response.content.decode())[:3000]
    return response


def carried(desk: Organisation, coordinator: Owner, case: Case) -> None:
    """From the inbox to the end, each step through its own page."""
    assert TYPED["name"] in coordinator.see("/inbox/?view=unheld")
    page = f"/cases/{case.pk}/"
    assert TYPED["asked"].splitlines()[0] in coordinator.see(page)
    me = str(desk.memberships.get(role=COORDINATOR).person_id)
    sure(coordinator.send(page, page + "assign/", holder=me))
    sure(coordinator.send(page, page + "moves/accept/"))
    sure(coordinator.send(page + "hearing/", **HEARING))
    sure(coordinator.send(page, page + "moves/advise/"))
    sure(coordinator.send(page + "moves/close/", **{"field-outcome": "partly"}))


def test_an_owner_asks_once_and_the_next_plan_knows(the_day: Any, tmp_path: Path) -> None:
    desk = hub()
    owner, coordinator = Owner(), staff(desk)
    planner = staff(desk, PLANNER, "計画 係（デモ）")
    elsewhere = staff(hub("わかば商工会議所（デモ）", prefecture="40"))

    # the owner asks; the mail brings the address of the page
    sure(owner.ask(desk))
    (own_page,) = work()
    case = Case.objects.get()
    assert "窓口が受け取り、担当を決めます" in Owner().see(own_page)
    assert elsewhere.client.get(f"/cases/{case.pk}/").status_code == 404
    assert TYPED["name"] not in elsewhere.see("/inbox/?view=all")

    # the desk takes it to its end; the firm sees each step
    carried(desk, coordinator, case)
    html = Owner().see(own_page)
    for said in ("応援 太郎（デモ）", "相談を終えました", "一部が解決した"):
        assert said in html, said
    assert HEARING["field-heard"] not in html
    assert FollowUp.objects.get().due_on == FOLLOWED_ON

    # three months later the firm is asked, and answers once
    the_day.TODAY = FOLLOWED_ON
    (confirm,) = [link for link in work() if link.startswith("/confirm/")]
    assert "困っていたことは、どうなりましたか" in Owner().see(confirm)
    assert FollowUp.objects.get().outcome == ""
    sure(Owner().send(confirm, outcome="solved"))
    assert FollowUp.objects.get().outcome == "solved"

    # within the year the figure is flagged; after it, it stands beside the budget line
    figures = f"/evaluation/{case.programme}/?year=2009"
    assert "5,790,000,000円" not in planner.see(figures)
    the_day.TODAY = AFTER
    told = planner.see(figures)
    for said in ("計画の予算", "57億9,000万円", "5,790,000,000円", "期間が合う", "100.0％"):
        assert said in told, said
    assert TYPED["name"] not in told
    assert Owner().client.get("/evaluation/").status_code == 302  # a stranger is shown the way to sign in

    # and next year's plan is drafted with it on the line
    assert main(["plan", "draft", "2010", "--out", str(tmp_path / "drafts")]) == 0
    drafted = load_catalogue(django_settings.PLANS, 2010, drafts=tmp_path / "drafts").by_key[case.programme]
    cost, solved = (evidence.result.value for evidence in drafted.evidence[:2])
    assert cost == drafted.budget_before_yen == 5_790_000_000
    assert solved == 1
    assert drafted.budget_yen is None


def test_a_firm_is_handed_on_and_takes_its_consent_back() -> None:
    desk = hub()
    shelter = organisation("宮城の相談所（デモ）", kind="subcontract_shelter")
    coordinator, there = staff(desk), staff(shelter, name="駆込 次郎（デモ）")
    owner = Owner()
    own_page = sure(owner.ask(desk))["Location"].partition("?")[0]
    case = Case.objects.get()
    page = f"/cases/{case.pk}/"
    sure(coordinator.send(page, page + "moves/accept/"))
    assert there.client.get(f"/firms/{case.firm_id}/").status_code == 404
    sure(
        owner.send(
            own_page, own_page + "let/", organisation=str(shelter.pk), groups=["contact", "consultations"]
        )
    )
    assert TYPED["name"] in there.see(f"/firms/{case.firm_id}/")
    refer = page + "refer/refer/"
    sure(coordinator.send(refer, to=str(shelter.pk), note="下請代金のこと"))
    handoff = Handoff.objects.get()
    assert TYPED["name"] in there.see("/inbox/")
    sure(there.send(f"/handoffs/{handoff.pk}/", f"/handoffs/{handoff.pk}/accept/"))
    html = owner.see(own_page)
    assert "宮城の相談所（デモ）" in html
    assert "駆込 次郎（デモ）" in html
    consent = Consent.objects.get(given_to=shelter)
    sure(owner.send(own_page, own_page + "take/", consent=str(consent.pk)))
    assert there.client.get(f"/firms/{case.firm_id}/").status_code == 404
    assert owner.see(own_page)
