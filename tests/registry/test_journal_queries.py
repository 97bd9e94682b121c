"""What the journal tells: counting for a programme, a record as it stood, and whom a breach affects."""

from __future__ import annotations

import datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.registry.journals import MINUTE, NOW, organisation, write
from tsunagari.registry.actions.journal import erase
from tsunagari.registry.models.firms import Firm
from tsunagari.registry.models.journal import JournalLine
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.models.people import Person
from tsunagari.registry.policy.actor import HOUSE, Actor
from tsunagari.registry.queries import journal
from tsunagari.registry.queries.journal import (
    Erased,
    as_it_was,
    as_they_were,
    breach,
    lines_of,
    lines_of_firm,
)

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def home() -> Organisation:
    return organisation()


def person(name: str) -> Person:
    return Person.objects.create(email=f"{name}@example.jp", name=name)


def firm(home: Organisation, name: str) -> Firm:
    return Firm.objects.create(kept_by=home, name=name, made_at=NOW, changed_at=NOW)


# ── counting ──────────────────────────────────────────────────────────────────────────────────────
def test_lines_count_for_one_programme_and_year(
    home: Organisation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for verb, programme, year in [
        ("case.opened", "one", 2009),
        ("case.moved", "one", 2009),
        ("case.opened", "one", 2010),
        ("case.opened", "other", 2009),
        ("case.opened", "", None),
    ]:
        write(home, verb, programme=programme, year=year)
    with django_assert_num_queries(3):
        assert lines_of("one", 2009).count() == 2
        assert lines_of("one", 2009, "case.opened").count() == 1
        assert lines_of("one", 2009, "case.opened", "case.moved").count() == 2


# ── a record as it was ────────────────────────────────────────────────────────────────────────────
def test_a_record_is_seen_as_it_stood(home: Organisation) -> None:
    write(home, "firm.opened", values={"name": "みどり屋", "phone": "000-1"})
    write(home, "firm.changed", now=NOW + HOUR, values={"name": ["みどり屋", "みどり商店"]})
    write(home, "firm.changed", now=NOW + 2 * HOUR, values={"phone": ["000-1", None]})
    write(home, "firm.changed", now=NOW + HOUR, subject_id=8, values={"name": ["", "ほかの店"]})
    assert as_it_was("firm", 7, NOW - MINUTE) == {}
    assert as_it_was("firm", 7, NOW) == {"name": "みどり屋", "phone": "000-1"}
    assert as_it_was("firm", 7, NOW + HOUR) == {"name": "みどり商店", "phone": "000-1"}
    assert as_it_was("firm", 7, NOW + 3 * HOUR) == {"name": "みどり商店", "phone": None}


def test_looking_changes_nothing(home: Organisation) -> None:
    write(home, "firm.opened")
    write(home, "firm.read", values={"name": None})
    write(home, "firm.merged", values=None)
    assert as_it_was("firm", 7, NOW) == {"name": "みどり屋"}


def test_what_was_erased_is_shown_as_erased_until_it_was_written_again(home: Organisation) -> None:
    write(home, "firm.opened", values={"name": "みどり屋", "kana": "みどりや"}, firm_id=7)
    erase(HOUSE, lines_of_firm(7), now=NOW + HOUR)
    gone = Erased(NOW + HOUR)
    assert as_it_was("firm", 7, NOW) == {"name": gone, "kana": gone}
    assert str(gone) == "（消去）"
    write(home, "firm.changed", now=NOW + 2 * HOUR, values={"name": ["", "みどり商店"]})
    assert as_it_was("firm", 7, NOW + 3 * HOUR) == {"name": "みどり商店", "kana": gone}


def test_reading_a_record_is_one_query(
    home: Organisation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(5):
        write(home, "firm.changed", now=NOW + number * MINUTE, values={"name": ["", str(number)]})
    with django_assert_num_queries(1):
        assert as_it_was("firm", 7, NOW + HOUR) == {"name": "4"}


def test_many_records_are_seen_as_each_stood_in_a_query_for_each_stretch(
    home: Organisation, django_assert_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    for pk in (7, 8, 9):
        write(home, "firm.opened", subject_id=pk, values={"name": f"店{pk}"})
        write(home, "firm.changed", subject_id=pk, now=NOW + HOUR, values={"name": [f"店{pk}", f"商店{pk}"]})
        write(home, "firm.read", subject_id=pk, now=NOW + HOUR, values={"name": None})
    write(home, "firm.opened", subject_id=10, now=NOW + HOUR)
    monkeypatch.setattr(journal, "AT_ONCE", 2)
    for at in (NOW - MINUTE, NOW, NOW + HOUR):
        with django_assert_num_queries(2):
            found = as_they_were("firm", [7, 8, 10], at)
        assert found == {pk: record for pk in (7, 8, 10) if (record := as_it_was("firm", pk, at))}
    assert as_they_were("firm", [], NOW) == {}


# ── whom a breach affects ─────────────────────────────────────────────────────────────────────────
def test_a_breach_lists_each_record_with_the_fields_that_were_seen_or_changed(home: Organisation) -> None:
    midori, shop = firm(home, "みどり屋"), firm(home, "かわべ商店")
    thief, other = person("青葉"), person("若葉")
    actor = Actor(person_id=thief.pk, role="officer")
    read = {"actor": actor, "firm_id": midori.pk, "subject_id": midori.pk}
    write(home, "firm.read", **read, values={"contact": None})
    write(home, "firm.read", **read, now=NOW + MINUTE, values={"figures": None, "contact": None})
    write(home, "firm.changed", **read, now=NOW + 2 * MINUTE, values={"phone": ["", "000-9"]})
    write(home, "case.moved", actor=actor, firm_id=shop.pk, subject_kind="case", subject_id=1)
    write(home, "person.changed", actor=actor, subject_kind="person", subject_id=other.pk)
    write(home, "firm.read", actor=Actor(person_id=other.pk), firm_id=shop.pk, values={"identity": None})
    found = breach(thief.pk, NOW, NOW + HOUR)
    assert {(row.name, row.subject_kind, row.fields, row.times) for row in found} == {
        ("みどり屋", "firm", ("contact", "figures", "phone"), 3),
        ("かわべ商店", "case", ("name",), 1),
        ("若葉", "person", ("name",), 1),
    }
    seen = next(row for row in found if row.name == "みどり屋")
    assert (seen.first_at, seen.last_at) == (NOW, NOW + 2 * MINUTE)
    assert seen.verbs == ("firm.changed", "firm.read")


def test_only_the_time_asked_for_counts_both_ends_included(home: Organisation) -> None:
    thief = person("青葉")
    for minutes in range(4):
        at = NOW + minutes * MINUTE
        write(home, "firm.read", actor=Actor(person_id=thief.pk), subject_id=minutes + 1, now=at)
    assert [row.subject_id for row in breach(thief.pk, NOW + MINUTE, NOW + 2 * MINUTE)] == [2, 3]


def test_fields_are_known_after_their_values_were_erased(home: Organisation) -> None:
    thief = person("青葉")
    actor = Actor(person_id=thief.pk)
    write(home, actor=actor, firm_id=7, values={"name": ["", "みどり屋"]})
    erase(actor, JournalLine.objects.all(), now=NOW + MINUTE)
    (row,) = breach(thief.pk, NOW, NOW + HOUR)
    assert row.fields == ("name",)


def test_the_number_of_queries_does_not_grow(
    home: Organisation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    thief = person("青葉")
    for name in ("一", "二", "三"):
        shop = firm(home, name)
        write(home, "firm.read", actor=Actor(person_id=thief.pk), firm_id=shop.pk, subject_id=shop.pk)
    with django_assert_num_queries(2):
        assert len(breach(thief.pk, NOW, NOW)) == 3
