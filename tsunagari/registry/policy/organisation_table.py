"""The directory as a table: its heads are those that the import reads."""

from __future__ import annotations

from typing import Protocol

from django.utils.translation import gettext_lazy as _

from tsunagari.base.places import prefecture
from tsunagari.kit.tables import Column
from tsunagari.registry.policy.organisations import KINDS


class Listed(Protocol):
    kind: str
    name: str
    name_en: str
    kana: str
    prefecture: str
    municipality: str
    town: str
    territory: list[str]
    address: str
    phone: str
    email: str
    url: str
    hours: str
    themes: list[str]


COLUMNS: tuple[Column[Listed], ...] = (
    Column("name", _("名前"), lambda one: one.name, width=40),
    Column("name_en", _("英語名"), lambda one: one.name_en, width=32),
    Column("kana", _("よみ"), lambda one: one.kana, width=32),
    Column("kind", _("機関の種類"), lambda one: KINDS[one.kind].ja, width=28),
    Column("prefecture", _("都道府県"), lambda one: prefecture(one.prefecture).ja),
    Column("municipality", _("市区町村コード"), lambda one: one.municipality),
    Column("town", _("市区町村名"), lambda one: one.town),
    Column("address", _("住所"), lambda one: one.address, width=40),
    Column("phone", _("電話"), lambda one: one.phone),
    Column("email", _("メール"), lambda one: one.email, width=28),
    Column("url", _("ホームページ"), lambda one: one.url, width=32),
    Column("hours", _("開いている時間"), lambda one: one.hours, width=28),
    Column("territory", _("担当する地域"), lambda one: "、".join(one.territory), width=28),
    Column("themes", _("相談できること"), lambda one: "、".join(one.themes), width=40),
)
