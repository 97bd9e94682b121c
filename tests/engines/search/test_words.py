"""Every usual way of asking finds its document, and what should not be found is not."""

from __future__ import annotations

import pytest

from tests.engines.search.shop import SHELF, SYNONYMS, document, keys, shelf
from tsunagari.base.errors import BadInput
from tsunagari.engines.search.index import Document, Index
from tsunagari.engines.search.why import Why

INDEX = shelf()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("共済", {"retire", "failure"}),
        ("補助", {"centre", "energy"}),
        ("融資", {"failure"}),
        ("ｼｬｯﾀｰ通り", {"centre"}),
        ("CO2", {"energy"}),
        ("ｃｏ２", {"energy"}),
        ("かけこみ寺", {"refuge"}),
        ("駆け込み寺", {"refuge"}),
        ("subsidy", {"sales"}),
        ("EXPORTS", {"sales"}),
        ("the succession of a business", {"heir"}),
        ("電気代 退職金", {"energy", "retire"}),
    ],
)
def test_words_are_found_however_they_are_written(query: str, found: set[str]) -> None:
    assert set(keys(INDEX, query)) == found


@pytest.mark.parametrize(
    "query", ["観光", "半導体", "zzqq", "がのはを", "、。！", "the of and", "", "\x00\x1b", "\ud800"]
)
def test_what_no_document_says_is_not_found(query: str) -> None:
    answer = INDEX.search(query)
    assert (answer.hits, answer.total) == ((), 0)


def test_an_unknown_word_is_found_by_its_pairs_and_a_mere_pair_is_not_enough() -> None:
    index = Index.build([document("new", "新連携ヌケモラ工房"), document("other", "ヌケの多い道")])
    hit, *others = index.search("ヌケモラ工").hits
    assert hit.key == "new"
    assert all(hit.score > 3 * other.score for other in others)


def test_more_and_rarer_words_rank_higher() -> None:
    assert keys(INDEX, "小規模企業共済")[:2] == ["retire", "failure"]
    assert keys(INDEX, "倒産 共済")[0] == "failure"


def test_a_title_outweighs_a_summary() -> None:
    plain = document("summary", "相談", summary="展示会")
    index = Index.build([plain, document("title", "展示会", summary="相談")])
    assert keys(index, "展示") == ["title", "summary"]
    flat = Index.build(
        [plain, document("title", "展示会", summary="相談")], weights=dict.fromkeys(INDEX.names, 1.0)
    )
    assert [hit.score for hit in flat.search("展示").hits] == pytest.approx(
        [flat.search("展示").hits[0].score] * 2
    )


@pytest.mark.parametrize("query", ["跡継ぎがいない", "あとつぎ", "後継ぎ", "息子が店を継いでくれない"])
def test_an_owners_way_of_saying_leads_to_the_term(query: str) -> None:
    hit = next(hit for hit in INDEX.search(query).hits if hit.key == "heir")
    assert any(why.term == "事業承継" and why.said in query for why in hit.why)


def test_a_synonym_needs_all_of_its_words_and_weighs_less_than_the_word_itself() -> None:
    assert "heir" not in keys(Index.build(SHELF), "跡継ぎ")
    assert "heir" not in keys(INDEX, "息子")
    index = Index.build([document("synonym", "販路開拓"), document("word", "売れる店")], synonyms=SYNONYMS)
    assert keys(index, "売れない") == ["word", "synonym"]


def test_a_term_in_kana_is_known_where_it_stands_whole() -> None:
    query = "はんろかいたくをしたい"
    assert INDEX.search(query).hits[0].key == "sales"
    assert Why("販路開拓", "title", "はんろかいたく") in INDEX.search(query).hits[0].why
    assert keys(INDEX, "じぎょうしょうけい") == ["heir"]
    assert keys(Index.build(SHELF), "じぎょうしょうけい") == []
    assert keys(INDEX, "じぎょうしょう") == []


def test_a_polite_prefix_is_no_word() -> None:
    assert [token.term for token in INDEX.search("お店のご相談").tokens] == ["店", "相談"]


def test_why_says_the_persons_own_word_the_term_and_the_field() -> None:
    assert INDEX.search("ｼｬｯﾀｰ通り").hits[0].why == (Why("シャッター通り", "owner_words", "シャッター通り"),)
    assert INDEX.search("Subsidy").hits[0].why == (Why("subsidies", "summary", "Subsidy"),)
    assert INDEX.search("不渡り").hits[0].why == (Why("倒産防止共済", "title", "不渡り"),)
    assert INDEX.search("省エネ診断").hits[0].why == (Why("省エネ診断", "title", "省エネ診断"),)


def test_a_misspelling_brings_near_words_and_a_known_word_brings_none() -> None:
    assert "共済" in INDEX.search("共斉").suggestions
    assert "succession" in INDEX.search("sucession").suggestions
    assert INDEX.search("共済").suggestions == ()
    assert INDEX.search("ﾛﾛﾛﾛﾛ").suggestions == ()


def test_equal_scores_keep_the_order_of_the_documents() -> None:
    twins = [document(f"d{i}", "展示の会") for i in range(9)]
    assert keys(Index.build(twins), "展示") == [f"d{i}" for i in range(9)]
    assert [hit.rank for hit in Index.build(twins).search("展示", limit=3).hits] == [1, 2, 3]


def test_an_index_of_nothing_answers() -> None:
    for documents in ([], [Document("bare", {}, {})], [document("blank", "", summary="。")]):
        assert Index.build(documents).search("共済").total == 0


def test_what_cannot_be_asked_is_refused_with_what_can() -> None:
    with pytest.raises(BadInput, match="tier"):
        INDEX.search("共済", facets={"colour": {"red"}})
    with pytest.raises(BadInput, match="from 1"):
        INDEX.search("共済", limit=0)
    with pytest.raises(BadInput, match="owner_words"):
        Index.build([Document("odd", {"colour": "red"}, {})])
