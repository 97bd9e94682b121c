"""Kinds of support organisation and what each usually helps with; which one to name first."""

from __future__ import annotations

from collections.abc import Collection

from tsunagari.base.words import Words

HUB = "hub"
KINDS: dict[str, Words] = {
    HUB: Words("地域力連携拠点", "Regional support hub"),
    "support_centre": Words("都道府県等中小企業支援センター", "Prefectural SME support centre"),
    "subcontract_shelter": Words("下請かけこみ寺", "Subcontract shelter"),
    "revitalisation_council": Words("中小企業再生支援協議会", "SME revitalisation council"),
    "smrj_office": Words("中小機構の地域本部", "SMRJ regional office"),
}
GENERAL = frozenset(
    {"management", "succession", "sales", "new_business", "it", "people", "founding", "retirement"}
)
USUAL_THEMES: dict[str, frozenset[str]] = {  # codes of the fact need.themes
    HUB: GENERAL,
    "support_centre": frozenset({"management", "sales", "new_business", "founding", "it", "ip"}),
    "subcontract_shelter": frozenset({"trade_trouble"}),
    "revitalisation_council": frozenset({"crisis", "restructuring"}),
    "smrj_office": frozenset(
        {"new_business", "overseas", "succession", "retirement", "customer_failure", "town"}
    ),
}


def order(kind: str, themes: Collection[str]) -> tuple[bool, int, int]:
    """Sort key: the hub first, since it knows everyone; then the most specialised."""
    return (kind != HUB, len(themes), list(KINDS).index(kind))
