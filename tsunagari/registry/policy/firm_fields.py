"""The fields of a firm's card: what each is called, how it is read, how a change is told."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from tsunagari.base.errors import BadInput
from tsunagari.base.places import PREFECTURES, prefecture, read_municipality
from tsunagari.base.text import CONTROL, half_width
from tsunagari.base.trades import read_jsic, revision_on, trade_name
from tsunagari.base.words import Words
from tsunagari.registry.policy.corporate_numbers import read_corporate_number
from tsunagari.registry.policy.firm_names import KATAKANA, folded_width

KINDS: dict[str, Words] = {  # values of the fact firm.kind
    "company": Words("会社", "Company"),
    "individual": Words("個人事業", "Sole proprietor"),
    "cooperative": Words("組合", "Cooperative"),
    "association": Words("団体", "Association"),
    "other": Words("その他", "Other"),
}
PHONE = re.compile(r"\+?[0-9]+(?:-[0-9]+)*")
KEPT_AS_FORMER = frozenset(
    {"name", "kana", "trade_name", "address", "phone"}
)  # a firm is still found by them


@dataclass(frozen=True, slots=True)
class Field:
    """`read` takes what was typed (trimmed, no longer than `limit`, not empty) and the day.

    What it gives is no longer than `kept`, or than `limit` where that is None.
    """

    label: str | Promise
    limit: int
    read: Callable[[str, datetime.date], str]
    kept: int | None = None


def as_typed(text: str, on: datetime.date) -> str:
    return text


def read_corporate(text: str, on: datetime.date) -> str:
    return read_corporate_number(text)


def read_kind(text: str, on: datetime.date) -> str:
    for code, words in KINDS.items():
        if text in (code, words.ja, words.en):
            return code
    raise BadInput(given=text, allowed=_("、").join(words.ja for words in KINDS.values()), where=_("かたち"))


def read_kana(text: str, on: datetime.date) -> str:
    """Hiragana in full width, so that one order holds for all."""
    return folded_width(text).translate(KATAKANA)


def read_trade(text: str, on: datetime.date) -> str:
    return read_jsic(text, revision_on(on))


def read_place(text: str, on: datetime.date) -> str:
    """A prefecture by code or by name, with or without 都道府県."""
    said = half_width(text)
    for place in PREFECTURES:
        if said in (place.code, place.ja, place.ja[:-1], place.en):
            return place.code
    raise BadInput(given=text, allowed=_("都道府県の名前か、01から47"), where=_("都道府県"))


def read_town(text: str, on: datetime.date) -> str:
    return read_municipality(text)


def read_phone(text: str, on: datetime.date) -> str:
    """Digits in groups, as one dials them: （022）123−4567 → 022-123-4567."""
    said = re.sub(r"[\s()（）‐-―−ー]+", "-", half_width(text)).strip("-")
    if PHONE.fullmatch(said) and 6 <= sum(map(str.isdigit, said)) <= 15:
        return said
    raise BadInput(given=text, allowed=_("数字とハイフン"), mend=_("例：022-000-0000"), where=_("電話"))


def read_email(text: str, on: datetime.date) -> str:
    try:
        validate_email(text)
    except ValidationError:
        mend = _("例：info@example.jp")
        raise BadInput(given=text, allowed=_("メールアドレス"), mend=mend, where=_("メール")) from None
    return text


CARD_FIELDS: dict[str, Field] = {
    "name": Field(lazy("名前"), 120, as_typed),
    "kana": Field(lazy("よみ"), 160, read_kana),
    "trade_name": Field(lazy("屋号"), 120, as_typed),
    "kind": Field(lazy("かたち"), 20, read_kind),
    "corporate_number": Field(lazy("法人番号"), 40, read_corporate),
    "industry": Field(lazy("業種"), 60, read_trade),
    "prefecture": Field(lazy("都道府県"), 20, read_place),
    "municipality": Field(lazy("市区町村コード"), 10, read_town),
    "address": Field(lazy("住所"), 200, as_typed),
    "phone": Field(lazy("電話"), 40, read_phone, kept=20),
    "email": Field(lazy("メール"), 254, read_email),
}


def read_field(name: str, value: str, *, on: datetime.date) -> str:
    """One field as it is kept; empty stays empty. Raises BadInput naming the field as people call it."""
    field = CARD_FIELDS[name]
    if name == "name" and not value.strip():
        raise BadInput(
            given="", allowed=_("会社・お店の名前"), mend=_("書いてください。"), where=str(field.label)
        )
    return read_as(field, value, on=on, has_lines=name == "address")


def read_as(field: Field, value: str, *, on: datetime.date, has_lines: bool = False) -> str:
    """What was typed as `field` keeps it; empty stays empty. Raises BadInput naming the field."""
    label, text = str(field.label), value.strip()
    refuse_longer(text, field.limit, label)
    if CONTROL.search(text) or (not has_lines and "\n" in text):
        mend = _("目に見えない文字が入っています。書きなおしてください。")
        raise BadInput(given=text, allowed=_("ふつうの文字"), mend=mend, where=label)
    if not text:
        return ""
    try:
        read = field.read(text, on)
    except BadInput as refused:
        raise BadInput(given=refused.given, allowed=refused.allowed, mend=refused.mend, where=label) from None
    refuse_longer(read, field.kept or field.limit, label)
    return read


def refuse_longer(text: str, limit: int, label: str) -> None:
    if len(text) > limit:
        allowed = _("%(limit)d文字まで") % {"limit": limit}
        raise BadInput(given=text, allowed=allowed, mend=_("短くしてください。"), where=label)


def read_fields(given: Mapping[str, str], *, on: datetime.date) -> tuple[dict[str, str], dict[str, BadInput]]:
    """Fields as they are kept, and what is wrong with the others. Names that are no field are passed over."""
    kept: dict[str, str] = {}
    faults: dict[str, BadInput] = {}
    for name in CARD_FIELDS.keys() & given.keys():
        try:
            kept[name] = read_field(name, given[name], on=on)
        except BadInput as refused:
            faults[name] = refused
    town, place = kept.get("municipality", ""), kept.get("prefecture", "")
    if town and place and not town.startswith(place):
        faults["municipality"] = BadInput(
            given=town,
            allowed=_("%(code)sで始まるコード") % {"code": place},
            mend=_("都道府県と市区町村のどちらかがちがいます。"),
            where=str(CARD_FIELDS["municipality"].label),
        )
    if town and not place and "prefecture" not in faults:
        kept["prefecture"] = town[:2]
    return kept, faults


def field_words(name: str, value: str) -> Words:
    """A kept field as people read it: the words of a code, other texts as they are."""
    if name == "kind" and value in KINDS:
        return KINDS[value]
    if name == "industry" and value:
        return Words(f"{value} {trade_name(value)[0]}", f"{value} {trade_name(value)[1]}")
    if name == "prefecture" and value:
        return Words(prefecture(value).ja, prefecture(value).en)
    return Words(value, "")


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """What `after` would change: field → (as it is, as it would be)."""
    return {name: (before.get(name), value) for name, value in after.items() if before.get(name) != value}
