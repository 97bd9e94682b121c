"""What a plain search would give: BM25 (k1 1.2, b 0.75) over one bag of words or pairs of characters."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tsunagari.engines.search.index import Document
from tsunagari.engines.search.query import in_one_form
from tsunagari.engines.search.tokens import tokens_of

K1, B = 1.2, 0.75
PLAN_FIELDS = ("title", "summary", "terms", "body")
Cut = Callable[[str], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Bm25:
    keys: tuple[str, ...]
    bags: tuple[Counter[str], ...]
    spread: Counter[str]
    cut: Cut

    @classmethod
    def of(cls, documents: Sequence[Document], fields: Sequence[str], cut: Cut) -> Bm25:
        bags = tuple(Counter(cut(text_of(document, fields))) for document in documents)
        spread = Counter(term for bag in bags for term in bag)
        return cls(tuple(document.key for document in documents), bags, spread, cut)

    def ranked(self, query: str) -> list[str]:
        """Keys of the documents that share a term with the query, best first."""
        terms = set(self.cut(query))
        scores = {key: self.score(terms, bag) for key, bag in zip(self.keys, self.bags, strict=True)}
        return sorted((key for key in self.keys if scores[key] > 0), key=lambda key: -scores[key])

    def score(self, terms: Iterable[str], bag: Counter[str]) -> float:
        average = sum(other.total() for other in self.bags) / len(self.bags)
        dilution = K1 * (1 - B + B * bag.total() / average)
        return sum(
            self.rarity(term) * bag[term] * (K1 + 1) / (bag[term] + dilution) for term in terms if bag[term]
        )

    def rarity(self, term: str) -> float:
        return math.log1p((len(self.bags) - self.spread[term] + 0.5) / (self.spread[term] + 0.5))


def text_of(document: Document, fields: Sequence[str]) -> str:
    texts = (document.fields.get(name, "") for name in fields)
    return "\n".join(text if isinstance(text, str) else "\n".join(text) for text in texts)


def words(text: str) -> list[str]:
    return [token.term for token in tokens_of(in_one_form(text))]


def words_and_pairs(text: str) -> list[str]:
    plain = in_one_form(text)
    return [*words(text), *(plain[i : i + 2] for i in range(len(plain) - 1))]
