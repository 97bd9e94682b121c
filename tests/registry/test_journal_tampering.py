"""Whatever a superuser does to the stored chain, reading it names what was done."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from django.db import connection

from tests.registry.journals import MINUTE, NOW, organisation, write
from tsunagari.base.errors import BadInput
from tsunagari.engines.trace import verify as verifier
from tsunagari.engines.trace.anchor import broken_anchors, read_anchor
from tsunagari.engines.trace.breaks import Break, Kind
from tsunagari.engines.trace.line import Head, Link, seal
from tsunagari.registry.actions.anchors import anchor_texts, write_anchor
from tsunagari.registry.actions.journal import erase
from tsunagari.registry.models.journal import JournalHead, JournalLine, JournalPayload
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.actor import HOUSE
from tsunagari.registry.queries.chains import breaks_of, heads, links

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> Organisation:
    """An organisation with a chain of six lines, beside another's that nobody touches."""
    home, other = organisation(), organisation("わかば商工会")
    for number in range(1, 7):
        write(home, subject_id=number, firm_id=number)
        write(other)
    if connection.vendor == "postgresql":
        sql(
            "SET LOCAL session_replication_role = replica"
        )  # no trigger and no key stands in a superuser's way
    return home


def sql(statement: str, *given: object) -> None:
    """As somebody would who has every right on the database, and no use for our code."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SET LOCAL session_replication_role = replica"
            )  # no trigger, no key stands in the way
        cursor.execute(statement, given)


def named(home: Organisation, *anchors: Head) -> list[tuple[Kind, int]]:
    return [(fault.kind, fault.number) for fault in breaks_of(home.pk, anchors)]


def delete(home: Organisation, numbers: Iterable[int]) -> None:
    for line in JournalLine.objects.filter(organisation=home, number__in=list(numbers)):
        sql("DELETE FROM registry_journalpayload WHERE line_id = %s", line.pk)
        sql("DELETE FROM registry_journalline WHERE id = %s", line.pk)


def renumber(home: Organisation, old: int, new: int) -> None:
    update = "UPDATE registry_journalline SET number = %s WHERE organisation_id = %s AND number = %s"
    sql(update, new, home.pk, old)


def reseal(home: Organisation) -> None:
    """Give every line the number and the hash that belong to where it stands now, and the head the last."""
    before, number = "", 0
    rows = JournalLine.objects.filter(organisation=home).order_by("number")
    for pk, link in zip(rows.values_list("pk", flat=True), list(links(rows)), strict=True):
        number += 1
        sql("UPDATE registry_journalline SET number = %s WHERE id = %s", number, pk)
        (again,) = links(JournalLine.objects.filter(pk=pk))
        after = seal(before, again.line)
        sql("UPDATE registry_journalline SET previous_hash = %s, hash = %s WHERE id = %s", before, after, pk)
        before = after
        assert link.line.subject_id == again.line.subject_id
    sql(
        "UPDATE registry_journalhead SET number = %s, hash = %s WHERE organisation_id = %s",
        number,
        before,
        home.pk,
    )


# ── what somebody might do, and what it is called ─────────────────────────────────────────────────
def change(home: Organisation) -> None:
    sql("UPDATE registry_journalline SET subject_id = 99 WHERE organisation_id = %s AND number = 3", home.pk)


def change_actor(home: Organisation) -> None:
    sql("UPDATE registry_journalline SET role = 'auditor' WHERE organisation_id = %s AND number = 3", home.pk)


def postdate(home: Organisation) -> None:
    later = NOW + datetime.timedelta(microseconds=1)
    sql("UPDATE registry_journalline SET at = %s WHERE organisation_id = %s AND number = 3", later, home.pk)


def take_out(home: Organisation) -> None:
    delete(home, [3])


def take_out_and_close_the_gap(home: Organisation) -> None:
    delete(home, [3])
    for number in (4, 5, 6):
        renumber(home, number, number - 1)


def put_in(home: Organisation) -> None:
    for number in (6, 5, 4, 3):
        renumber(home, number, number + 1)
    forged = JournalLine.objects.get(organisation=home, number=2)
    before = forged.hash
    forged.pk, forged.number, forged.digests = None, 3, {}
    forged.save()
    (made,) = links(JournalLine.objects.filter(pk=forged.pk))
    sql(
        "UPDATE registry_journalline SET previous_hash = %s, hash = %s WHERE id = %s",
        before,
        seal(before, made.line),
        forged.pk,
    )


def swap(home: Organisation) -> None:
    for old, new in ((3, 99), (4, 3), (99, 4)):
        renumber(home, old, new)


def drop_the_tail(home: Organisation) -> None:
    delete(home, [5, 6])


def drop_the_tail_and_put_the_head_back(home: Organisation) -> None:
    delete(home, [5, 6])
    last = JournalLine.objects.get(organisation=home, number=4)
    sql(
        "UPDATE registry_journalhead SET number = 4, hash = %s WHERE organisation_id = %s", last.hash, home.pk
    )


def drop_everything(home: Organisation) -> None:
    delete(home, range(1, 7))
    sql("DELETE FROM registry_journalhead WHERE organisation_id = %s", home.pk)


def drop_the_head(home: Organisation) -> None:
    sql("DELETE FROM registry_journalhead WHERE organisation_id = %s", home.pk)


def recompute_everything(home: Organisation) -> None:
    change(home)
    reseal(home)


def recompute_without_one(home: Organisation) -> None:
    delete(home, [3])
    reseal(home)


def move_to_another_house(home: Organisation) -> None:
    other = Organisation.objects.exclude(pk=home.pk).get()
    line = JournalLine.objects.get(organisation=home, number=3)
    sql("UPDATE registry_journalline SET organisation_id = %s, number = 7 WHERE id = %s", other.pk, line.pk)


def change_a_value(home: Organisation) -> None:
    line = JournalLine.objects.get(organisation=home, number=3)
    forged = json.dumps({"name": "ほかの店"})
    sql('UPDATE registry_journalpayload SET "values" = %s WHERE line_id = %s', forged, line.pk)


def put_something_else_for_digests(home: Organisation) -> None:
    update = "UPDATE registry_journalline SET digests = %s WHERE organisation_id = %s AND number = 3"
    sql(update, "[1.5]", home.pk)


def put_something_else_for_values(home: Organisation) -> None:
    line = JournalLine.objects.get(organisation=home, number=3)
    sql('UPDATE registry_journalpayload SET "values" = %s WHERE line_id = %s', "[1.5]", line.pk)


def delete_a_payload(home: Organisation) -> None:
    line = JournalLine.objects.get(organisation=home, number=3)
    sql("DELETE FROM registry_journalpayload WHERE line_id = %s", line.pk)


def empty_a_payload(home: Organisation) -> None:
    payloads = JournalPayload.objects.filter(line__organisation=home, line__number=3)
    payloads.update(salt="", values={}, erased_at=NOW)


DEEDS: list[tuple[Callable[[Organisation], None], list[tuple[Kind, int]]]] = [
    (change, [(Kind.CHANGED, 3)]),
    (change_actor, [(Kind.CHANGED, 3)]),
    (postdate, [(Kind.CHANGED, 3)]),
    (take_out, [(Kind.MISSING, 3)]),
    (take_out_and_close_the_gap, [(Kind.MISSING, 3)]),
    (put_in, [(Kind.INSERTED, 3)]),
    (swap, [(Kind.REORDERED, 3), (Kind.REORDERED, 4)]),
    (drop_the_tail, [(Kind.TAIL_LOST, 5)]),
    (drop_the_tail_and_put_the_head_back, [(Kind.TAIL_LOST, 5)]),
    (drop_everything, [(Kind.TAIL_LOST, 1)]),
    (drop_the_head, [(Kind.INSERTED, 1)]),
    (recompute_everything, [(Kind.RECOMPUTED, 6)]),
    (recompute_without_one, [(Kind.TAIL_LOST, 6)]),
    (move_to_another_house, [(Kind.MISSING, 3)]),
    (change_a_value, [(Kind.PAYLOAD_CHANGED, 3)]),
    (put_something_else_for_digests, [(Kind.CHANGED, 3), (Kind.PAYLOAD_CHANGED, 3)]),
    (put_something_else_for_values, [(Kind.PAYLOAD_CHANGED, 3)]),
    (delete_a_payload, [(Kind.PAYLOAD_CHANGED, 3)]),
    (empty_a_payload, [(Kind.ERASED, 3)]),
]
NEED_AN_ANCHOR = [
    drop_the_tail_and_put_the_head_back,
    drop_everything,
    recompute_everything,
    recompute_without_one,
]


@pytest.mark.parametrize(("deed", "faults"), DEEDS, ids=lambda given: getattr(given, "__name__", ""))
def test_what_was_done_is_called_by_its_name(
    home: Organisation,
    deed: Callable[[Organisation], None],
    faults: list[tuple[Kind, int]],
    record_property: Callable[[str, int], None],
) -> None:
    anchor = heads()[home.pk]
    assert named(home, anchor) == []
    deed(home)
    assert named(home, anchor) == faults
    record_property("counted: forged journals called by their name", 1)


@pytest.mark.parametrize("deed", NEED_AN_ANCHOR)
def test_only_an_anchor_kept_elsewhere_sees_a_forgery_without_a_seam(
    home: Organisation, deed: Callable[[Organisation], None]
) -> None:
    deed(home)
    assert named(home) == []


def test_a_verifier_that_skips_the_seal_would_let_a_change_pass(
    home: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(home)
    assert named(home) == [(Kind.CHANGED, 3)]
    monkeypatch.setattr(verifier, "is_sealed_at", lambda link, number: True)
    assert named(home) == []


def test_a_verifier_that_skips_the_payload_would_let_a_value_pass(
    home: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_a_value(home)
    monkeypatch.setattr(verifier, "altered_fields", lambda link: [])
    assert named(home) == []


def test_the_neighbours_chain_is_not_accused(home: Organisation) -> None:
    other = Organisation.objects.exclude(pk=home.pk).get()
    recompute_without_one(home)
    assert named(other) == []


def test_erasing_leaves_the_chain_valid(home: Organisation) -> None:
    anchor = heads()[home.pk]
    erase(HOUSE, JournalLine.objects.filter(organisation=home, number__in=[2, 6]), now=NOW + MINUTE)
    assert named(home, anchor) == []


def test_a_chain_that_grows_while_it_is_read_is_not_accused(home: Organisation) -> None:
    def growing(lines: Iterable[Link]) -> Iterable[Link]:
        for link in lines:
            if link.line.number < 4:
                write(home)
            yield link

    assert list(breaks_of(home.pk, watch=growing)) == []
    assert JournalHead.objects.get(organisation=home).number == 9


# ── anchors ───────────────────────────────────────────────────────────────────────────────────────
def test_anchors_note_every_head_and_follow_each_other(home: Organisation, tmp_path: Path) -> None:
    first = write_anchor(tmp_path / "anchors", now=NOW)
    write(home)
    second = write_anchor(tmp_path / "anchors", now=NOW)  # the demo's day never ends
    assert [first.name, second.name] == [
        "anchor-000001-20091001T093000Z.json",
        "anchor-000002-20091001T093000Z.json",
    ]
    texts = list(anchor_texts(tmp_path / "anchors"))
    noted = [read_anchor(text, name).heads[home.pk].number for name, text in texts]
    assert noted == [6, 7]
    assert list(broken_anchors(texts)) == []
    assert list(anchor_texts(second)) == texts[1:]


def test_where_nothing_was_written_the_last_anchor_still_stands(home: Organisation, tmp_path: Path) -> None:
    assert write_anchor(tmp_path, now=NOW) == write_anchor(tmp_path, now=NOW + MINUTE)
    assert len(list(tmp_path.iterdir())) == 1


def test_a_damaged_last_anchor_is_not_built_upon(home: Organisation, tmp_path: Path) -> None:
    write_anchor(tmp_path, now=NOW).write_text("{}", encoding="utf-8")
    with pytest.raises(BadInput, match="an anchor file"):
        write_anchor(tmp_path, now=NOW)


def test_an_anchor_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="an anchor file"):
        list(anchor_texts(tmp_path / "nowhere.json"))


def test_a_break_says_what_it_means() -> None:
    assert str(Break(Kind.MISSING, 3, 3)) == "line 3: gone"
    assert str(Break(Kind.TAIL_LOST, 5, 6)) == "lines 5–6: gone from the end of the chain"
