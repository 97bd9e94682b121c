"""Documents → postings of their words and of their pairs of characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tsunagari.base.errors import BadInput
from tsunagari.engines.search.postings import Gathering, Ints, Posting, Postings, in_all, posted
from tsunagari.engines.search.query import in_one_form
from tsunagari.engines.search.runs import pairs_of, runs_of
from tsunagari.engines.search.tokens import tokens_of

Fields = Mapping[str, str | Sequence[str]]
SENTENCE_END = re.compile(r"(?<=[。！？!?\n])")


@dataclass(frozen=True, slots=True)
class Gathered:
    """`shown`: each word as the documents first write it; the indexed form is not for people's eyes.

    `compounds`: terms of several words, joined by a blank, and the documents that have all of these.
    """

    words: Postings
    pairs: Postings
    shown: Mapping[str, str]
    compounds: Mapping[str, Posting]

    def word(self, term: str) -> Posting | None:
        """The posting of a word or of a compound; None for one that no document has."""
        return self.compounds.get(term) or self.words.of(term)


def compounds_of(words: Postings, terms: Iterable[str]) -> dict[str, Posting]:
    """The terms of several words that some document has, worked out once for all queries."""
    found = {}
    for term in terms:
        postings = [words.of(word) for word in term.split(" ")]
        known = [posting for posting in postings if posting is not None]
        if len(known) == len(postings) > 1:
            found[term] = in_all(known)
    return found


def gathered(
    documents: Sequence[Fields], weights: Mapping[str, float], compounds: Iterable[str] = ()
) -> Gathered:
    """Postings over all `documents`. Raises BadInput for a field without a weight."""
    reader = Reader({}, Gathering.empty(), Gathering.empty(), {})
    numbers = {name: number for number, name in enumerate(weights)}
    for position, fields in enumerate(documents):
        for name, text in fields.items():
            if name not in numbers:
                raise BadInput(given=name, allowed=", ".join(weights), where="Document.fields")
            for sentence in sentences_of(text):
                words, pairs = reader.read(sentence)
                cell = position * len(weights) + numbers[name]
                reader.words.add(cell, words)
                reader.pairs.add(cell, pairs)
    size, values = len(documents), tuple(weights.values())
    by_word = posted(reader.words, values, size)
    by_pair = posted(reader.pairs, values, size)
    return Gathered(by_word, by_pair, reader.shown, compounds_of(by_word, compounds))


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads each distinct sentence once: programmes of many years repeat themselves."""

    known: dict[str, tuple[Ints, Ints]]
    words: Gathering
    pairs: Gathering
    shown: dict[str, str]

    def read(self, sentence: str) -> tuple[Ints, Ints]:
        if sentence not in self.known:
            tokens = tokens_of(in_one_form(sentence))
            for token in tokens:
                self.shown.setdefault(token.term, token.said)
            pairs = [pair for run in runs_of(tokens) for pair in pairs_of(run)]
            self.known[sentence] = (
                self.words.ids_of(token.term for token in tokens),
                self.pairs.ids_of(pairs),
            )
        return self.known[sentence]


def sentences_of(text: str | Sequence[str]) -> Iterator[str]:
    for part in [text] if isinstance(text, str) else text:
        yield from (sentence for sentence in SENTENCE_END.split(part) if sentence.strip())
