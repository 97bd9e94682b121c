"""Kinds of support organisation: whose each is and what it usually helps with; which one to name first."""

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
    "meti_bureau": Words("経済産業局", "METI regional bureau"),
    "stability_desk": Words("経営安定特別相談室", "Special consultation room for firms in difficulty"),
    "succession_centre": Words("事業承継支援センター", "Business succession centre"),
    "handson_office": Words("ハンズオン支援事務局", "Hands-on support office"),
    "it_team": Words("地域ＩＴ経営応援隊", "Regional IT support team"),
    "sme_university": Words("中小企業大学校", "SME University"),
    "chamber": Words("商工会議所", "Chamber of commerce and industry"),
    "commerce_association": Words("商工会", "Commerce and industry association"),
    "association_federation": Words("都道府県商工会連合会", "Prefectural federation of associations"),
    "cooperative_federation": Words("中小企業団体中央会", "Federation of SME cooperatives"),
}
# Who set it up, or pays for it: the chapters of a plan, and what firms founded themselves.
TIERS: dict[str, Words] = {
    "national": Words("国", "State"),
    "prefecture": Words("都道府県", "Prefectures"),
    "smrj": Words("中小機構", "SMRJ"),
    "members": Words("商工団体", "Business associations"),
}
KINDS_OF_TIER: dict[str, tuple[str, ...]] = {
    "national": (
        *(HUB, "subcontract_shelter", "revitalisation_council", "meti_bureau", "stability_desk"),
        *("succession_centre", "handson_office", "it_team"),
    ),
    "prefecture": ("support_centre",),
    "smrj": ("smrj_office", "sme_university"),
    "members": ("chamber", "commerce_association", "association_federation", "cooperative_federation"),
}
TIER_OF: dict[str, str] = {kind: tier for tier, kinds in KINDS_OF_TIER.items() for kind in kinds}
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
    "meti_bureau": frozenset({"new_business", "overseas", "town", "energy", "ip"}),
    "stability_desk": frozenset({"crisis", "customer_failure"}),
    "succession_centre": frozenset({"succession", "retirement"}),
    "handson_office": frozenset({"new_business", "sales"}),
    "it_team": frozenset({"it"}),
    "sme_university": frozenset({"people"}),
    "chamber": frozenset({"management", "founding", "retirement", "crisis"}),
    "commerce_association": frozenset({"management", "founding", "retirement"}),
    "association_federation": frozenset({"management", "people"}),
    "cooperative_federation": frozenset({"management", "people"}),
}


def order(kind: str, themes: Collection[str]) -> tuple[bool, int, int]:
    """Sort key: the hub first, since it knows everyone; then the most specialised."""
    return (kind != HUB, len(themes), list(KINDS).index(kind))
