"""An index over documents with fields and facets; every hit says which words led to it.

Everything heavy is done when the index is built; a search adds up arrays. An index never changes, so threads
share it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from tsunagari.base.errors import BadInput
from tsunagari.base.text import folded
from tsunagari.engines.search.clues import Synonyms, clues_of
from tsunagari.engines.search.facets import Facets, Mask, all_of
from tsunagari.engines.search.gather import Fields, Gathered, gathered
from tsunagari.engines.search.near import Spellings
from tsunagari.engines.search.postings import Floats
from tsunagari.engines.search.query import cleaned
from tsunagari.engines.search.runs import runs_of
from tsunagari.engines.search.tokens import Token, tokens_of
from tsunagari.engines.search.why import Lead, Why, leads_of, reasons, totals

DEFAULT_WEIGHTS: Mapping[str, float] = MappingProxyType(
    {"title": 3.0, "owner_words": 3.0, "summary": 1.5, "terms": 1.5, "body": 0.5}
)
TITLE = "title"
NEARER = 1.2


@dataclass(frozen=True, slots=True)
class Document:
    """`fields`: text by field, the fields being the keys of the weights; `facets`: values by facet."""

    key: str
    fields: Fields
    facets: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Hit:
    key: str
    rank: int
    score: float
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """`hits` are the best of `total`; `suggestions` are words to try where nothing was found at all.

    `instead` is what was searched because the query itself met nothing; empty when the query was.
    """

    hits: tuple[Hit, ...]
    total: int
    facet_counts: Mapping[str, Mapping[str, int]]
    suggestions: tuple[str, ...]
    tokens: tuple[Token, ...]
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Scored:
    """A text as it was searched: what it met, the score of each document, and those of that very title.

    `found` are the documents with a score.
    """

    text: str
    tokens: tuple[Token, ...]
    leads: tuple[Lead, ...]
    scores: Floats
    found: Mask
    titled: tuple[int, ...]

    @property
    def is_met(self) -> bool:
        return bool(self.found.any())


@dataclass(frozen=True, slots=True)
class Index:
    keys: tuple[str, ...]
    names: tuple[str, ...]
    gathered: Gathered
    facets: Facets
    synonyms: Synonyms
    spellings: Spellings
    titles: Mapping[str, tuple[int, ...]]
    otherwise: str = ""

    @classmethod
    def build(
        cls,
        documents: Sequence[Document],
        *,
        weights: Mapping[str, float] = DEFAULT_WEIGHTS,
        synonyms: Mapping[str, Sequence[str]] = MappingProxyType({}),
        readings: Mapping[str, Sequence[str]] = MappingProxyType({}),
        otherwise: str = "",
    ) -> Index:
        """An index over `documents`. `synonyms`: a way of saying → the terms it leads to.

        `readings`: kana → terms. `otherwise` is searched where a query meets nothing, nor anything spelt
        like it. Raises BadInput for a field without a weight.
        """
        said = Synonyms.of(synonyms, readings)
        words = gathered([document.fields for document in documents], weights, said.compounds())
        return cls(
            keys=tuple(document.key for document in documents),
            names=tuple(weights),
            gathered=words,
            facets=Facets.of([document.facets for document in documents]),
            synonyms=said,
            spellings=Spellings.of(words.shown.values()),
            titles=titles_of(documents),
            otherwise=otherwise,
        )

    def search(
        self,
        query: str,
        *,
        limit: int = 10,
        facets: Mapping[str, Collection[str]] = MappingProxyType({}),
        nearer: Mapping[str, Collection[str]] = MappingProxyType({}),
    ) -> Answer:
        """The best `limit` documents for any text; any word may match, more and rarer words rank higher.

        Equal scores keep the order of the documents; those with a value of `nearer` count a
        fifth more. Raises BadInput for a limit below 1 or an unknown facet.
        """
        if limit < 1:
            raise BadInput(given=str(limit), allowed="a whole number from 1", where="limit")
        asked = self.scored(cleaned(query))
        chosen = self.facets.chosen(facets)
        suggestions = () if asked.is_met else self.spellings.near(words_in(asked.tokens))
        used = self.nearest(asked, suggestions)
        for mask in self.facets.chosen(nearer).values():
            np.multiply(used.scores, np.float32(NEARER), out=used.scores, where=mask)
        left = all_of(used.found, chosen.values())
        best = best_first(used.scores, left, limit)
        told = zip(best, self.why(used, best), strict=True)
        return Answer(
            hits=tuple(
                Hit(self.keys[i], rank, float(used.scores[i]), why) for rank, (i, why) in enumerate(told, 1)
            ),
            total=int(np.count_nonzero(left)),
            facet_counts=self.facets.counts(used.found, chosen),
            suggestions=suggestions,
            tokens=asked.tokens,
            instead="" if used is asked else used.text,
        )

    def scored(self, text: str) -> Scored:
        tokens = tokens_of(text)
        leads = leads_of(clues_of(text, tokens, self.synonyms), self.gathered)
        scores = totals(leads, len(self.keys))
        titled = self.titles.get(folded(text), ())
        if titled:
            scores[list(titled)] += 1.0 + scores.max(initial=0.0)
        return Scored(text, tokens, leads, scores, scores > 0, titled)

    def nearest(self, asked: Scored, suggestions: Sequence[str]) -> Scored:
        """What was asked; where that met nothing, the word spelt most like it, else `otherwise`."""
        if asked.is_met or not self.otherwise:
            return asked
        tries = (self.scored(text) for text in (*suggestions[:1], self.otherwise))
        return next((other for other in tries if other.is_met), asked)

    def why(self, used: Scored, documents: Sequence[int]) -> list[tuple[Why, ...]]:
        """The reasons for each hit; a query that is the whole title says so."""
        by_title = (Why(used.text, TITLE, used.text),)
        found = reasons(used.leads, documents, self.gathered, self.names)
        return [by_title if one in used.titled else why for one, why in zip(documents, found, strict=True)]


def best_first(scores: Floats, left: Mask, limit: int) -> list[int]:
    """The `limit` best documents left, by falling score; equal scores in document order."""
    places = np.flatnonzero(left)
    values = scores[places]
    if limit < len(places):
        least = np.partition(values, len(values) - limit)[len(values) - limit]
        places = places[values >= least]
    ranked: list[int] = places[np.argsort(-scores[places], kind="stable")][:limit].tolist()
    return ranked


def words_in(tokens: Sequence[Token]) -> tuple[str, ...]:
    """Single words, and neighbouring ones as one: 共斉 is cut in two, 共済 is not."""
    return (*(token.said for token in tokens), *runs_of(tokens))


def titles_of(documents: Sequence[Document]) -> dict[str, tuple[int, ...]]:
    """Documents by whole title, as a query would spell it."""
    found: dict[str, tuple[int, ...]] = {}
    for position, document in enumerate(documents):
        titles = document.fields.get(TITLE, ())
        for title in {folded(cleaned(one)) for one in ([titles] if isinstance(titles, str) else titles)}:
            if title:
                found[title] = (*found.get(title, ()), position)
    return found
