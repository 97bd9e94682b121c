"""What belongs to a programme as tables: offers, conditions, descent and reported figures, one a row."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from tsunagari.base.words import Words
from tsunagari.opendata.policy.tables import REQUIRED, YEN, Field, Reference, Table
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.describing import condition_words
from tsunagari.programmes.schema import Programme

PRECISION = {"=": "exactly", ">=": "at_least", "about": "about"}
TO_PROGRAMME = Reference(("key",), "programmes", ("key",))


@dataclass(frozen=True, slots=True)
class Of:
    """What belongs to a programme, with its number there, counted from 1."""

    programme: Programme
    number: int
    item: Any


def item_tables(catalogue: Catalogue) -> list[Table[Of]]:
    return [
        offers_table(catalogue),
        conditions_table(catalogue),
        lineage_table(catalogue),
        reported_table(catalogue),
    ]


def belonging(catalogue: Catalogue, items: Callable[[Programme], tuple[Any, ...]]) -> tuple[Of, ...]:
    return tuple(
        Of(programme, number, item)
        for programme in catalogue.programmes
        for number, item in enumerate(items(programme), start=1)
    )


def whose() -> tuple[Field[Of], Field[Of]]:
    """The first two columns of what belongs to a programme."""
    return (
        Field("key", "string", Words("制度の記号", "Key"), lambda of: of.programme.key, constraints=REQUIRED),
        Field(
            "number",
            "integer",
            Words("番号", "Number"),
            lambda of: of.number,
            "Within the programme, from 1.",
            REQUIRED,
        ),
    )


def column(name: str, type_: str, title: Words, value: Callable[[Any], Any], **more: Any) -> Field[Of]:
    """A column that says something of the item itself."""
    return Field(name, type_, title, lambda of: value(of.item), **more)


def offers_table(catalogue: Catalogue) -> Table[Of]:
    return Table(
        "offers",
        Words("受けられること", "Offers"),
        Words(
            "制度ごとの中身。率は分数のままの列と、百分率の列があります。",
            "What a programme gives. Rates as a fraction, and in per cent.",
        ),
        (
            *whose(),
            column("kind", "string", Words("種類", "Kind"), lambda o: o.kind, constraints=REQUIRED),
            column("words", "string", Words("内容", "What"), lambda o: o.words.ja),
            column("words_en", "string", Words("内容（英語）", "What, in English"), lambda o: o.words.en),
            column(
                "rate",
                "string",
                Words("率", "Rate"),
                lambda o: o.rate,
                constraints={"pattern": "[0-9]+(/[0-9]+)?"},
            ),
            column(
                "rate_percent",
                "number",
                Words("最大補助率（％）", "Rate in per cent"),
                lambda o: o.rate and percent(o.rate),
                note="To one decimal.",
                gif="最大補助率",
            ),
            column(
                "cap_yen",
                "integer",
                Words("上限額（円）", "Cap (yen)"),
                lambda o: o.cap_yen,
                note="The most that is paid or lent. Empty: not stated.",
                constraints=YEN,
                gif="給付上限額・借入限度額",
            ),
            column("fee", "string", Words("費用", "Fee"), lambda o: o.fee),
            column("law", "string", Words("根拠", "Law"), lambda o: o.law),
            column("source", "string", Words("出典", "Source"), lambda o: o.source),
        ),
        belonging(catalogue, lambda programme: programme.offers),
        key=("key", "number"),
        references=(TO_PROGRAMME,),
    )


def percent(rate: Fraction) -> Decimal:
    """2/3 → 66.7, rounded half up."""
    exact = Decimal(100 * rate.numerator) / Decimal(rate.denominator)
    return exact.quantize(Decimal("0.1"), ROUND_HALF_UP)


def conditions_table(catalogue: Catalogue) -> Table[Of]:
    """The leaves of every rule. The clause says how they are joined: eligibility.all.0, eligibility.any.1."""
    vocabulary = catalogue.vocabulary

    def law(of: Of) -> str:
        eligibility = of.programme.eligibility
        clause = eligibility.clauses.get(of.item.clause) if eligibility else None
        return clause.law if clause else ""

    return Table(
        "conditions",
        Words("使える条件", "Conditions"),
        Words(
            "規則の葉。clauseの中のall・any・notが、つながり方です。",
            "The leaves of each rule; all, any and not within the clause say how they are joined.",
        ),
        (
            *whose(),
            column(
                "clause", "string", Words("条件の位置", "Clause"), lambda c: c.clause, constraints=REQUIRED
            ),
            column("fact", "string", Words("事実", "Fact"), lambda c: c.fact, constraints=REQUIRED),
            column("test", "string", Words("比べ方", "Test"), lambda c: c.test, constraints=REQUIRED),
            column(
                "operand",
                "string",
                Words("比べる値", "Operand"),
                lambda c: operand(c.operand),
                note="As JSON; rates as text.",
            ),
            column(
                "words", "string", Words("ことば", "In words"), lambda c: condition_words(c, vocabulary).ja
            ),
            column(
                "words_en",
                "string",
                Words("ことば（英語）", "In words, in English"),
                lambda c: condition_words(c, vocabulary).en,
            ),
            Field("law", "string", Words("根拠", "Law"), law),
            Field(
                "is_assumed",
                "boolean",
                Words("仮定", "Assumed"),
                lambda of: of.programme.is_assumed(of.item.clause),
                constraints=REQUIRED,
            ),
        ),
        belonging(catalogue, lambda programme: tuple(programme.rule.conditions())),
        key=("key", "number"),
        references=(TO_PROGRAMME, Reference(("fact",), "facts", ("name",))),
    )


def operand(value: Any) -> str:
    """What a condition compares with, as JSON."""
    return json.dumps(plain(value), ensure_ascii=False)


def plain(value: Any) -> Any:
    match value:
        case bool() | int() | str() | None:
            return value
        case frozenset() | set():
            return sorted(map(plain, value), key=str)
        case tuple() | list():
            return [plain(item) for item in value]
        case _:
            return str(value)


def lineage_table(catalogue: Catalogue) -> Table[Of]:
    return Table(
        "lineage",
        Words("前の年度からのつながり", "Lineage"),
        Words(
            "前の年度のどの制度を、どう引きついだか。",
            "Which programme of an earlier year it carries on, and how.",
        ),
        (
            *whose(),
            column(
                "title_before",
                "string",
                Words("前の名前", "Title before"),
                lambda f: f.title,
                constraints=REQUIRED,
            ),
            column(
                "year_before",
                "year",
                Words("前の年度", "Year before"),
                lambda f: f.year,
                constraints=REQUIRED,
            ),
            column(
                "how",
                "string",
                Words("引きつぎ方", "How"),
                lambda f: f.how,
                constraints=REQUIRED,
                gif="制度変更区分",
                note="A code of the list follows.",
            ),
        ),
        belonging(catalogue, lambda programme: programme.follows),
        key=("key", "number"),
        references=(TO_PROGRAMME,),
    )


def reported_table(catalogue: Catalogue) -> Table[Of]:
    return Table(
        "reported",
        Words("計画に書かれた実績", "Reported figures"),
        Words(
            "計画の文書が過去について述べた数。ここで数えたものではありません。",
            "Figures the document states about the past; nothing counted here.",
        ),
        (
            *whose(),
            column("what", "string", Words("何の数か", "What"), lambda r: r.what.ja, constraints=REQUIRED),
            column("what_en", "string", Words("何の数か（英語）", "What, in English"), lambda r: r.what.en),
            column(
                "precision",
                "string",
                Words("言い方", "How exact"),
                lambda r: PRECISION[r.op],
                constraints={"required": True, "enum": list(PRECISION.values())},
            ),
            column("value", "integer", Words("数", "Value"), lambda r: r.value, constraints=REQUIRED),
            column("unit", "string", Words("単位", "Unit"), lambda r: r.unit),
            column("as_of", "date", Words("時点", "As of"), lambda r: r.as_of),
            column("period", "string", Words("期間", "Period"), lambda r: r.period),
        ),
        belonging(catalogue, lambda programme: programme.reported),
        key=("key", "number"),
        references=(TO_PROGRAMME,),
    )
