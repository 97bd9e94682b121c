"""A large index keeps common words twice; what it answers is what a small one would."""

from __future__ import annotations

import numpy as np
import pytest

from tests.engines.search.shop import SHELF, SYNONYMS
from tsunagari.engines.search import postings
from tsunagari.engines.search.index import Document, Index

QUERIES = ("共済 補助 融資", "取引先がつぶれた", "息子が継がない", "小規模企業共済", "シャッター通りの商店街")
MANY = [Document(f"{one.key}-{n}", one.fields, one.facets) for n in range(3) for one in SHELF]


def test_it_answers_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    rare = Index.build(MANY, synonyms=SYNONYMS)
    monkeypatch.setattr(postings, "MANY", 0)
    monkeypatch.setattr(postings, "COMMON", 100)
    twice = Index.build(MANY, synonyms=SYNONYMS)
    assert twice.gathered.words.common
    assert not rare.gathered.words.common
    for query in QUERIES:
        one, other = rare.search(query), twice.search(query)
        assert [hit.key for hit in one.hits] == [hit.key for hit in other.hits]
        assert np.allclose([hit.score for hit in one.hits], [hit.score for hit in other.hits])
        assert (one.total, one.facet_counts) == (other.total, other.facet_counts)
