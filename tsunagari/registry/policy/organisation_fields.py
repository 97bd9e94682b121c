"""The fields of an organisation as a list of them is read: heads, limits, and what each may hold."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tsunagari.base.errors import BadInput
from tsunagari.base.words import Words
from tsunagari.kit.exports import FORMULA
from tsunagari.registry.policy.columns import by_head, places_of
from tsunagari.registry.policy.firm_fields import (
    Field,
    as_typed,
    read_as,
    read_email,
    read_kana,
    read_phone,
    read_place,
)
from tsunagari.registry.policy.organisations import KINDS
from tsunagari.registry.policy.territory import read_territory, read_town

KEY = ("prefecture", "kind", "name")  # what makes it this organisation; a list never changes them
IS_URL = URLValidator(schemes=["http", "https"])
BETWEEN = re.compile(r"[、,，;；\n]+")
HEADS: dict[str, tuple[str, ...]] = {
    "name": ("名前", "名称", "機関名", "支援機関名", "name"),
    "name_en": ("英語名", "英語名称", "english name", "name (en)", "name_en"),
    "kana": ("よみ", "フリガナ", "ふりがな", "カナ", "kana", "reading"),
    "kind": ("機関の種類", "種類", "種別", "区分", "kind"),
    "prefecture": ("都道府県", "県", "prefecture"),
    "municipality": ("市区町村コード", "自治体コード", "municipality", "municipality code"),
    "town": ("市区町村名", "市区町村", "town"),
    "address": ("住所", "所在地", "address"),
    "phone": ("電話", "電話番号", "tel", "phone"),
    "email": ("メール", "メールアドレス", "e-mail", "email"),
    "url": ("ホームページ", "url", "website", "サイト"),
    "hours": ("開いている時間", "受付時間", "営業時間", "hours"),
    "territory": ("担当する地域", "担当地域", "区域", "territory"),
    "themes": ("相談できること", "相談内容", "themes"),
}
FIELD_OF = by_head(HEADS)
NEEDED = {"name": "名前", "kind": "機関の種類"}


def read_kind(text: str, on: datetime.date) -> str:
    for code, words in KINDS.items():
        if text in (code, words.ja, words.en):
            return code
    raise BadInput(given=text, allowed=_("、").join(words.ja for words in KINDS.values()))


def read_desk_phone(text: str, on: datetime.date) -> str:
    """As it is dialled within Japan."""
    said = read_phone(text, on)
    if said.startswith("+81"):
        said = "0" + said[3:].lstrip("-").removeprefix("0")
    if said.startswith("+") or len(said) > 20:
        raise BadInput(given=text, allowed=_("日本の電話番号"), mend=_("例：022-000-0000"))
    return said


def read_url(text: str, on: datetime.date) -> str:
    try:
        IS_URL(text)
    except ValidationError:
        mend = _("例：https://www.example.jp/")
        raise BadInput(given=text, allowed=_("http か https で始まるアドレス"), mend=mend) from None
    return text


def read_code(text: str, on: datetime.date) -> str:
    return read_town(text, {})


def read_places(text: str, on: datetime.date) -> Any:
    return read_territory(text)


FIELDS: dict[str, Field] = {
    "name": Field(lazy("名前"), 120, as_typed),
    "name_en": Field(lazy("英語名"), 160, as_typed),
    "kana": Field(lazy("よみ"), 160, read_kana),
    "kind": Field(lazy("機関の種類"), 60, read_kind),
    "prefecture": Field(lazy("都道府県"), 20, read_place),
    "municipality": Field(lazy("市区町村コード"), 10, read_code),
    "town": Field(lazy("市区町村名"), 60, as_typed),
    "address": Field(lazy("住所"), 200, as_typed),
    "phone": Field(lazy("電話"), 40, read_desk_phone),
    "email": Field(lazy("メール"), 254, read_email),
    "url": Field(lazy("ホームページ"), 200, read_url),
    "hours": Field(lazy("開いている時間"), 200, as_typed),
    "territory": Field(lazy("担当する地域"), 1_000, read_places),
}
THEMES = lazy("相談できること")


def columns_of(heads: Sequence[str]) -> dict[int, str]:
    """Place → field of the columns that are read. Raises BadInput for a list without names or kinds."""
    return places_of(heads, FIELD_OF, needed=NEEDED)


def read_row(
    cells: Sequence[str], columns: Mapping[int, str], themes: Mapping[str, Words], on: datetime.date
) -> tuple[dict[str, Any], list[BadInput]]:
    """The fields a row fills in, and what is wrong with it. Empty cells say nothing."""
    said = {columns[place]: unquoted(cell) for place, cell in enumerate(cells) if cell and place in columns}
    kept: dict[str, Any] = {}
    wrong: list[BadInput] = []
    for name, text in said.items():
        try:
            kept[name] = read_themes(text, themes) if name == "themes" else read_as(FIELDS[name], text, on=on)
        except BadInput as refused:
            wrong.append(refused)
    if (town := kept.get("municipality")) and "prefecture" not in said:
        kept["prefecture"] = town[:2]
    return kept, [*wrong, *whole_faults(kept, said)]


def whole_faults(kept: Mapping[str, Any], said: Mapping[str, str]) -> list[BadInput]:
    """What the row lacks, and a town that lies in another prefecture."""
    faults = [
        BadInput(
            given="", allowed=_("かならず要る項目"), mend=_("書いてください。"), where=str(FIELDS[name].label)
        )
        for name in KEY
        if name not in kept and name not in said
    ]
    town, place = kept.get("municipality", ""), kept.get("prefecture", "")
    if town and place and not town.startswith(place):
        mend = _("都道府県と市区町村のどちらかがちがいます。")
        allowed = _("%(code)sで始まるコード") % {"code": place}
        faults.append(
            BadInput(given=town, allowed=allowed, mend=mend, where=str(FIELDS["municipality"].label))
        )
    return faults


def unquoted(cell: str) -> str:
    """A text that our own files keep from being run as a formula, without the apostrophe before it."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell


def read_themes(text: str, themes: Mapping[str, Words]) -> list[str]:
    """Worries by code or by their words, between commas."""
    by_words = {word: code for code, words in themes.items() for word in (code, words.ja, words.en)}
    codes = []
    for part in filter(None, (part.strip() for part in BETWEEN.split(text))):
        if part not in by_words:
            raise BadInput(given=part, allowed=_("、").join(themes), where=str(THEMES))
        codes.append(by_words[part])
    return sorted(set(codes))
