"""Programmes like another one, and why: shared ways of helping, people helped, words of owners."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tsunagari.base.text import folded
from tsunagari.base.words import Words
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.schema import Programme

WORD = re.compile(r"[一-鿿々]{2,}|[ァ-ヶー]{2,}")
COMMON = frozenset({"事業", "支援", "中小企業", "企業", "会社", "費用", "対策", "促進"})
MOST_WORDS = 3
Read = Callable[[Programme], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Similar:
    """A programme, how near it is (more is nearer), and what both share."""

    programme: Programme
    nearness: float
    mechanisms: tuple[Words, ...]
    audience: tuple[Words, ...]
    words: tuple[str, ...]


def words_of(programme: Programme) -> frozenset[str]:
    """Words that tell programmes apart, from the name and from how owners say it."""
    said = folded(" ".join((programme.name.ja, *programme.owner_words)))
    return frozenset(WORD.findall(said)) - COMMON


def mechanisms_of(programme: Programme) -> tuple[str, ...]:
    return programme.mechanisms


def audience_of(programme: Programme) -> tuple[str, ...]:
    return programme.audience


def similar(
    catalogue: Catalogue, programme: Programme, *, limit: int, among: Iterable[Programme] | None = None
) -> list[Similar]:
    """The nearest others, nearest first; equals in the plan's order. What few share counts most."""
    weigh = {read: weights(catalogue.programmes, read) for read in (mechanisms_of, audience_of, words_of)}
    found = [
        compared(catalogue, programme, other, weigh)
        for other in (catalogue.programmes if among is None else among)
        if other.key != programme.key
    ]
    near = [one for one in found if one.nearness > 0]
    return sorted(near, key=lambda one: -one.nearness)[:limit]


def weights(programmes: tuple[Programme, ...], read: Read) -> dict[str, float]:
    """How much it means to share each code: nothing if all have it, more the fewer do."""
    counts = Counter(code for programme in programmes for code in read(programme))
    return {code: math.log(len(programmes) / count) for code, count in counts.items()}


def compared(
    catalogue: Catalogue, programme: Programme, other: Programme, weigh: dict[Read, dict[str, float]]
) -> Similar:
    shared = {
        read: sorted(set(read(programme)) & set(read(other)), key=lambda code: (-by_code[code], code))
        for read, by_code in weigh.items()
    }
    nearness = sum(weigh[read][code] for read, codes in shared.items() for code in codes)
    vocabulary = catalogue.vocabulary
    return Similar(
        other,
        nearness,
        tuple(vocabulary.words("mechanisms", code) for code in shared[mechanisms_of]),
        tuple(vocabulary.words("audiences", code) for code in shared[audience_of]),
        tuple(shared[words_of][:MOST_WORDS]),
    )
