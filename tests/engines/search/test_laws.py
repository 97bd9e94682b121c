"""What holds for any text, any filters and any order of documents."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.engines.search.shop import READINGS, SHELF, SYNONYMS, shelf
from tsunagari.engines.search.index import Document, Index
from tsunagari.engines.search.near import edits

INDEX = shelf()
QUERIES = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            ["共済", "補助", "の", "取引", "店", "継ぐ", "売れない", "はんろかいたく", "CO2", " ", "<b>"]
        )
    ).map("".join),
)
TIERS = st.sets(st.sampled_from(["national", "smrj", "prefecture"]))


@given(QUERIES)
def test_any_text_is_answered_and_every_hit_says_why(query: str) -> None:
    answer = INDEX.search(query)
    assert answer.total == len(answer.hits)
    assert all(1 <= len(hit.why) <= 3 and hit.score > 0 for hit in answer.hits)
    assert [hit.score for hit in answer.hits] == sorted((hit.score for hit in answer.hits), reverse=True)


@given(st.text(alphabet=st.characters(), max_size=40).map(lambda text: text * 300))
def test_long_and_broken_text_is_safe(query: str) -> None:
    INDEX.search(query)


@given(QUERIES, TIERS, st.sampled_from(["national", "smrj"]))
def test_a_wider_filter_never_loses_a_hit(query: str, tiers: set[str], more: str) -> None:
    assume(tiers)
    narrow = {hit.key for hit in INDEX.search(query, facets={"tier": tiers}).hits}
    assert narrow <= {hit.key for hit in INDEX.search(query, facets={"tier": {*tiers, more}}).hits}
    assert narrow <= {hit.key for hit in INDEX.search(query).hits}


@given(QUERIES, TIERS)
def test_a_count_is_what_choosing_its_value_would_leave(query: str, tiers: set[str]) -> None:
    counts = INDEX.search(query, facets={"tier": tiers}).facet_counts
    for pillar, count in counts["pillar"].items():
        assert INDEX.search(query, facets={"tier": tiers, "pillar": {pillar}}).total == count
    for tier, count in counts["tier"].items():
        assert INDEX.search(query, facets={"tier": {tier}}).total == count


@given(st.permutations(SHELF), QUERIES)
def test_the_order_of_documents_changes_no_score(shuffled: Sequence[Document], query: str) -> None:
    index = Index.build(shuffled, synonyms=SYNONYMS, readings=READINGS)
    scores = {hit.key: hit.score for hit in index.search(query).hits}
    assert scores == {hit.key: hit.score for hit in INDEX.search(query).hits}


TITLES = st.lists(
    st.text(alphabet="共済補助事業の承継 abc1ー、", min_size=1, max_size=12), min_size=1, max_size=6
)


@given(TITLES, st.data())
def test_a_documents_own_title_puts_it_first(titles: list[str], data: st.DataObject) -> None:
    documents = [Document(str(i), {"title": title, "body": titles}, {}) for i, title in enumerate(titles)]
    title = data.draw(st.sampled_from(titles))
    assume(title.strip())
    best = Index.build(documents).search(title).hits[0]
    assert " ".join(titles[int(best.key)].split()) == " ".join(title.split())
    assert best.why


def test_threads_share_an_index() -> None:
    queries = [
        f"{a} {b}"
        for a in ("共済", "補助", "電気代", "跡継ぎ")
        for b in ("商店街", "弁護士", "融資", "展示会")
    ] * 20
    alone = [INDEX.search(query) for query in queries]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(INDEX.search, queries)) == alone


@given(st.text(max_size=8), st.text(max_size=8))
def test_edits_are_a_distance(one: str, other: str) -> None:
    assert edits(one, other) == edits(other, one)
    assert (edits(one, other) == 0) == (one == other)
    assert abs(len(one) - len(other)) <= edits(one, other) <= max(len(one), len(other))
