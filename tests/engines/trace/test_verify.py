"""Whatever is done to a chain is found and called by its name; a chain left alone is never accused."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.engines.trace.chains import (
    CONTENTS,
    PARTS,
    WORDS,
    Chain,
    Content,
    append,
    chains,
    changed,
    grown,
    head_of,
    recomputed,
    renumbered,
    sealed_anew,
)
from tsunagari.engines.trace import verify as verifier
from tsunagari.engines.trace.breaks import Break, Kind
from tsunagari.engines.trace.line import Head, Link, Payload
from tsunagari.engines.trace.verify import verify


class Kept(dict[str, object]):
    """Values that a weak reference can follow."""

    __hash__ = object.__hash__  # type: ignore[assignment]


OTHER_HASH = "f" * 64
places = st.integers(0, 8)


def found(chain: Chain, head: Head, *anchors: Head) -> list[Break]:
    return list(verify(iter(chain), head, anchors))


def named(chain: Chain, head: Head, *anchors: Head) -> list[tuple[Kind, int]]:
    return [(fault.kind, fault.number) for fault in found(chain, head, *anchors)]


def at(chain: Chain, data: st.DataObject, *, first: int = 0, last: int = -1) -> int:
    """A place of the chain, counted from 0."""
    return data.draw(st.integers(first, len(chain) + last))


# ── what is in order ──────────────────────────────────────────────────────────────────────────────
@given(chains(min_size=0), st.data())
def test_an_untouched_chain_is_never_accused(chain: Chain, data: st.DataObject) -> None:
    anchors = [head_of(chain[: data.draw(st.integers(0, len(chain)))]) for _ in range(3)]
    assert found(chain, head_of(chain), *anchors) == []


@given(chains(), st.sets(places))
def test_erasing_values_keeps_the_chain(chain: Chain, erased: set[int]) -> None:
    kept = [
        replace(link, payload=Payload(is_erased=True)) if place in erased else link
        for place, link in enumerate(chain)
    ]
    assert found(kept, head_of(chain), head_of(chain)) == []


# ── one thing done to it ──────────────────────────────────────────────────────────────────────────
@given(chains(), st.data())
def test_a_changed_part_is_found_at_its_line(chain: Chain, data: st.DataObject) -> None:
    place = at(chain, data)
    part = data.draw(st.sampled_from([*PARTS, "organisation_id", "digests"]))
    value = data.draw({**PARTS, "organisation_id": st.just(5), "digests": st.just({"": ""})}[part])
    link = changed(chain[place], **{part: value})
    assume(link != chain[place])
    faults = named([*chain[:place], link, *chain[place + 1 :]], head_of(chain), head_of(chain))
    assert faults[0] == (Kind.CHANGED, place + 1)
    assert {number for _, number in faults} == {place + 1}


@given(chains(), st.data(), st.sampled_from(["hash", "previous_hash"]))
def test_a_changed_hash_is_found_at_its_line(chain: Chain, data: st.DataObject, part: str) -> None:
    place = at(chain, data)
    chain[place] = replace(chain[place], **{part: OTHER_HASH})
    assert named(chain, head_of(chain)) in (
        [(Kind.CHANGED, place + 1)],
        [(Kind.CHANGED, place + 1), (Kind.RECOMPUTED, place + 1)],
    )


@given(chains(min_size=2), st.data(), WORDS)
def test_a_line_changed_and_sealed_anew_is_found(chain: Chain, data: st.DataObject, word: str) -> None:
    place = at(chain, data, last=-2)
    assume(chain[place].line.programme != word)
    forged = sealed_anew(changed(chain[place], programme=word), chain[place].previous_hash)
    assert named([*chain[:place], forged, *chain[place + 1 :]], head_of(chain)) == [(Kind.CHANGED, place + 1)]


@given(chains(), st.data())
def test_a_last_line_sealed_anew_differs_from_the_head(chain: Chain, data: st.DataObject) -> None:
    forged = sealed_anew(changed(chain[-1], subject_id=99), chain[-1].previous_hash)
    assert named([*chain[:-1], forged], head_of(chain)) == [(Kind.RECOMPUTED, len(chain))]


@given(chains(min_size=2), st.data())
def test_lines_taken_out_are_found_as_a_gap(chain: Chain, data: st.DataObject) -> None:
    first = at(chain, data, last=-2)
    last = at(chain, data, first=first, last=-2)
    assert found([*chain[:first], *chain[last + 1 :]], head_of(chain)) == [
        Break(Kind.MISSING, first + 1, last + 1)
    ]


@given(chains(min_size=2), st.data())
def test_lines_taken_out_are_found_after_the_gap_was_closed(chain: Chain, data: st.DataObject) -> None:
    first = at(chain, data, last=-2)
    last = at(chain, data, first=first, last=-2)
    closed = renumbered([*chain[:first], *chain[last + 1 :]])
    anchors = [head_of(chain[:size]) for size in range(last + 2, len(chain) + 1)]
    assert found(closed, head_of(chain), *anchors) == [Break(Kind.MISSING, first + 1, last + 1)]


@given(chains(min_size=2), CONTENTS, st.data(), st.booleans())
def test_a_line_put_in_is_found(chain: Chain, content: Content, data: st.DataObject, is_sealed: bool) -> None:
    place = at(chain, data)
    forged = append(chain[:place], content)[-1]
    assume(forged != chain[place])
    if not is_sealed:
        forged = replace(forged, hash=OTHER_HASH)
    opened = renumbered([*chain[:place], forged, *chain[place:]])
    assert named(opened, head_of(chain), head_of(chain)) == [(Kind.INSERTED, place + 1)]


@given(chains(min_size=2), st.lists(CONTENTS, min_size=2, max_size=4), st.data())
def test_several_lines_put_in_are_found(chain: Chain, contents: list[Content], data: st.DataObject) -> None:
    place = at(chain, data, last=-2)
    forged = chain[:place]
    for content in contents:
        forged = append(forged, content)
    assume(forged[place] != chain[place])
    opened = renumbered([*forged, *chain[place:]])
    fault = Break(Kind.INSERTED, place + 1, place + len(contents))
    assert found(opened, head_of(chain)) == [fault]
    assert fault in found(opened, head_of(chain), head_of(chain))


@given(chains(min_size=2), st.data())
def test_a_change_after_a_gap_is_found_too(chain: Chain, data: st.DataObject) -> None:
    place = at(chain, data, last=-2)
    torn = [*chain[:place], changed(chain[place + 1], role="auditor"), *chain[place + 2 :]]
    assert named(torn, head_of(chain)) == [(Kind.MISSING, place + 1), (Kind.CHANGED, place + 2)]


@given(chains(), st.data())
def test_a_line_that_stands_twice_is_found(chain: Chain, data: st.DataObject) -> None:
    place = at(chain, data)
    twice = [*chain[: place + 1], chain[place], *chain[place + 1 :]]
    assert named(twice, head_of(chain)) == [(Kind.INSERTED, place + 1)]


@given(chains(min_size=2), st.data())
def test_lines_that_changed_places_are_found(chain: Chain, data: st.DataObject) -> None:
    one = at(chain, data, last=-2)
    other = at(chain, data, first=one + 1)
    swapped = list(chain)
    swapped[one], swapped[other] = chain[other], chain[one]
    faults = named(renumbered(swapped), head_of(chain))
    assert faults == [(Kind.REORDERED, one + 1), (Kind.REORDERED, other + 1)]


@given(chains(min_size=2))
def test_lines_that_come_out_of_order_are_found(chain: Chain) -> None:
    backwards = named(chain[::-1], head_of(chain))
    assert (Kind.REORDERED, 1) in backwards


@given(chains(), st.data())
def test_a_lost_tail_is_found_by_the_head(chain: Chain, data: st.DataObject) -> None:
    size = data.draw(st.integers(0, len(chain) - 1))
    assert found(chain[:size], head_of(chain)) == [Break(Kind.TAIL_LOST, size + 1, len(chain))]


@given(chains(), st.data())
def test_a_lost_tail_is_found_by_an_anchor_where_the_head_was_put_back(
    chain: Chain, data: st.DataObject
) -> None:
    size = data.draw(st.integers(0, len(chain) - 1))
    cut = chain[:size]
    assert found(cut, head_of(cut), head_of(chain)) == [Break(Kind.TAIL_LOST, size + 1, len(chain))]
    assert found(cut, head_of(cut)) == []  # a head that was put back hides it: that is what anchors are for


@given(chains(), CONTENTS)
def test_a_line_put_after_the_head_is_found(chain: Chain, content: Content) -> None:
    longer = append(chain, content)
    assert named(longer, head_of(chain)) == [(Kind.INSERTED, len(longer))]
    assert named(longer, Head()) == [(Kind.INSERTED, 1)]


@given(chains(), st.data())
def test_a_whole_chain_sealed_anew_is_found_by_an_anchor(chain: Chain, data: st.DataObject) -> None:
    place = at(chain, data)
    forged = list(chain)
    forged[place] = changed(chain[place], subject_id=99)
    forged = recomputed(forged)
    noted = data.draw(st.integers(place + 1, len(chain)))
    assert named(forged, head_of(forged), head_of(chain[:noted])) == [(Kind.RECOMPUTED, noted)]
    assert named(forged, head_of(forged), head_of(chain[:place])) == []  # noted before the forgery


@given(chains(), st.data())
def test_only_the_first_anchor_that_differs_is_named(chain: Chain, data: st.DataObject) -> None:
    forged = recomputed([changed(link, organisation_id=5) for link in chain])
    anchors = [head_of(chain[:size]) for size in range(1, len(chain) + 1)]
    assert named(forged, head_of(chain), *anchors) == [(Kind.RECOMPUTED, 1)]


def test_anchors_that_contradict_each_other_are_not_both_right() -> None:
    chain = grown([])
    assert found(chain, Head(), Head(), Head()) == []
    assert found(chain, Head(), Head(), Head(0, OTHER_HASH)) == []  # a number before the first says nothing


# ── the values beside the chain ───────────────────────────────────────────────────────────────────
@given(chains(), st.data(), WORDS)
def test_a_changed_value_is_found_with_its_field(chain: Chain, data: st.DataObject, name: str) -> None:
    place = at(chain, data)
    payload = chain[place].payload
    assert payload is not None
    forged = replace(payload, values={**payload.values, name: ["forged", "forged", 1]})
    chain[place] = replace(chain[place], payload=forged)
    fault = Break(Kind.PAYLOAD_CHANGED, place + 1, fields=(name,))
    assert found(chain, head_of(chain)) == [fault]
    assert name in str(fault)


@given(chains(), st.data())
def test_values_taken_away_without_being_erased_are_found(chain: Chain, data: st.DataObject) -> None:
    place = at(chain, data)
    assume(chain[place].line.digests)
    chain[place] = replace(chain[place], payload=None)
    assert named(chain, head_of(chain)) == [(Kind.PAYLOAD_CHANGED, place + 1)]


def test_what_no_line_is_ever_sealed_with_is_found_and_stops_nobody() -> None:
    chain = grown([Content()] * 3)
    for line in ({"digests": {"what": 0.5}}, {"at": None}):
        odd = [chain[0], replace(changed(chain[1], **line), payload=None), chain[2]]
        assert named(odd, head_of(chain))[0] == (Kind.CHANGED, 2)
    values: dict[str, Any] = {"what": 0.5}
    odd = [chain[0], replace(chain[1], payload=Payload("ソルト", values)), chain[2]]
    assert found(odd, head_of(chain)) == [Break(Kind.PAYLOAD_CHANGED, 2, fields=("what",))]


def test_values_that_came_after_erasing_are_found() -> None:
    link = grown([Content()])[0]
    forged = replace(link, payload=Payload(values={"name": "forged"}, is_erased=True))
    assert named([forged], head_of([link])) == [(Kind.PAYLOAD_CHANGED, 1)]


# ── several things done to it ─────────────────────────────────────────────────────────────────────
def take_out(chain: Chain, data: st.DataObject) -> Chain:
    place = at(chain, data)
    return [*chain[:place], *chain[place + 1 :]]


def put_in(chain: Chain, data: st.DataObject) -> Chain:
    place = at(chain, data, last=0)
    return [*chain[:place], *append(chain[:place], data.draw(CONTENTS))[-1:], *chain[place:]]


def move(chain: Chain, data: st.DataObject) -> Chain:
    one = at(chain, data)
    rest = [*chain[:one], *chain[one + 1 :]]
    other = at(chain, data)
    return [*rest[:other], chain[one], *rest[other:]]


def change(chain: Chain, data: st.DataObject) -> Chain:
    place = at(chain, data)
    part = data.draw(st.sampled_from(list(PARTS)))
    return [*chain[:place], changed(chain[place], **{part: data.draw(PARTS[part])}), *chain[place + 1 :]]


def seal_one(chain: Chain, data: st.DataObject) -> Chain:
    place = at(chain, data)
    before = data.draw(st.sampled_from([chain[place].previous_hash, *(link.hash for link in chain)]))
    return [*chain[:place], sealed_anew(chain[place], before), *chain[place + 1 :]]


def number_anew(chain: Chain, data: st.DataObject) -> Chain:
    return renumbered(chain)


def seal_all(chain: Chain, data: st.DataObject) -> Chain:
    return recomputed(chain)


DEEDS: list[Callable[[Chain, st.DataObject], Chain]] = [
    take_out, put_in, move, change, seal_one, number_anew, seal_all,
]  # fmt: skip


@given(chains(), st.data(), st.lists(st.sampled_from(DEEDS), min_size=1, max_size=4))
def test_whatever_was_done_nothing_but_the_chain_itself_passes(
    chain: Chain, data: st.DataObject, deeds: list[Callable[[Chain, st.DataObject], Chain]]
) -> None:
    forged = list(chain)
    for deed in deeds:
        if forged:
            forged = deed(forged, data)
    faults = found(forged, head_of(chain), head_of(chain))
    assert (faults == []) == (forged == chain)
    assert all(str(fault) for fault in faults)


# ── what the tests themselves are worth ───────────────────────────────────────────────────────────
def test_a_verifier_that_skips_the_seal_lets_a_change_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    chain = grown([Content()] * 3)
    forged = [chain[0], changed(chain[1], verb="case.moved"), chain[2]]
    assert named(forged, head_of(chain)) == [(Kind.CHANGED, 2)]
    monkeypatch.setattr(verifier, "is_sealed_at", lambda link, number: True)
    assert named(forged, head_of(chain)) == []


def test_memory_does_not_grow_with_the_chain() -> None:
    """Of a chain read from a generator, no more than a few lines are ever held at once."""
    held: weakref.WeakSet[Kept] = weakref.WeakSet()
    most = 0

    def lines() -> Iterator[Link]:
        nonlocal most
        last: Chain = []
        for number in range(1, 301):
            last = append(last, Content(), number=number)[-1:]
            values = Kept(last[0].payload.values)
            held.add(values)
            most = max(most, len(held))
            yield replace(last[0], payload=Payload(last[0].payload.salt, values))
            del values

    assert [fault.kind for fault in verify(lines(), Head())] == [Kind.INSERTED]
    assert 1 < most < 10
