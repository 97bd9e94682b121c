"""Scores of all documents for a query's clues, and for one document the reasons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from tsunagari.base.text import folded
from tsunagari.engines.search.clues import Clue, Kind
from tsunagari.engines.search.gather import Gathered
from tsunagari.engines.search.postings import Counts, Floats, Ints, Posting

MOST_REASONS = 3
MOST_IN_A_BYTE = 255

Met = list[tuple[str, float, int]]  # a term, its score, the number of the field that gave most of it


@dataclass(frozen=True, slots=True)
class Why:
    """`said`: the person's own word; `term`: the word of the index it met; `field`: where that stands."""

    term: str
    field: str
    said: str


@dataclass(frozen=True, slots=True)
class Lead:
    """A clue with its postings, one per term that any document has."""

    clue: Clue
    found: tuple[tuple[str, Posting], ...]


class Told(NamedTuple):
    """What a lead has to say of one document; `turn` and `strength`, the strongest first, say when."""

    turn: int
    strength: float
    said: str  # folded
    clue: Clue
    met: Met


def leads_of(clues: Iterable[Clue], gathered: Gathered) -> tuple[Lead, ...]:
    """The clues that can touch a document at all."""
    leads = []
    for clue in clues:
        posting_of = gathered.pairs.of if clue.kind is Kind.RUN else gathered.word
        found = [(term, posting) for term in clue.terms if (posting := posting_of(term)) is not None]
        if len(found) >= clue.need:
            leads.append(Lead(clue, tuple(found)))
    return tuple(leads)


def totals(leads: Iterable[Lead], size: int) -> Floats:
    """The score of each of `size` documents; 0 where nothing touches it."""
    scores: Floats = np.zeros(size, dtype=np.float32)
    spare: Floats = np.empty(size, dtype=np.float32)
    for lead in leads:
        if len(lead.found) == 1:
            lead.found[0][1].add_to(scores, lead.clue.weight, spare=spare)
        else:
            sums = together(lead, spare)
            sums *= np.float32(lead.clue.weight)
            scores += sums
    return scores


def together(lead: Lead, sums: Floats) -> Floats:
    """What the lead's terms score together, where enough of them stand; 0 elsewhere. Written into `sums`."""
    sums.fill(0)
    fits = len(lead.found) <= MOST_IN_A_BYTE
    met: Counts = np.zeros(len(sums), np.uint8) if fits else np.zeros(len(sums), np.uint16)
    for _, posting in lead.found:
        posting.add_to(sums)
        posting.count_in(met)
    sums *= met >= lead.clue.need
    return sums


def reasons(
    leads: Iterable[Lead], documents: Sequence[int], gathered: Gathered, fields: Sequence[str]
) -> list[tuple[Why, ...]]:
    """Why each of `documents` was found, at most three: whole runs of words, then words and synonyms.

    The strongest are first. A run met in part speaks only when nothing else does.
    """
    told: list[list[Told]] = [[] for _ in documents]
    wanted = np.array(documents, dtype=np.int64)
    for lead in leads:
        said = folded(lead.clue.said)
        for place, met in enumerate(met_by(lead, wanted)):
            if len(met) >= lead.clue.need:
                strength = lead.clue.weight * sum(score for _, score, _ in met)
                told[place].append(Told(turn_of(lead, len(met)), -strength, said, lead.clue, met))
    return [spoken_of(each, gathered, fields) for each in told]


def spoken_of(told: Iterable[Told], gathered: Gathered, fields: Sequence[str]) -> tuple[Why, ...]:
    """The first that may speak, as people read them."""
    spoken: list[Why] = []
    for turn, _, said, clue, met in sorted(told, key=itemgetter(0, 1)):
        is_inside = turn == 1 and any(said in other.said for other in spoken)
        if not (is_inside or (turn == 2 and spoken)):
            _, number = max((score, field) for _, score, field in met)
            label = label_of(clue, [term for term, _, _ in met], gathered)
            spoken.append(Why(label, fields[number], clue.said))
            if len(spoken) == MOST_REASONS:
                break
    return tuple(spoken)


def turn_of(lead: Lead, met: int) -> int:
    """0 for a whole run longer than a pair, 1 for a word or synonym, 2 for a run met in part."""
    if lead.clue.kind is not Kind.RUN:
        return 1
    return 0 if met == len(lead.clue.terms) > 1 else 2


def met_by(lead: Lead, documents: Ints) -> list[Met]:
    """For each document: term, score and field number of each of the lead's terms that it has."""
    met: list[Met] = [[] for _ in range(len(documents))]
    for term, posting in lead.found:
        for place, score, field in zip(*posting.places_of(documents), strict=True):
            met[place].append((term, score, field))
    return met


def label_of(clue: Clue, met: Sequence[str], gathered: Gathered) -> str:
    if clue.kind is Kind.WORD:
        return gathered.shown[met[0]]
    return clue.label if clue.kind is Kind.SYNONYM else longest_stretch(met)


def longest_stretch(pairs: Sequence[str]) -> str:
    """Overlapping pairs joined again: 販路 路開 開拓 → 販路開拓."""
    stretches = [pairs[0]]
    for pair in pairs[1:]:
        if stretches[-1][-1] == pair[0] and not pair[0].isascii():
            stretches[-1] += pair[1:]
        else:
            stretches.append(pair)
    return max(stretches, key=len)
