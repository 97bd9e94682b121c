"""The journal: written with its record or not at all, in one chain per organisation."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from itertools import pairwise
from pathlib import Path
from threading import Barrier
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.db.transaction import TransactionManagementError
from pytest_django import DjangoAssertNumQueries

from tests.registry.journals import MINUTE, NOW, organisation, write
from tsunagari.base.errors import BadInput
from tsunagari.registry.actions.journal import Entry, erase, hold_chains, record_all
from tsunagari.registry.models.journal import JournalHead, JournalLine, JournalPayload
from tsunagari.registry.models.people import Person
from tsunagari.registry.policy.actor import HOUSE, Actor
from tsunagari.registry.queries.chains import breaks_of


@pytest.mark.django_db
class TestWriting:
    def test_lines_are_numbered_and_sealed_upon_each_other(self) -> None:
        home, other = organisation(), organisation("わかば商工会")
        first, second, elsewhere = write(home), write(home), write(other)
        assert [first.number, second.number, elsewhere.number] == [1, 2, 1]
        assert [first.previous_hash, second.previous_hash] == ["", first.hash]
        head = JournalHead.objects.get(organisation=home)
        assert (head.number, head.hash) == (2, second.hash)
        assert len({first.hash, second.hash, elsewhere.hash}) == 3

    def test_a_line_says_who_for_whom_what_and_what_for(self) -> None:
        home = organisation()
        deputy = Person.objects.create(email="a@example.jp", name="青葉 花")
        absent = Person.objects.create(email="b@example.jp", name="若葉 月")
        actor = Actor(person_id=deputy.pk, role="coordinator", on_behalf_of_id=absent.pk)
        count = {"programme": "some-programme", "year": 2009, "event": "consultation.received"}
        line = write(home, "case.opened", actor=actor, firm_id=3, **count)
        line.refresh_from_db()
        assert (line.actor, line.on_behalf_of, line.role) == (deputy, absent, "coordinator")
        assert (line.at, line.firm_id) == (NOW, 3)
        assert (line.programme, line.year, line.event) == tuple(count.values())

    def test_values_stand_beside_the_chain_and_digests_in_it(self) -> None:
        line = write(organisation(), values={"name": "みどり屋", "founded_on": NOW.date()})
        line.refresh_from_db()
        assert line.payload.values == {"name": "みどり屋", "founded_on": "2009-10-01"}
        assert set(line.digests) == {"name", "founded_on"}
        assert "みどり屋" not in str(line.digests)

    def test_the_same_value_has_another_digest_in_every_line(self) -> None:
        home = organisation()
        assert write(home).digests != write(home).digests

    def test_a_line_without_values_has_no_payload(self) -> None:
        write(organisation(), values=None)
        assert not JournalPayload.objects.exists()

    def test_an_unknown_verb_is_refused(self) -> None:
        with pytest.raises(BadInput, match=r"case\.opened"):
            write(organisation(), "firm.painted")
        assert not JournalLine.objects.exists()

    def test_a_value_that_cannot_be_kept_exactly_is_refused(self) -> None:
        with pytest.raises(TypeError, match="float"):
            write(organisation(), values={"ratio": 0.1})

    def test_a_line_is_four_queries(self, django_assert_num_queries: DjangoAssertNumQueries) -> None:
        home = organisation()
        write(home)
        with django_assert_num_queries(4):
            write(home)

    def test_many_lines_are_as_many_queries(self, django_assert_num_queries: DjangoAssertNumQueries) -> None:
        home = organisation()
        write(home)
        entries = [
            Entry(verb="firm.imported", subject_kind="firm", subject_id=number, values={"name": "x"})
            for number in range(30)
        ]
        with django_assert_num_queries(4):
            lines = record_all(HOUSE, entries, organisation_id=home.pk, now=NOW)
        assert [line.number for line in lines] == list(range(2, 32))
        assert all(before.hash == after.previous_hash for before, after in pairwise(lines))
        assert JournalHead.objects.get(organisation=home).hash == lines[-1].hash


@pytest.mark.django_db(transaction=True)
class TestTransaction:
    def test_outside_a_transaction_it_is_refused(self) -> None:
        with pytest.raises(TransactionManagementError):
            write(organisation())

    def test_what_rolls_back_leaves_no_line(self) -> None:
        home = organisation()
        with transaction.atomic():
            kept = write(home)
        with transaction.atomic():
            write(home)
            transaction.set_rollback(True)
        assert list(JournalLine.objects.all()) == [kept]
        head = JournalHead.objects.get(organisation=home)
        assert (head.number, head.hash) == (1, kept.hash)


@pytest.mark.django_db
class TestErasing:
    def test_values_and_salt_are_gone_and_a_line_says_so(self) -> None:
        home = organisation()
        line, other = write(home, firm_id=3), write(home, firm_id=4)
        assert erase(HOUSE, JournalLine.objects.filter(firm_id=3), now=NOW + MINUTE) == 1
        payload = JournalPayload.objects.get(line=line)
        assert (payload.salt, payload.values, payload.erased_at) == ("", {}, NOW + MINUTE)
        assert JournalPayload.objects.get(line=other).values == {"name": "みどり屋"}
        said = JournalLine.objects.get(verb="payload.erased")
        assert (said.subject_kind, said.subject_id, said.firm_id) == ("line", line.number, 3)

    def test_erasing_twice_erases_once(self) -> None:
        home = organisation()
        write(home, firm_id=3)
        for count in (1, 0):
            assert erase(HOUSE, JournalLine.objects.filter(firm_id=3), now=NOW) == count
        assert JournalLine.objects.count() == 2

    def test_each_organisation_says_so_in_its_own_chain(self) -> None:
        home, other = organisation(), organisation("わかば商工会")
        for place, firm_id in ((home, 3), (other, 3), (home, 4), (home, 3)):
            write(place, firm_id=firm_id)
        assert erase(HOUSE, JournalLine.objects.filter(firm_id=3), now=NOW) == 3
        said = JournalLine.objects.filter(verb="payload.erased").values_list("organisation_id", "subject_id")
        assert list(said) == [(home.pk, 1), (home.pk, 3), (other.pk, 1)]


@pytest.mark.django_db
@pytest.mark.parametrize("slip", [lambda lines: lines.update(role="auditor"), lambda lines: lines.delete()])
def test_a_slip_is_refused_by_postgresql_and_named_by_the_chain(
    slip: Callable[[QuerySet[JournalLine]], Any],
) -> None:
    home = organisation()
    write(home, values=None)
    is_refused = False
    try:
        with transaction.atomic():
            slip(JournalLine.objects.all())
    except DatabaseError as error:
        is_refused = "neither changed nor deleted" in str(error)
    assert is_refused == (connection.vendor == "postgresql")
    assert bool(list(breaks_of(home.pk))) != is_refused


# ── many at once ──────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that other threads reach as other processes would: SQLite's in memory locks whole tables."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(tmp_path / "shared.db")) as file:
            connection.connection.backup(file)
        monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "shared.db"))


def elsewhere(do: Callable[[], Any]) -> Any:
    """What `do` returns in a thread with a connection of its own."""

    def with_own_connection() -> Any:
        try:
            return do()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(with_own_connection).result()


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_make_one_chain_without_gap_or_fork(shared: None) -> None:
    """Also the very first line: whoever comes second finds the head that the first has made."""
    home, writers, each = elsewhere(organisation), 4, 10
    together = Barrier(writers)

    def write_some(writer: int) -> None:
        together.wait(timeout=20)
        for number in range(each):
            with transaction.atomic():
                write(home, subject_id=writer * each + number)

    with ThreadPoolExecutor(writers) as threads:
        list(threads.map(lambda writer: elsewhere(partial(write_some, writer)), range(writers)))
    rows = elsewhere(lambda: list(JournalLine.objects.values_list("number", "subject_id")))
    assert [number for number, _ in rows] == list(range(1, writers * each + 1))
    assert sorted(subject for _, subject in rows) == list(range(writers * each))
    assert elsewhere(lambda: list(breaks_of(home.pk))) == []


@pytest.mark.django_db(transaction=True)
def test_a_writer_that_locks_nothing_would_fork_the_chain(
    shared: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other way round: two that read the same head, and the database refuses the second."""
    home = elsewhere(organisation)
    stale = SimpleNamespace(number=0, hash="")
    heads = SimpleNamespace(get_or_create=lambda **_: (stale, False))
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_: heads)

    def write_one() -> None:
        with transaction.atomic():
            write(home)

    elsewhere(write_one)
    with pytest.raises(IntegrityError):
        elsewhere(write_one)


@pytest.mark.django_db
def test_two_chains_are_held_lowest_first_whichever_way_they_are_named() -> None:
    """So that two handoffs which go opposite ways wait for each other in turn, and not for ever."""
    one, other = organisation(), organisation("わかば商工会")
    for named in ((one.pk, other.pk), (other.pk, one.pk)):
        with transaction.atomic():
            assert [head.organisation_id for head in hold_chains(*named)] == sorted(named)
