"""The list as it leaves: a row for each firm, with the reasons and how to reach it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tsunagari.base.words import Words
from tsunagari.kit.tables import Column
from tsunagari.registry.policy.field_groups import CONSULTATIONS
from tsunagari.registry.policy.firm_table import NOT_SHARED, Line, cell


@dataclass(frozen=True, slots=True)
class Row:
    """`line` holds only what may be seen of the firm."""

    line: Line
    why: tuple[Words, ...]

    @property
    def groups(self) -> frozenset[str]:
        """The field groups that the row shows something of: no list tells of consultations."""
        return self.line.groups - {CONSULTATIONS}


def columns_in(language: str) -> tuple[Column[Row], ...]:
    def of_firm(code: str, title: str, width: int = 16) -> Column[Row]:
        value = cell(code)
        return Column(code, title, lambda row: value(row.line), missing=str(NOT_SHARED), width=width)

    def words(value: Words | None) -> str:
        return value.in_(language) if value else ""

    return (
        of_firm("name", _("名前"), 32),
        of_firm("kana", _("よみ"), 32),
        Column("place", _("所在"), lambda row: words(row.line.place)),
        Column("trade", _("業種"), lambda row: words(row.line.trade), width=24),
        Column("why", _("理由"), lambda row: "\n".join(one.in_(language) for one in row.why), width=60),
        of_firm("phone", _("電話")),
        of_firm("email", _("メール"), 24),
        of_firm("address", _("住所"), 40),
        Column("kept_by", _("記録している機関"), lambda row: row.line.kept_by, width=32),
    )
