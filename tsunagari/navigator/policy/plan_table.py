"""The plan as a table: programmes by tier and pillar, with subtotals of what is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tsunagari.base.words import Words
from tsunagari.kit.tables import Cell, Column, Sorting, sorted_rows
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.schema import Pillar, Programme
from tsunagari.programmes.totals import Total, total_of


@dataclass(frozen=True, slots=True)
class Row:
    """One programme, its number in the document's order and its labels."""

    number: int
    programme: Programme
    tier: Words
    pillar: Pillar
    mechanisms: tuple[Words, ...]

    @property
    def change(self) -> int | None:
        now, before = self.programme.budget_yen, self.programme.budget_before_yen
        return None if now is None or before is None else now - before


@dataclass(frozen=True, slots=True)
class Group:
    """One pillar of one tier; `total` counts the rows shown, not those filtered away."""

    tier: Words
    chapter: Words
    pillar: Pillar
    rows: tuple[Row, ...]
    total: Total
    is_first_of_tier: bool
    tier_total: Total


def shown_columns() -> tuple[Column[Row], ...]:
    """The columns of the page; all of them sort."""
    return (
        Column("place", _("計画の位置"), lambda row: row.number),
        Column("name", _("事業"), lambda row: row.programme.name.ja),
        Column(
            "budget",
            _("この年度"),
            lambda row: row.programme.budget_yen,
            is_number=True,
            missing=_("記載なし"),
        ),
        Column(
            "before",
            _("前の年度"),
            lambda row: row.programme.budget_before_yen,
            is_number=True,
            missing=_("記載なし"),
        ),
        Column("change", _("増減"), lambda row: row.change, is_number=True),
    )


def exported_columns(language: str) -> tuple[Column[Row], ...]:
    """The columns of the files. Amounts are whole yen."""

    def words(read: Callable[[Row], Words | None]) -> Callable[[Row], Cell]:
        return lambda row: found.in_(language) if (found := read(row)) else None

    def money(code: str, title: str, read: Callable[[Row], int | None]) -> Column[Row]:
        return Column(code, title, read, is_number=True, missing=_("記載なし"), width=18)

    return (
        Column("number", _("番号"), lambda row: row.number, is_number=True, width=6),
        Column("tier", _("だれの事業か"), words(lambda row: row.tier), width=12),
        Column("pillar", _("計画の柱"), words(lambda row: row.pillar.name), width=30),
        Column("place", _("計画の位置"), lambda row: row.programme.place, width=12),
        Column("key", _("キー"), lambda row: row.programme.key, width=24),
        Column("name", _("事業"), lambda row: row.programme.name.ja, width=44),
        Column("name_en", _("事業（英語）"), lambda row: row.programme.name.en, width=44),
        Column("summary", _("説明"), words(lambda row: row.programme.summary), width=60),
        Column(
            "mechanisms",
            _("支援のかたち"),
            lambda row: "、".join(w.in_(language) for w in row.mechanisms),
            width=24,
        ),
        money("budget", _("この年度の予算（円）"), lambda row: row.programme.budget_yen),
        money("before", _("前の年度の予算（円）"), lambda row: row.programme.budget_before_yen),
        Column("change", _("増減（円）"), lambda row: row.change, is_number=True, width=18),
        Column("new", _("新規"), lambda row: _("新規") if row.programme.is_new else "", width=8),
        Column(
            "smrj",
            _("うち中小機構交付金（円）"),
            lambda row: row.programme.smrj_grant_yen,
            is_number=True,
            width=18,
        ),
        Column("supplementary", _("補正予算（別枠、円）"), supplementary_yen, is_number=True, width=18),
    )


def supplementary_yen(row: Row) -> int | None:
    extra = row.programme.supplementary
    return extra.amount_yen if extra else None


def rows_of(catalogue: Catalogue, programmes: Iterable[Programme]) -> list[Row]:
    number = {programme.key: place for place, programme in enumerate(catalogue.programmes, start=1)}
    pillars = {(c.tier, p.pillar): p for c in catalogue.plan.chapters for p in c.pillars}
    words = catalogue.vocabulary.words
    return [
        Row(
            number[programme.key],
            programme,
            words("tiers", programme.tier),
            pillars[programme.tier, programme.pillar],
            tuple(words("mechanisms", code) for code in programme.mechanisms),
        )
        for programme in programmes
    ]


def groups_of(catalogue: Catalogue, rows: Sequence[Row], sorting: Sorting) -> list[Group]:
    """Rows by tier and pillar in the plan's order, sorted within; groups without rows are left out."""
    made: list[Group] = []
    for chapter in catalogue.plan.chapters:
        of_tier = [row for row in rows if row.programme.tier == chapter.tier]
        tier_total = total_of(row.programme for row in of_tier)
        is_first = True
        for pillar in chapter.pillars:
            inside = [row for row in of_tier if row.pillar == pillar]
            if inside:
                ordered = tuple(sorted_rows(inside, shown_columns(), sorting))
                total = total_of(row.programme for row in inside)
                tier = catalogue.vocabulary.words("tiers", chapter.tier)
                made.append(Group(tier, chapter.name, pillar, ordered, total, is_first, tier_total))
                is_first = False
    return made
