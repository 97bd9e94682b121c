"""What is quick answers what is plain: packed masks, counts in a byte, reasons for all hits at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engines.search.shop import SHELF, SYNONYMS
from tsunagari.engines.search import postings, why
from tsunagari.engines.search.facets import Facets, all_of
from tsunagari.engines.search.index import Document, Index, best_first
from tsunagari.engines.search.postings import Posting
from tsunagari.engines.search.why import Lead

VALUES = {"tier": "abc", "audience": "pqrs"}
LISTED = st.lists(
    st.fixed_dictionaries({name: st.frozensets(st.sampled_from(codes)) for name, codes in VALUES.items()}),
    max_size=200,
)
WANTED = st.fixed_dictionaries(
    {name: st.frozensets(st.sampled_from(codes)) for name, codes in VALUES.items()}
)
TEXTS = st.text(st.sampled_from("共済補助金融資取引先がつぶれ商店街の息子継ない相談 "), max_size=40)
MANY = [Document(f"{one.key}-{n}", one.fields, one.facets) for n in range(40) for one in SHELF]


@given(LISTED, WANTED, st.data())
def test_counts_of_bits_are_counts_of_documents(
    documents: list[Mapping[str, frozenset[str]]], wanted: Mapping[str, Collection[str]], data: st.DataObject
) -> None:
    facets = Facets.of(documents)
    found = np.array(
        data.draw(st.lists(st.booleans(), min_size=len(documents), max_size=len(documents))), bool
    )
    chosen = facets.chosen({name: codes for name, codes in wanted.items() if name in facets.masks})
    counted = facets.counts(found, chosen)
    assert list(counted) == list(facets.masks)
    for name, values in counted.items():
        left = all_of(found, [mask for other, mask in chosen.items() if other != name])
        assert values == {code: int((left & mask).sum()) for code, mask in facets.masks[name].items()}


def plain_totals(leads: Collection[Lead], size: int) -> np.ndarray:
    """Document by document, in the order in which the index adds up."""
    scores = np.zeros(size, np.float32)
    for lead in leads:
        sums, met = np.zeros(size, np.float32), np.zeros(size, int)
        factor = np.float32(lead.clue.weight)
        for _, posting in lead.found:
            for document, score in zip(posting.documents, posting.scores, strict=True):
                sums[document] += score
                met[document] += 1
        scores += np.where(met >= lead.clue.need, factor * sums, np.float32(0))
    return scores


def plain_met(posting: Posting, document: int) -> list[tuple[float, int]]:
    rows = np.flatnonzero(posting.documents == document)
    return [(float(posting.scores[row]), int(posting.fields[row])) for row in rows]


@pytest.mark.parametrize("most_in_a_byte", [why.MOST_IN_A_BYTE, 0])
@pytest.mark.parametrize("many", [0, postings.MANY])
@given(query=TEXTS, tiers=st.frozensets(st.sampled_from(["national", "prefecture", "smrj"]), max_size=2))
def test_the_best_and_their_reasons_are_those_of_adding_up_one_by_one(
    many: int, most_in_a_byte: int, query: str, tiers: frozenset[str]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(why, "MOST_IN_A_BYTE", most_in_a_byte)
        index = INDICES[many]
        asked = index.scored(query)
        plain = plain_totals(asked.leads, len(MANY))
        for place in asked.titled:
            plain[place] = asked.scores[place]
        assert np.array_equal(asked.scores, plain)
        left = all_of(plain > 0, index.facets.chosen({"tier": tiers}).values())
        best = best_first(plain, left, 10)
        hits = index.search(query, facets={"tier": tiers}).hits
        assert [hit.key for hit in hits] == [index.keys[place] for place in best]
        for lead in asked.leads:
            rows = why.met_by(lead, np.array(best, np.int64))
            for document, row in zip(best, rows, strict=True):
                one_by_one = [
                    (term, *met) for term, posting in lead.found for met in plain_met(posting, document)
                ]
                assert row == one_by_one


def test_a_term_whose_words_stand_apart_gives_no_reason() -> None:
    """共済 and 商店街 are known, no document has both: the synonym's posting is empty."""
    apart = [Document("a", {"title": "共済"}, {}), Document("b", {"title": "商店街"}, {})]
    index = Index.build(apart, synonyms={"共済": ["共済商店街"]})
    assert not len(index.gathered.compounds["共済 商店 街"].documents)
    (hit,) = index.search("共済").hits
    assert (hit.key, [one.term for one in hit.why]) == ("a", ["共済"])


def indexed(many: int) -> Index:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "MANY", many)
        return Index.build(MANY, synonyms=SYNONYMS)


INDICES = {many: indexed(many) for many in (0, postings.MANY)}
