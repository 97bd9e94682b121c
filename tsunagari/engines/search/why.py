"""Scores of all documents for a query's clues, and for one document the reasons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from tsunagari.base.text import folded
from tsunagari.engines.search.clues import Clue, Kind
from tsunagari.engines.search.gather import Gathered
from tsunagari.engines.search.postings import Floats, Posting

MOST_REASONS = 3


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
    for lead in leads:
        if len(lead.found) == 1:
            lead.found[0][1].add_to(scores, lead.clue.weight)
        else:
            scores += lead.clue.weight * together(lead, size)
    return scores


def together(lead: Lead, size: int) -> Floats:
    """What the lead's terms score together, where enough of them stand; 0 elsewhere."""
    sums: Floats = np.zeros(size, dtype=np.float32)
    met = np.zeros(size, dtype=np.uint16)
    for _, posting in lead.found:
        posting.add_to(sums)
        if posting.everywhere is None:
            met[posting.documents] += 1
        else:
            met += posting.everywhere > 0
    sums[met < lead.clue.need] = 0
    return sums


def reasons(
    leads: Iterable[Lead], document: int, gathered: Gathered, fields: Sequence[str]
) -> tuple[Why, ...]:
    """Why `document` was found, at most three: whole runs of words, then words and synonyms, strongest first.

    A run met in part speaks only when nothing else does.
    """
    told = []
    for lead in leads:
        met = met_by(lead, document)
        if len(met) >= lead.clue.need:
            _, number = max((score, field) for _, score, field in met)
            strength = lead.clue.weight * sum(score for _, score, _ in met)
            label = label_of(lead.clue, [term for term, _, _ in met], gathered)
            told.append((turn_of(lead, len(met)), -strength, Why(label, fields[number], lead.clue.said)))
    spoken: list[Why] = []
    for turn, _, why in sorted(told, key=lambda item: item[:2]):
        is_inside = any(folded(why.said) in other.said for other in spoken)
        if not (is_inside if turn == 1 else turn == 2 and spoken):
            spoken.append(why)
    return tuple(spoken[:MOST_REASONS])


def turn_of(lead: Lead, met: int) -> int:
    """0 for a whole run longer than a pair, 1 for a word or synonym, 2 for a run met in part."""
    if lead.clue.kind is not Kind.RUN:
        return 1
    return 0 if met == len(lead.clue.terms) > 1 else 2


def met_by(lead: Lead, document: int) -> list[tuple[str, float, int]]:
    """Term, score and field number of each of the lead's terms that the document has."""
    met = []
    for term, posting in lead.found:
        place = int(np.searchsorted(posting.documents, np.int32(document)))  # of another type it would copy
        if place < len(posting.documents) and posting.documents[place] == document:
            met.append((term, float(posting.scores[place]), int(posting.fields[place])))
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
