"""What an operator watches: the outbox, how late it is, and counts; for an administrator's key alone."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, override_settings

from tests.cases.desks import desk, opened
from tests.registry.firms import DAY, NOW, TODAY, card, member, organisation
from tsunagari.cases.models.cases import Case
from tsunagari.registry.actions import outbox
from tsunagari.registry.actions.keys import make_key
from tsunagari.registry.models.journal import JournalLine
from tsunagari.registry.models.outbox import OutboxItem
from tsunagari.registry.policy.roles import ADMINISTRATOR, COORDINATOR
from tsunagari.registry.queries.actors import actor_in
from tsunagari.web.metrics import Metric, Sample, exposition

pytestmark = pytest.mark.django_db
FIRM = "とくべつ鋳物（デモ）"


@pytest.fixture(autouse=True)
def on_the_day(settings: Any) -> None:
    settings.TODAY = TODAY


def scraped(role: str = ADMINISTRATOR) -> HttpResponse:
    membership = member(organisation("ながまち商工会（デモ）"), role).memberships.get()
    _, secret = make_key(actor_in(membership), membership, "監視", TODAY + DAY, now=NOW)
    return Client().get("/metrics", headers={"Authorization": f"Bearer {secret}"})  # type: ignore[return-value]


def owe(key: str, due_at: datetime.datetime, state: str = "waiting") -> None:
    with transaction.atomic():
        item = outbox.put("mail", key, {}, due_at=due_at, now=NOW)
    OutboxItem.objects.filter(pk=item.pk).update(state=state)


def test_it_tells_what_waits_and_how_late_it_is() -> None:
    owe("far", NOW + 300 * DAY)
    owe("late", NOW - 2 * DAY)
    owe("doubtful", NOW - 9 * DAY, state="uncertain")
    lines = scraped().content.decode().splitlines()
    assert 'tsunagari_outbox_items{state="waiting"} 2' in lines
    assert 'tsunagari_outbox_items{state="uncertain"} 1' in lines
    assert 'tsunagari_outbox_items{state="failed"} 0' in lines
    (late,) = [line for line in lines if line.startswith("tsunagari_outbox_late_seconds ")]
    assert 1 < float(late.split()[1]) / DAY.total_seconds() < 3  # the hour is the hour of this run


def test_nothing_due_is_not_late_and_no_firm_is_named() -> None:
    home = organisation()
    card(actor_in(member(home).memberships.get()), home, FIRM)
    owe("far", NOW + 300 * DAY)
    answer = scraped()
    said = answer.content.decode()
    assert "tsunagari_outbox_late_seconds 0\n" in said
    assert FIRM not in said
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    assert "no-store" in answer.headers["Cache-Control"]


def test_it_counts_open_cases_and_the_lines_of_all_journals() -> None:
    hub = desk()
    closed = opened(hub)
    opened(hub)
    Case.objects.filter(pk=closed.pk).update(closed_at=NOW)
    lines = scraped().content.decode().splitlines()
    assert "tsunagari_cases_open 1" in lines
    assert f"tsunagari_journal_lines_total {JournalLine.objects.count()}" in lines


def test_another_role_and_a_visitor_learn_nothing() -> None:
    refused = scraped(COORDINATOR)
    assert refused.status_code == 403
    assert Client().get("/metrics").status_code == 401
    assert b"outbox" not in refused.content


def test_a_process_with_a_name_says_it() -> None:
    with override_settings(INSTANCE='host "a"'):
        assert r'tsunagari_instance{name="host \"a\""} 1' in scraped().content.decode()


def test_a_plan_that_does_not_read_keeps_nobody_from_it(settings: Any, tmp_path: Path) -> None:
    settings.PLANS = tmp_path
    assert scraped().status_code == 200


def test_each_name_is_told_of_once_before_its_values() -> None:
    counted = Metric("x_total", "counter", "Things.", (Sample(3), Sample(0.5, ("kind", "a\nb"))))
    assert exposition([counted]) == (
        '# HELP x_total Things.\n# TYPE x_total counter\nx_total 3\nx_total{kind="a\\nb"} 0.5\n'
    )
