"""A small shelf of our own documents, and ways of saying."""

from __future__ import annotations

from tsunagari.engines.search.index import Document, Index

SYNONYMS = {
    "跡継ぎ": ("事業承継",),
    "息子が継がない": ("事業承継",),
    "不渡り": ("倒産防止共済",),
    "売れない": ("販路開拓",),
}


def document(
    key: str, title: str, *words: str, summary: str = "", tier: str = "national", pillar: str = "1"
) -> Document:
    return Document(
        key,
        {"title": title, "owner_words": list(words), "summary": summary},
        {"tier": frozenset({tier}), "pillar": frozenset({pillar})},
    )


READINGS = {"はんろかいたく": ("販路開拓",), "じぎょうしょうけい": ("事業承継",), "そうだん": ("相談",)}

SHELF = (
    document(
        "centre",
        "まちなか商業補助事業",
        "空き店舗",
        "シャッター通り",
        summary="商店街の費用の一部を国が補助します。",
    ),
    document(
        "retire",
        "小規模企業共済",
        "退職金",
        summary="やめたあとの暮らしのために積み立てます。",
        tier="smrj",
        pillar="3",
    ),
    document(
        "failure",
        "倒産防止共済",
        "取引先がつぶれた",
        summary="掛金の十倍まで融資します。",
        tier="smrj",
        pillar="3",
    ),
    document(
        "heir",
        "事業承継の手伝い",
        "後継者がいない",
        summary="会社を次の人に渡します。 Business succession",
        tier="smrj",
    ),
    document(
        "refuge",
        "下請かけこみ寺",
        "代金を払ってくれない",
        summary="取引の悩みを弁護士に相談できます。",
        pillar="2",
    ),
    document(
        "sales",
        "販路開拓の展示会",
        "売り先がない",
        summary="Trade fairs and subsidies for exports",
        pillar="2",
    ),
    document(
        "energy", "省エネ診断", "電気代が高い", summary="ＣＯ２を減らす設備に１／２を補助します。", pillar="2"
    ),
)


def shelf() -> Index:
    return Index.build(SHELF, synonyms=SYNONYMS, readings=READINGS)


def keys(index: Index, query: str, **facets: tuple[str, ...]) -> list[str]:
    return [hit.key for hit in index.search(query, facets=facets).hits]
