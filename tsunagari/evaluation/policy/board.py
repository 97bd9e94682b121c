"""The table of all figures: its rows, columns and the pictures of their periods."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from tsunagari.base.words import Words
from tsunagari.engines.indicator.declared import SHARE
from tsunagari.engines.indicator.period import Period, fiscal_year
from tsunagari.engines.indicator.result import Quantity, Source
from tsunagari.evaluation.policy.counted import NOTHING, Counted
from tsunagari.evaluation.policy.figures import Figure
from tsunagari.evaluation.policy.wording import indicator_words, verdict_words
from tsunagari.kit.tables import Cell, Column
from tsunagari.programmes.catalogue import Catalogue

WIDE = 158  # of the picture of a fiscal year, in its own units


@dataclass(frozen=True, slots=True)
class Row:
    """One figure with its words. `own` is how much of the count the reader's organisations recorded."""

    figure: Figure
    label: Words
    verdict: Words
    own: int | None

    @property
    def is_flagged(self) -> bool:
        return bool(self.figure.result.flags)

    @property
    def bands(self) -> tuple[int, int] | None:
        """Widths of the two periods of a quotient, both from 1 April; None where a side has none."""
        result = self.figure.result
        if result.denominator is None or not (result.numerator.period and result.denominator.period):
            return None
        return band(result.numerator.period), band(result.denominator.period)


def band(period: Period) -> int:
    """At least two units, so that even one day can be seen."""
    whole = fiscal_year(period.first.year)
    return max(2, WIDE * period.days // whole.days)


def rows_of(catalogue: Catalogue, figures: Iterable[Figure], own: Mapping[str, Counted]) -> list[Row]:
    return [
        Row(
            figure,
            indicator_words(figure.indicator, catalogue.vocabulary),
            verdict_words(figure.indicator, figure.result.flags),
            own_count(figure, own.get(figure.programme.key, NOTHING)),
        )
        for figure in figures
    ]


def own_count(figure: Figure, own: Counted) -> int | None:
    """Of the event that `figure.counts` counts."""
    if figure.counts is None or figure.counts.value is None:
        return None
    tally = own.tallies.get(figure.counted_event)
    return tally.count if tally else 0


def rounded(value: int | Fraction | None) -> int | None:
    """To the whole yen or case, half up."""
    return None if value is None else (value + Fraction(1, 2)).__floor__()


def shown_columns() -> tuple[Column[Row], ...]:
    """What the page's table sorts by."""
    return (
        Column("place", _("計画の位置"), lambda row: row.figure.number),
        Column("name", _("事業と指標"), lambda row: row.figure.programme.name.ja),
        Column("budget", _("予算"), lambda row: row.figure.programme.budget_yen, is_number=True),
        Column("count", _("記録の数"), counted_cases, is_number=True),
        Column("value", _("結果"), cost_first, is_number=True),
    )


def counted_cases(row: Row) -> int | None:
    return row.figure.counts.value if row.figure.counts else row.figure.result.value  # type: ignore[return-value]


def cost_first(row: Row) -> int | None:
    """Costs are put in order; other figures are not of the same kind and come after them."""
    return rounded(row.figure.result.value) if row.figure.indicator.is_cost else None


def exported_columns(language: str) -> tuple[Column[Row], ...]:
    """The columns of the files. A share stands as a fraction, so that nothing is lost by rounding."""

    def number(code: str, title: str, read: Callable[[Row], Cell]) -> Column[Row]:
        return Column(code, title, read, is_number=True, width=18)

    def side(code: str, title: str, read: Callable[[Row], Quantity | None]) -> tuple[Column[Row], ...]:
        return (
            number(code, title, lambda row: q.value if (q := read(row)) else None),
            Column(
                f"{code}_source", _("%(side)sの出どころ") % {"side": title}, lambda row: source(read(row))
            ),
            Column(f"{code}_from", _("%(side)sの初日") % {"side": title}, lambda row: first(read(row))),
            Column(f"{code}_to", _("%(side)sの末日") % {"side": title}, lambda row: last(read(row))),
        )

    return (
        Column("key", _("キー"), lambda row: row.figure.programme.key, width=24),
        Column("place", _("計画の位置"), lambda row: row.figure.programme.place, width=12),
        Column("name", _("事業"), lambda row: row.figure.programme.name.in_(language), width=44),
        Column("indicator", _("指標"), lambda row: row.label.in_(language), width=44),
        number("budget", _("予算（円）"), lambda row: row.figure.programme.budget_yen),
        number("value", _("結果"), exported_value),
        Column("unit", _("結果の単位"), lambda row: row.figure.result.unit, width=10),
        *side("numerator", _("分子"), lambda row: row.figure.result.numerator),
        *side("denominator", _("分母"), lambda row: row.figure.result.denominator),
        Column("flags", _("判断"), lambda row: "、".join(row.figure.result.flags), width=24),
        number("organisations", _("記録した機関の数"), lambda row: row.figure.counted.organisations),
    )


def exported_value(row: Row) -> Cell:
    value = row.figure.result.value
    return str(value) if row.figure.indicator.form == SHARE and value is not None else rounded(value)


def source(quantity: Quantity | None) -> Cell:
    if quantity is None:
        return None
    return _("計画の予算") if quantity.source is Source.BUDGET else _("業務の記録")


def first(quantity: Quantity | None) -> Cell:
    return quantity.period.first if quantity and quantity.period else None


def last(quantity: Quantity | None) -> Cell:
    return quantity.period.last if quantity and quantity.period else None
