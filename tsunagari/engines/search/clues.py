"""A query → clues: what to look for, how much each counts, and which of the person's words it came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from tsunagari.engines.search.query import in_one_form
from tsunagari.engines.search.runs import pairs_of, runs_of
from tsunagari.engines.search.tokens import Token, tokens_of

SYNONYM_WEIGHT = 0.6  # of a word the person used; the words of one term share it
PAIR_WEIGHT = 0.15
MOST_CLUES = 120
SHORTEST_READING = 4  # いたく stands in さいたく, and in いたくない
BLANK = "\x00"

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

    `readings` are terms in kana, longest first. They apply where they stand in the query as they are, and the
    words cut from there are dropped: a tokenizer that meets しんれんけい finds words of quite another sense.
    """

    by_word: Mapping[str, tuple[Expansion, ...]]
    readings: tuple[tuple[str, tuple[str, ...]], ...]

    @classmethod
    def of(cls, synonyms: Mapping[str, Sequence[str]], readings: Mapping[str, Sequence[str]]) -> Synonyms:
        by_word: dict[str, tuple[Expansion, ...]] = {}
        for way, terms in synonyms.items():
            words = frozenset(token.term for token in tokens_of(in_one_form(way)))
            if words:
                first = min(words)
                by_word[first] = (*by_word.get(first, ()), (words, tuple(terms)))
        long = [(kana, tuple(terms)) for kana, terms in readings.items() if len(kana) >= SHORTEST_READING]
        return cls(by_word, tuple(sorted(long, key=lambda item: (-len(item[0]), item[0]))))

    def compounds(self) -> set[str]:
        """Every term led to, as `compound_of` it."""
        ways = (terms for expansions in self.by_word.values() for _, terms in expansions)
        return {compound_of(term) for terms in (*ways, *(to for _, to in self.readings)) for term in terms}

    def said_in(self, query: str, tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
        """What of the query is a way of saying, and each term it leads to."""
        said = {token.term for token in tokens}
        for word in dict.fromkeys(token.term for token in tokens):
            for words, terms in self.by_word.get(word, ()):
                if words <= said:
                    yield from ((span_of(query, tokens, words), term) for term in terms)

    def read_in(self, query: str) -> tuple[str, dict[str, str]]:
        """The query with every reading blanked out, and term → kana of those."""
        found: dict[str, str] = {}
        for kana, terms in self.readings:
            if kana in query:
                found |= dict.fromkeys(terms, kana)
                query = query.replace(kana, BLANK * len(kana))
        return query, found


def clues_of(query: str, tokens: Sequence[Token], synonyms: Synonyms) -> tuple[Clue, ...]:
    """Words first, then what they are called in the plan, then pairs of characters; 120 at most of each."""
    rest, read = synonyms.read_in(query)
    left = [token for token in tokens if BLANK not in rest[token.begin : token.end]]
    words = {token.term: token.said for token in reversed(left)}
    named = [term_clue(kana, term, 1.0) for term, kana in read.items()]
    named += [Clue(Kind.WORD, said, "", (term,), 1, 1.0) for term, said in reversed(words.items())]
    expanded = {term: said for said, term in synonyms.said_in(query, left) if term not in read}
    called = [term_clue(said, term, SYNONYM_WEIGHT) for term, said in expanded.items()]
    paired = [run_clue(run) for run in dict.fromkeys(runs_of(left))]
    return tuple(clue for kind in (named, called, paired) for clue in kind[:MOST_CLUES] if clue.terms)


def term_clue(said: str, term: str, weight: float) -> Clue:
    """A term of the plan instead of what was said; all of its words are needed, and they share the weight."""
    words = compound_of(term)
    return Clue(Kind.SYNONYM, said, term, (words,) if words else (), 1, weight / (1 + words.count(" ")))


@lru_cache(maxsize=4_096)
def compound_of(term: str) -> str:
    """The distinct words of a term, joined by a blank as the index keeps them together."""
    return " ".join(dict.fromkeys(token.term for token in tokens_of(in_one_form(term))))


def run_clue(run: str) -> Clue:
    pairs = pairs_of(run)
    return Clue(Kind.RUN, run, run, pairs, (len(pairs) + 1) // 2, PAIR_WEIGHT)


def span_of(query: str, tokens: Iterable[Token], words: frozenset[str]) -> str:
    """The stretch of the query in which `words` first stand."""
    first = {token.term: token for token in reversed(tuple(tokens)) if token.term in words}
    return query[min(t.begin for t in first.values()) : max(t.end for t in first.values())]
