"""Which column of a list of firms is which field, by its head in Japanese or English."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from tsunagari.base.errors import BadInput
from tsunagari.programmes.vocabulary import Vocabulary
from tsunagari.registry.policy.columns import by_head, places_of
from tsunagari.registry.policy.firm_facts import read_figure
from tsunagari.registry.policy.firm_fields import read_fields

HEADS: dict[str, tuple[str, ...]] = {
    "name": (
        "名前",
        "名称",
        "会社名",
        "企業名",
        "事業者名",
        "商号",
        "商号又は名称",
        "法人名",
        "name",
        "company",
    ),
    "kana": ("よみ", "フリガナ", "ふりがな", "カナ", "会社名カナ", "kana", "reading"),
    "trade_name": ("屋号", "店名", "店舗名", "trade name"),
    "kind": ("かたち", "区分", "法人個人", "kind"),
    "corporate_number": ("法人番号", "corporate number"),
    "industry": ("業種", "業種コード", "産業分類", "industry", "jsic"),
    "prefecture": ("都道府県", "県", "prefecture"),
    "municipality": ("市区町村コード", "自治体コード", "municipality"),
    "address": ("住所", "所在地", "本社所在地", "address"),
    "phone": ("電話", "電話番号", "tel", "phone"),
    "email": ("メール", "メールアドレス", "e-mail", "email"),
    "firm.capital_yen": ("資本金", "capital"),
    "firm.employees_regular": ("従業員数", "従業員", "社員数", "employees"),
    "firm.founded_on": ("事業を始めた日", "設立日", "設立", "創業日", "創業", "founded"),
}
FIELD_OF = by_head(HEADS)


def columns_of(heads: Sequence[str]) -> dict[int, str]:
    """Place → field of the columns that are read. Raises BadInput without a name, or with a field twice."""
    return places_of(heads, FIELD_OF, needed={"name": "名前"})


def read_row(
    cells: Sequence[str], columns: Mapping[int, str], vocabulary: Vocabulary, on: datetime.date
) -> tuple[dict[str, Any], list[BadInput]]:
    """The fields a row fills in, `facts` among them, and what is wrong with it. Empty cells say nothing."""
    said = {field: cells[place] for place, field in columns.items() if place < len(cells) and cells[place]}
    kept, faults = read_fields({"name": "", **said}, on=on)
    facts: dict[str, Any] = {}
    wrong = list(faults.values())
    for field, text in said.items():
        if field in vocabulary.facts:
            try:
                facts[field] = read_figure(vocabulary.facts[field], text, on)
            except BadInput as refused:
                wrong.append(refused)
    filled: dict[str, Any] = {name: value for name, value in kept.items() if value}
    return {**filled, "facts": facts}, wrong
