"""`tsunagari worker --once`: everything that comes round is done once a turn, and mails leave."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.db import OperationalError
from django.test import override_settings

from tests.registry.test_outbox import owe
from tsunagari.cli import worker_at_work
from tsunagari.cli.main import main
from tsunagari.registry.actions.outbox import MOST_ATTEMPTS
from tsunagari.registry.actions.working import Worker
from tsunagari.registry.models import outbox as models
from tsunagari.registry.models.outbox import OutboxItem
from tsunagari.registry.policy.outbox import STATES
from tsunagari.web.clock import the_time
from tsunagari.web.duties import DUTIES, HANDLERS

pytestmark = pytest.mark.django_db
LONG_AGO = datetime.datetime(2009, 4, 1, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path) -> object:
    with override_settings(ANCHORS=tmp_path / "anchors"):
        yield


def work() -> None:
    assert main(["worker", "--once", "--batch", "3"]) == 0


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
    assert main(["worker", "--once"]) == 1
    assert mail.outbox == []
    assert states()["mail"] == {"waiting"}
    work()  # it is not due again yet


def test_a_status_tells_what_was_given_up(capsys: pytest.CaptureFixture[str]) -> None:
    work()
    item = owe("no-subject", due_at=LONG_AGO)
    OutboxItem.objects.filter(pk=item.pk).update(attempts=MOST_ATTEMPTS - 1)
    capsys.readouterr()
    assert main(["worker", "--once"]) == 1
    assert "1 given up: see `tsunagari outbox list --state failed`" in capsys.readouterr().err
    assert states()["mail"] == {"failed"}
    work()


def test_a_status_tells_what_is_in_doubt(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(key: str, payload: object, now: object) -> None:
        raise ConnectionResetError("after the body was sent")

    monkeypatch.setitem(HANDLERS, "mail", replace(HANDLERS["mail"], do=broken))
    owe("one")
    assert main(["worker", "--once"]) == 1
    assert "1 in doubt" in capsys.readouterr().err
    assert states()["mail"] == {"uncertain"}
    work()


def test_a_status_tells_what_another_worker_left_behind(capsys: pytest.CaptureFixture[str]) -> None:
    item = owe("one")
    left = {"state": "sending", "lease_by": "gone", "lease_until": LONG_AGO}
    OutboxItem.objects.filter(pk=item.pk).update(**left)
    assert main(["worker", "--once"]) == 1
    assert "1 in doubt" in capsys.readouterr().err
    work()


def test_a_run_that_is_told_to_stop_is_not_done(capsys: pytest.CaptureFixture[str]) -> None:
    assert worker_at_work.verdict(Counter(), is_cut_short=True) == 1
    assert "told to stop" in capsys.readouterr().err
    assert worker_at_work.verdict(Counter(done=3, uncertain=0), is_cut_short=False) == 0


def test_the_help_says_what_each_status_means(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["worker", "--help"])
    said = " ".join(capsys.readouterr().out.split())
    assert all(word in said for word in ("exit status: 0", "1 (--once)", "2 bad usage"))


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
    monkeypatch.setattr(worker_at_work, "owe_turns", away)
    monkeypatch.setattr(worker_at_work.connection, "close", lambda: closed.append(True))
    assert worker_at_work.one_round(worker, 3, is_patient=True) == 0
    assert closed == [True]
    with pytest.raises(OperationalError):
        worker_at_work.one_round(worker, 3, is_patient=False)


def test_the_operator_sees_and_settles_what_belongs_to_no_organisation(
    capsys: pytest.CaptureFixture[str],
) -> None:
    item = owe("account:1")
    OutboxItem.objects.filter(pk=item.pk).update(state="uncertain")
    assert main(["outbox", "list", "--format", "jsonl"]) == 0
    assert '"key": "account:1"' in capsys.readouterr().out
    assert main(["outbox", "settle", "account:1", "--as", "drop"]) == 0
    item.refresh_from_db()
    assert item.state == "settled"
    assert main(["outbox", "settle", "account:1", "--as", "drop"]) == 2
    assert main(["outbox", "settle", "account:2", "--as", "drop"]) == 2
    assert main(["outbox", "list"]) == 0


def test_each_state_of_an_item_has_words() -> None:
    assert set(STATES) == set(models.STATES)
