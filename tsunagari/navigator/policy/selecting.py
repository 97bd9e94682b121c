"""Programmes that pass the filters and hold the words asked for."""

from __future__ import annotations

from collections.abc import Iterable

from tsunagari.base.text import folded
from tsunagari.navigator.policy.facets import Filters, passes
from tsunagari.programmes.schema import Programme


def select(programmes: Iterable[Programme], filters: Filters, words: str) -> tuple[Programme, ...]:
    """In the plan's order. Every word must stand somewhere in what a programme says of itself."""
    wanted = folded(words).split()
    return tuple(p for p in programmes if passes(p, filters) and (not wanted or holds(p, wanted)))


def holds(programme: Programme, wanted: Iterable[str]) -> bool:
    said = (
        *(programme.name.ja, programme.name.en, programme.alt_title or ""),
        *(programme.summary.ja, programme.summary.en),
        *programme.owner_words,
    )
    text = folded(" ".join(said))
    return all(word in text for word in wanted)
