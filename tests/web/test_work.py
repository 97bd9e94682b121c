"""`tsunagari worker --once`: everything that comes round is done once a turn, and mails leave."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.db import OperationalError
from django.test import override_settings

from tests.registry.test_outbox import owe
from tsunagari.registry.actions.working import Worker
from tsunagari.registry.models.outbox import OutboxItem
from tsunagari.web.clock import the_time
from tsunagari.web.duties import DUTIES, HANDLERS
from tsunagari.web.management.commands import work as work_command

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path) -> object:
    with override_settings(ANCHORS=tmp_path / "anchors"):
        yield


def work() -> None:
    call_command("work", once=True, batch=3)


def states() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for kind, state in OutboxItem.objects.values_list("kind", "state"):
        found.setdefault(kind, set()).add(state)
    return found


def test_what_comes_round_is_done_once_a_turn() -> None:
    work()
    assert states() == {"periodic": {"done"}}
    assert OutboxItem.objects.count() == len(DUTIES)
    work()
    assert OutboxItem.objects.count() == len(DUTIES)
    assert len(list((settings.ANCHORS).glob("anchor-*.json"))) == 1


def test_a_mail_that_is_owed_leaves_with_its_own_name() -> None:
    item = owe("case:1:opened")
    OutboxItem.objects.filter(pk=item.pk).update(
        payload={"to": "a@example.jp", "subject": "x", "text": "本文"}
    )
    work()
    (sent,) = mail.outbox
    assert (sent.to, sent.body) == (["a@example.jp"], "本文")
    assert states()["mail"] == {"done"}


def test_a_mail_that_cannot_be_written_is_not_in_doubt() -> None:
    owe("no-subject")  # its payload names a recipient only
    work()
    assert mail.outbox == []
    assert states()["mail"] == {"waiting"}


def test_no_two_duties_have_one_name_and_each_kind_says_whether_it_may_be_repeated() -> None:
    assert len({duty.name for duty in DUTIES}) == len(DUTIES)
    assert {kind: handler.is_repeatable for kind, handler in HANDLERS.items()} == {
        "mail": False,
        "periodic": True,
    }


def test_a_database_that_is_away_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*words: object, **named: object) -> None:
        raise OperationalError("the server closed the connection")

    closed: list[bool] = []
    worker = Worker("a/1", HANDLERS, the_time)
    monkeypatch.setattr(work_command, "owe_turns", away)
    monkeypatch.setattr(work_command.connection, "close", lambda: closed.append(True))
    assert work_command.one_round(worker, 3, is_patient=True) == 0
    assert closed == [True]
    with pytest.raises(OperationalError):
        work_command.one_round(worker, 3, is_patient=False)
