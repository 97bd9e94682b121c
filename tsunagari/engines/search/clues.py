"""A query → clues: what to look for, how much each counts, and which of the person's words it came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from tsunagari.engines.search.query import in_one_form
from tsunagari.engines.search.runs import pairs_of, runs_of
from tsunagari.engines.search.tokens import Token, tokens_of

SYNONYM_WEIGHT = 0.6  # of a word the person used; the words of one term share it
PAIR_WEIGHT = 0.15
MOST_CLUES = 120

Expansion = tuple[frozenset[str], tuple[str, ...]]


class Kind(Enum):
    WORD = "word"
    SYNONYM = "synonym"
    RUN = "run"


@dataclass(frozen=True, slots=True)
class Clue:
    """A document is touched by a clue when it has at least `need` of its `terms`."""

    kind: Kind
    said: str
    label: str
    terms: tuple[str, ...]
    need: int
    weight: float


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Ways of saying, found by one of their words; a way applies when the query has all of its words.

    `readings` are terms in kana. They apply when they stand in the query as they are: a tokenizer that meets
    しんれんけい cuts it into words of quite another sense.
    """

    by_word: Mapping[str, tuple[Expansion, ...]]
    readings: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, synonyms: Mapping[str, Sequence[str]], readings: Mapping[str, Sequence[str]]) -> Synonyms:
        by_word: dict[str, tuple[Expansion, ...]] = {}
        for way, terms in synonyms.items():
            words = frozenset(token.term for token in tokens_of(in_one_form(way)))
            if words:
                first = min(words)
                by_word[first] = (*by_word.get(first, ()), (words, tuple(terms)))
        return cls(by_word, {kana: terms for kana, terms in readings.items() if kana})

    def of_query(self, query: str, tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
        """What was said, and the term it leads to."""
        for kana, terms in self.readings.items():
            if kana in query:
                yield from ((kana, term) for term in terms)
        said = {token.term for token in tokens}
        for word in dict.fromkeys(token.term for token in tokens):
            for words, terms in self.by_word.get(word, ()):
                if words <= said:
                    yield from ((span_of(query, tokens, words), term) for term in terms)


def clues_of(query: str, tokens: Sequence[Token], synonyms: Synonyms) -> tuple[Clue, ...]:
    """Words first, then what they are called in the plan, then pairs of characters; 120 at most of each."""
    words = {token.term: token.said for token in reversed(tokens)}
    named = [Clue(Kind.WORD, said, "", (term,), 1, 1.0) for term, said in reversed(words.items())]
    expanded = {term: synonym_clue(said, term) for said, term in synonyms.of_query(query, tokens)}
    runs = (run_clue(run) for run in dict.fromkeys(runs_of(tokens)))
    return (
        *named[:MOST_CLUES],
        *[clue for clue in expanded.values() if clue.terms][:MOST_CLUES],
        *[clue for clue in runs if clue.terms][:MOST_CLUES],
    )


def synonym_clue(said: str, term: str) -> Clue:
    terms = tuple(dict.fromkeys(token.term for token in tokens_of(in_one_form(term))))
    return Clue(Kind.SYNONYM, said, term, terms, len(terms), SYNONYM_WEIGHT / max(len(terms), 1))


def run_clue(run: str) -> Clue:
    pairs = pairs_of(run)
    return Clue(Kind.RUN, run, run, pairs, (len(pairs) + 1) // 2, PAIR_WEIGHT)


def span_of(query: str, tokens: Iterable[Token], words: frozenset[str]) -> str:
    """The stretch of the query in which `words` first stand."""
    first = {token.term: token for token in reversed(tuple(tokens)) if token.term in words}
    return query[min(t.begin for t in first.values()) : max(t.end for t in first.values())]
