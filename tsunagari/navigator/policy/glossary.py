"""Terms of the glossary found in a text, so that a page can explain them where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tsunagari.base.words import Words
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.vocabulary import Term

COMMON = 6  # a word in more than a sixth of the summaries is everyone's; explaining it would distract
Part = str | tuple[str, Term]


@dataclass(frozen=True, slots=True)
class Spotter:
    """The terms of one language by the way they are written, and the pattern that finds the longest first."""

    terms: Mapping[str, Term]
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, terms: Mapping[str, Term], *, is_spaced: bool) -> Spotter:
        either = "|".join(re.escape(word) for word in sorted(terms, key=len, reverse=True)) or r"(?!)"
        return cls(terms, re.compile(rf"\b(?:{either})\b" if is_spaced else either, re.IGNORECASE))

    def parts(self, text: str) -> Iterator[Part]:
        """`text` in pieces; a term is explained once, where it first stands."""
        told: set[str] = set()
        end = 0
        for found in self.pattern.finditer(text):
            term = self.terms[found[0].lower()]
            if term.id not in told:
                told.add(term.id)
                yield text[end : found.start()]
                yield found[0], term
                end = found.end()
        yield text[end:]


def spotters(catalogue: Catalogue) -> dict[str, Spotter]:
    """One spotter per language, without the words that everybody uses."""
    summaries = [programme.summary for programme in catalogue.programmes]
    terms = [term for term in catalogue.vocabulary.terms if not is_common(term, summaries)]
    return {
        "ja": Spotter.of({term.term.lower(): term for term in terms if len(term.term) > 1}, is_spaced=False),
        "en": Spotter.of({term.en.lower(): term for term in terms}, is_spaced=True),
    }


def is_common(term: Term, summaries: Iterable[Words]) -> bool:
    every = list(summaries)
    return sum(term.term in words.ja for words in every) * COMMON > len(every)
