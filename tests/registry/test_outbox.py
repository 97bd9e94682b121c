"""The outbox: owed with its record or not at all, held by one, done at most as often as it may."""

from __future__ import annotations

import datetime

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError

from tsunagari.base.errors import BadInput
from tsunagari.registry.actions import outbox
from tsunagari.registry.models.outbox import OutboxItem

NOW = datetime.datetime(2009, 10, 1, 9, 0, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)
LATER = NOW + outbox.LEASE + MINUTE
A, B = "host-a/1", "host-b/2"


def owe(key: str = "one", *, kind: str = "mail", due_at: datetime.datetime = NOW) -> OutboxItem:
    with transaction.atomic():
        return outbox.put(kind, key, {"to": "a@example.jp"}, due_at=due_at, now=NOW)


def state_of(item: OutboxItem) -> str:
    item.refresh_from_db()
    return item.state


def claimed(worker: str = A, *, now: datetime.datetime = NOW, limit: int = 9) -> list[OutboxItem]:
    return outbox.claim(worker, now=now, limit=limit, repeatable={"anchor"})


@pytest.mark.django_db(transaction=True)
class TestOwing:
    def test_the_same_key_is_the_same_work(self) -> None:
        assert owe("one") == owe("one", due_at=LATER) != owe("two")
        assert OutboxItem.objects.get(key="one").due_at == NOW

    def test_what_rolls_back_is_not_owed(self) -> None:
        with transaction.atomic():
            outbox.put("mail", "one", {}, due_at=NOW, now=NOW)
            transaction.set_rollback(True)
        assert not OutboxItem.objects.exists()

    def test_outside_a_transaction_it_is_refused(self) -> None:
        with pytest.raises(TransactionManagementError):
            outbox.put("mail", "one", {}, due_at=NOW, now=NOW)

    @pytest.mark.parametrize("key", ["", "x" * 121])
    def test_a_key_that_cannot_be_kept_is_refused(self, key: str) -> None:
        with pytest.raises(BadInput, match="1-120"):
            owe(key)


@pytest.mark.django_db
class TestLease:
    def test_only_what_is_due_and_the_longest_due_first(self) -> None:
        late, early = owe("late", due_at=NOW), owe("early", due_at=NOW - MINUTE)
        owe("future", due_at=NOW + MINUTE)
        assert claimed(limit=1) == [early]
        assert claimed(limit=9) == [late]

    def test_what_one_holds_no_other_gets_until_the_lease_ends(self) -> None:
        item = owe()
        assert claimed(A) == [item]
        assert claimed(B) == []
        assert claimed(B, now=LATER) == [item]
        assert not outbox.begin(item, A, now=LATER)
        assert outbox.begin(item, B, now=LATER)

    def test_a_lease_that_ran_out_before_the_start_is_lost(self) -> None:
        owe()
        (item,) = claimed(A)
        assert not outbox.begin(item, A, now=LATER)
        assert state_of(item) == "waiting"

    def test_beginning_renews_the_lease(self) -> None:
        owe()
        (item,) = claimed(A)
        assert outbox.begin(item, A, now=NOW + outbox.LEASE - MINUTE)
        assert outbox.flag_cut_off(now=LATER) == 0


@pytest.mark.django_db
class TestOutcome:
    def begun(self, kind: str = "mail") -> OutboxItem:
        owe(kind=kind)
        (item,) = claimed(A)
        assert outbox.begin(item, A, now=NOW)
        return item

    def test_done_is_done(self) -> None:
        item = self.begun()
        assert outbox.finish(item, A, now=NOW)
        assert state_of(item) == "done"
        assert claimed(B, now=LATER) == []

    def test_cut_off_work_that_must_not_be_doubled_waits_for_a_person(self) -> None:
        item = self.begun()
        assert outbox.flag_cut_off(now=NOW, repeatable={"anchor"}) == 0
        assert outbox.flag_cut_off(now=LATER, repeatable={"anchor"}) == 1
        assert state_of(item) == "uncertain"
        assert claimed(B, now=LATER) == []

    def test_cut_off_work_that_may_be_repeated_is_taken_up_again(self) -> None:
        item = self.begun("anchor")
        assert outbox.flag_cut_off(now=LATER, repeatable={"anchor"}) == 0
        assert claimed(B, now=LATER) == [item]
        assert outbox.begin(item, B, now=LATER)
        assert not outbox.finish(item, A, now=LATER)
        assert outbox.finish(item, B, now=LATER)

    def test_a_slow_worker_may_still_say_that_it_did_it(self) -> None:
        item = self.begun()
        outbox.flag_cut_off(now=LATER)
        assert outbox.finish(item, A, now=LATER)
        assert state_of(item) == "done"

    def test_what_broke_off_is_in_doubt(self) -> None:
        item = self.begun()
        assert outbox.doubt(item, A, "timed out")
        assert state_of(item) == "uncertain"

    def test_what_was_not_done_is_tried_again_later_and_given_up_in_the_end(self) -> None:
        item, now = owe(), NOW
        for attempt in range(1, outbox.MOST_ATTEMPTS + 1):
            assert claimed(A, now=now) == [item]
            assert outbox.begin(item, A, now=now)
            assert outbox.fail(item, A, "refused", now=now)
            assert claimed(A, now=now) == []
            assert state_of(item) == ("waiting" if attempt < outbox.MOST_ATTEMPTS else "failed")
            now = item.due_at
        assert item.error == "refused"

    def test_pauses_grow_to_six_hours(self) -> None:
        minutes = [outbox.pause_after(n) // MINUTE for n in range(1, 8)]
        assert minutes == [1, 4, 16, 64, 256, 360, 360]
