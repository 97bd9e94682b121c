"""Terms → documents, with the BM25F score of each pair ready to be added.

Robertson, Zaragoza: The Probabilistic Relevance Framework (2009), section 3.5: the frequencies of a term are
weighted and length-normalised per field, added, and saturated once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SATURATION = 1.2  # k1
MANY = 10_000  # documents from which common terms are kept twice
COMMON = 8  # a term is common in more than an eighth of the documents
LENGTH = 0.6  # b: how much a long field dilutes a word

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Counts = NDArray[np.uint8] | NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class Posting:
    """The documents of one term in ascending order, the score in each, and the field that gave most of it.

    `everywhere` has the scores of a common term once more, one for every document there is: to add all of
    them is quicker than to pick many.
    """

    documents: Ints
    scores: Floats
    fields: NDArray[np.uint8]
    everywhere: Floats | None = None

    def add_to(self, sums: Floats, weight: float = 1.0, *, spare: Floats | None = None) -> None:
        """Add each document's score times `weight` in its place of `sums`.

        `spare` is room of the same size to work in; new room costs more than the sum.
        """
        factor = np.float32(weight)
        if self.everywhere is None:
            sums[self.documents] += self.scores if factor == 1 else factor * self.scores
        elif factor == 1:
            sums += self.everywhere
        else:
            sums += np.multiply(self.everywhere, factor, out=spare)

    def count_in(self, met: Counts) -> None:
        """Add one in the place of each document."""
        if self.everywhere is None:
            met[self.documents] += 1
        else:
            stands = self.everywhere > 0
            met += stands.view(np.uint8) if met.dtype == np.uint8 else stands

    def places_of(self, documents: Ints) -> tuple[list[int], list[float], list[int]]:
        """Which of `documents` (by their place in it) have the term, with score and field number of each."""
        if not len(self.documents):  # a term of several words that no document has all of
            return [], [], []
        places = self.documents.searchsorted(documents)
        held = np.flatnonzero(self.documents.take(places, mode="clip") == documents)
        here = places[held]
        return held.tolist(), self.scores[here].tolist(), self.fields[here].tolist()


@dataclass(frozen=True, slots=True)
class Postings:
    """All terms in one set of arrays; term `i` owns the slice `starts[i]:starts[i+1]`."""

    ids: Mapping[str, int]
    starts: Ints
    pairs: Posting
    common: Mapping[int, Floats]

    def of(self, term: str) -> Posting | None:
        """The posting of `term`; None for a term that no document has."""
        position = self.ids.get(term)
        if position is None:
            return None
        place = slice(int(self.starts[position]), int(self.starts[position + 1]))
        pairs = self.pairs
        return Posting(
            pairs.documents[place], pairs.scores[place], pairs.fields[place], self.common.get(position)
        )


@dataclass(frozen=True, slots=True)
class Gathering:
    """Occurrences on their way into postings: arrays of term ids, each with its cell, a document's field."""

    ids: dict[str, int]
    terms: list[Ints]
    cells: list[int]

    @classmethod
    def empty(cls) -> Gathering:
        return cls({}, [], [])

    def ids_of(self, terms: Iterable[str]) -> Ints:
        return np.array([self.ids.setdefault(term, len(self.ids)) for term in terms], dtype=np.int64)

    def add(self, cell: int, terms: Ints) -> None:
        """`cell` is the document's number times the count of fields, plus the field's number."""
        self.terms.append(terms)
        self.cells.append(cell)


def in_all(postings: Sequence[Posting]) -> Posting:
    """The documents that have every one of `postings`, scores added; the field is that of the best part."""
    rarest, *others = sorted(postings, key=lambda posting: len(posting.documents))
    documents, scores, fields = rarest.documents, rarest.scores, rarest.fields
    best = scores
    for other in others:
        shared, here, there = np.intersect1d(
            documents, other.documents, assume_unique=True, return_indices=True
        )
        documents, parts = shared, other.scores[there]
        fields = np.where(parts > best[here], other.fields[there], fields[here])
        best = np.maximum(parts, best[here])
        scores = scores[here] + parts
    return Posting(documents, scores, fields)


def posted(gathered: Gathering, weights: Sequence[float], documents: int) -> Postings:
    """BM25F scores of every (term, document). `weights` by field number; `documents` how many there are."""
    size = max(documents, 1)
    cells = np.repeat(np.array(gathered.cells, dtype=np.int64), [len(part) for part in gathered.terms])
    terms = np.concatenate([np.empty(0, dtype=np.int64), *gathered.terms])
    diluted = dilution(cells, size, len(weights))
    keys, counts = np.unique(terms * diluted.size + cells, return_counts=True)
    pairs, widths = np.unique(keys // len(weights), return_counts=True)
    rows = np.repeat(np.arange(len(pairs)), widths)
    owners, places, fields = pairs // size, pairs % size, keys % len(weights)
    parts = np.zeros((len(pairs), len(weights)))
    parts[rows, fields] = np.asarray(weights)[fields] * counts / diluted[places[rows], fields]
    frequency = parts.sum(axis=1)
    spread = np.bincount(owners, minlength=len(gathered.ids))
    rarity = np.log1p((documents - spread + 0.5) / (spread + 0.5))
    scores = rarity[owners] * frequency / (SATURATION + frequency)
    starts = np.concatenate([[0], np.cumsum(spread)])
    best = parts.argmax(axis=1).astype(np.uint8)
    whole = Posting(places, scores.astype(np.float32), best)
    frequent = np.flatnonzero(spread > documents / COMMON).tolist() if documents >= MANY else []
    common = {term: everywhere(whole, starts, term, documents) for term in frequent}
    return Postings(gathered.ids, starts, whole, common)


def everywhere(pairs: Posting, starts: Ints, term: int, documents: int) -> Floats:
    place = slice(int(starts[term]), int(starts[term + 1]))
    scores: Floats = np.zeros(documents, dtype=np.float32)
    scores[pairs.documents[place]] = pairs.scores[place]
    return scores


def dilution(cells: Ints, documents: int, fields: int) -> NDArray[np.float64]:
    """1 for a field of average length, more for a longer one; one row per document, one column per field."""
    lengths = np.bincount(cells, minlength=documents * fields).reshape(documents, fields)
    average = lengths.sum(axis=0) / documents
    relative: NDArray[np.float64] = 1 - LENGTH + LENGTH * lengths / np.where(average > 0, average, 1)
    return relative
