"""`tsunagari worker --once`: everything that comes round is done once a turn, and mails leave."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.test import override_settings

from tests.registry.test_outbox import owe
from tsunagari.registry.models.outbox import OutboxItem
from tsunagari.web.duties import DUTIES, HANDLERS

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
