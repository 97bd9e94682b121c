"""Chains for the tests, and what somebody with every right on the database might do to one."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import strategies as st

from tsunagari.engines.trace.canonical import Plain
from tsunagari.engines.trace.line import (
    BEGINNING,
    Head,
    Line,
    Link,
    Payload,
    salted_digests,
    seal,
)

Chain = list[Link]

INSTANT = datetime.datetime(2009, 10, 1, 9, 30, tzinfo=datetime.UTC)
WORDS = st.text(max_size=4)
PARTS = {
    "at": st.integers(1, 10**9).map(lambda step: INSTANT + datetime.timedelta(microseconds=step)),
    "actor_id": st.none() | st.integers(2, 9),
    "on_behalf_of_id": st.integers(1, 9),
    "role": st.just("officer"),
    "verb": st.just("case.moved"),
    "subject_kind": st.just("firm"),
    "subject_id": st.integers(2, 9),
    "firm_id": st.none() | st.integers(2, 9),
    "programme": WORDS,
    "year": st.none() | st.integers(2010, 2011),
    "event": WORDS,
}


@dataclass(frozen=True, slots=True)
class Content:
    """What differs from line to line in the tests; the rest is always the same."""

    subject_id: int = 1
    values: Mapping[str, Plain] = field(default_factory=lambda: {"what": "相談"})


CONTENTS = st.builds(Content, st.integers(1, 9), st.dictionaries(WORDS, WORDS | st.integers(), max_size=2))


def append(chain: Sequence[Link], content: Content, *, number: int = 0) -> Chain:
    """The chain with one more line, as `registry.actions.journal` writes it."""
    salt = f"salt{len(chain)}"
    line = Line(
        organisation_id=4,
        number=number or len(chain) + 1,
        at=INSTANT,
        actor_id=1,
        on_behalf_of_id=None,
        role="coordinator",
        verb="case.opened",
        subject_kind="case",
        subject_id=content.subject_id,
        firm_id=1,
        programme="",
        year=2009,
        event="",
        digests=salted_digests(salt, content.values),
    )
    before = chain[-1].hash if chain else BEGINNING
    return [*chain, Link(line, before, seal(before, line), Payload(salt, content.values))]


def grown(contents: Iterable[Content]) -> Chain:
    chain: Chain = []
    for content in contents:
        chain = append(chain, content)
    return chain


def chains(min_size: int = 1, max_size: int = 8) -> st.SearchStrategy[Chain]:
    return st.lists(CONTENTS, min_size=min_size, max_size=max_size).map(grown)


def head_of(chain: Sequence[Link]) -> Head:
    return Head(len(chain), chain[-1].hash) if chain else Head()


def changed(link: Link, **parts: Any) -> Link:
    """The line with other parts and the old seal."""
    return replace(link, line=replace(link.line, **parts))


def sealed_anew(link: Link, before: str) -> Link:
    return replace(link, previous_hash=before, hash=seal(before, link.line))


def recomputed(chain: Sequence[Link]) -> Chain:
    """Every line sealed anew upon the one before: a whole chain that is consistent in itself."""
    made: Chain = []
    for link in chain:
        made.append(sealed_anew(link, made[-1].hash if made else BEGINNING))
    return made


def renumbered(chain: Sequence[Link]) -> Chain:
    """The lines at the numbers 1, 2, 3 …, their seals as they were."""
    return [changed(link, number=number) for number, link in enumerate(chain, start=1)]
