"""Firms as rows of a list, each cut down to what its reader may see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.utils.translation import gettext_lazy as _

from tsunagari.base.places import prefecture
from tsunagari.base.trades import trade_name
from tsunagari.base.words import Words
from tsunagari.kit.tables import Cell, Column
from tsunagari.registry.policy.field_groups import FIELDS, IDENTITY
from tsunagari.registry.policy.firm_facts import FIGURES as FACTS

LISTED = (*FIELDS[IDENTITY], "address", "phone", "email", "facts")


class Kept(Protocol):
    """A firm as the database holds it."""

    pk: int
    kept_by: Any


@dataclass(frozen=True, slots=True)
class Line:
    """One firm of a list: `values` holds only fields of `groups`."""

    firm_id: int
    groups: frozenset[str]
    values: Mapping[str, Any] = field(hash=False)
    kept_by: str
    is_own: bool

    @property
    def place(self) -> Words | None:
        code = self.values.get("prefecture")
        return Words(prefecture(code).ja, prefecture(code).en) if code else None

    @property
    def trade(self) -> Words | None:
        code = self.values.get("industry")
        return Words(*trade_name(code)) if code else None


def line_of(firm: Kept, groups: frozenset[str], *, is_own: bool) -> Line:
    """A firm's row with the fields of the groups that may be seen, and none else."""
    fields = {name for group in groups for name in FIELDS[group]}
    values = {name: getattr(firm, name) for name in LISTED if name in fields}
    return Line(firm.pk, groups, values, firm.kept_by.name, is_own)


def cell(name: str) -> Any:
    def value(line: Line) -> Cell:
        return line.values.get(name)

    return value


def figure(name: str) -> Any:
    def value(line: Line) -> Cell:
        return line.values.get("facts", {}).get(name)

    return value


NOT_SHARED = _("同意なし")
EXPORTED: tuple[Column[Line], ...] = (
    Column("name", _("名前"), cell("name"), width=32),
    Column("kana", _("よみ"), cell("kana"), width=32),
    Column("trade_name", _("屋号"), cell("trade_name")),
    Column("kind", _("かたち"), cell("kind")),
    Column("corporate_number", _("法人番号"), cell("corporate_number")),
    Column("industry", _("業種"), cell("industry")),
    Column("prefecture", _("都道府県"), cell("prefecture")),
    Column("municipality", _("市区町村コード"), cell("municipality")),
    Column("address", _("住所"), cell("address"), missing=NOT_SHARED, width=40),
    Column("phone", _("電話"), cell("phone"), missing=NOT_SHARED),
    Column("email", _("メール"), cell("email"), missing=NOT_SHARED, width=24),
    Column("capital", _("資本金"), figure(FACTS[0]), is_number=True),
    Column("employees", _("従業員数"), figure(FACTS[1]), is_number=True),
    Column("founded", _("事業を始めた日"), figure(FACTS[2])),
    Column("kept_by", _("記録している機関"), lambda line: line.kept_by, width=32),
)
