"""The plan as tables: programmes, what they offer and ask, their budgets, descent and reported figures."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from tsunagari.base.words import Words
from tsunagari.engines.eligibility.rule import Condition
from tsunagari.opendata.policy.addresses import Addresses
from tsunagari.opendata.policy.tables import REQUIRED, Field, Reference, Table
from tsunagari.programmes.catalogue import TIERS, Catalogue
from tsunagari.programmes.describing import condition_words
from tsunagari.programmes.schema import Lineage, Offer, Programme, Reported
from tsunagari.programmes.totals import TotalLine, plan_totals

YEN = {"minimum": 0}
TIER = {"required": True, "enum": list(TIERS)}
PRECISION = {"=": "exactly", ">=": "at_least", "about": "about"}
TO_PROGRAMME = Reference(("key",), "programmes", ("key",))


@dataclass(frozen=True, slots=True)
class Of:
    """What belongs to a programme, with its number there, counted from 1."""

    programme: Programme
    number: int
    item: Any


def plan_tables(catalogue: Catalogue, addresses: Addresses) -> list[Table[Any]]:
    return [
        programmes_table(catalogue, addresses),
        budgets_table(catalogue),
        totals_table(catalogue),
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


def programmes_table(catalogue: Catalogue, addresses: Addresses) -> Table[Programme]:
    """One row per programme, in the document's order."""
    position = {programme.key: number for number, programme in enumerate(catalogue.programmes, start=1)}
    words = catalogue.vocabulary.words
    return Table(
        "programmes",
        Words("制度", "Programmes"),
        Words(
            "計画に書かれた制度。1行に1つ、文書の順。",
            "The plan's programmes, one a row, as the document has them.",
        ),
        (
            Field("seq", "integer", Words("順番", "Order"), lambda p: position[p.key], constraints=REQUIRED),
            Field(
                "key",
                "string",
                Words("制度の記号", "Key"),
                lambda p: p.key,
                constraints={"required": True, "unique": True},
                gif="制度番号",
            ),
            Field(
                "year", "year", Words("年度", "Fiscal year"), lambda p: catalogue.year, constraints=REQUIRED
            ),
            Field("tier", "string", Words("実施主体", "Tier"), lambda p: p.tier, constraints=TIER),
            Field(
                "tier_ja",
                "string",
                Words("実施主体の名", "Tier in Japanese"),
                lambda p: words("tiers", p.tier).ja,
            ),
            Field(
                "place",
                "string",
                Words("計画での位置", "Place in the plan"),
                lambda p: p.place,
                constraints=REQUIRED,
            ),
            Field("pillar", "string", Words("柱", "Pillar"), lambda p: p.pillar, constraints=REQUIRED),
            Field("group", "string", Words("まとまり", "Group"), lambda p: p.group.ja if p.group else None),
            Field("title", "string", Words("名前", "Title"), lambda p: p.name.ja, constraints=REQUIRED),
            Field("title_en", "string", Words("名前（英語）", "Title in English"), lambda p: p.name.en),
            Field("alt_title", "string", Words("別の名前", "Other title"), lambda p: p.alt_title),
            Field(
                "is_new", "boolean", Words("新規", "New this year"), lambda p: p.is_new, constraints=REQUIRED
            ),
            Field(
                "summary", "string", Words("説明", "Summary"), lambda p: p.summary.ja, "Written by this site."
            ),
            Field(
                "summary_en", "string", Words("説明（英語）", "Summary in English"), lambda p: p.summary.en
            ),
            Field(
                "mechanisms",
                "array",
                Words("しくみ", "Mechanisms"),
                lambda p: p.mechanisms,
                "Codes of the list mechanisms.",
                gif="サービス種別",
            ),
            Field(
                "audience",
                "array",
                Words("対象", "Audience"),
                lambda p: p.audience,
                "Codes of the list audiences.",
            ),
            Field(
                "desk",
                "string",
                Words("担当の仕事", "Desk"),
                lambda p: p.deliver and p.deliver.desk,
                "A code of the list desks.",
            ),
            Field(
                "procedure",
                "string",
                Words("手続き", "Procedure"),
                lambda p: p.deliver and p.deliver.procedure,
            ),
            Field(
                "delivered_by",
                "array",
                Words("窓口の種類", "Kinds of organisation"),
                lambda p: p.deliver.by if p.deliver else (),
            ),
            Field(
                "first_step",
                "string",
                Words("最初にすること", "First step"),
                lambda p: p.first_step and p.first_step.ja,
            ),
            Field(
                "first_step_en",
                "string",
                Words("最初にすること（英語）", "First step in English"),
                lambda p: p.first_step and p.first_step.en,
            ),
            Field(
                "assumed",
                "array",
                Words("仮定", "Assumed"),
                lambda p: p.assumed,
                "Addresses of what the document does not say.",
            ),
            Field("page", "string", Words("ページ", "Page"), lambda p: addresses.page(p.key), format="uri"),
            Field(
                "digest",
                "string",
                Words("ファイルの要約値", "Digest"),
                lambda p: p.digest,
                "SHA-256 of the programme's file.",
            ),
        ),
        catalogue.programmes,
        key=("key",),
    )


def budgets_table(catalogue: Catalogue) -> Table[Programme]:
    """One row per programme. budget_yen adds up to the plan's total; no other column may be added."""
    return Table(
        "budgets",
        Words("予算", "Budgets"),
        Words(
            "単位は円。記載のない額は空で、0ではありません。足せるのはbudget_yenの列だけです。"
            "smrj_grant_yenはその内数、supplementary_yenは別枠です。",
            "In yen. An amount that is not stated is empty, never 0. Only budget_yen may be added up: "
            "smrj_grant_yen is a part of it, supplementary_yen lies outside it.",
        ),
        (
            Field(
                "key",
                "string",
                Words("制度の記号", "Key"),
                lambda p: p.key,
                constraints={"required": True, "unique": True},
            ),
            Field(
                "year", "year", Words("年度", "Fiscal year"), lambda p: catalogue.year, constraints=REQUIRED
            ),
            Field(
                "is_stated",
                "boolean",
                Words("記載あり", "Stated"),
                lambda p: p.budget_yen is not None,
                constraints=REQUIRED,
            ),
            Field(
                "budget_yen",
                "integer",
                Words("予算額（円）", "Budget (yen)"),
                lambda p: p.budget_yen,
                "Empty: not stated.",
                YEN,
            ),
            Field(
                "budget_before_yen",
                "integer",
                Words("前年度予算額（円）", "Budget of the year before (yen)"),
                lambda p: p.budget_before_yen,
                "Empty: not stated.",
                YEN,
            ),
            Field(
                "smrj_grant_yen",
                "integer",
                Words("うち中小機構交付金（円）", "Of which through SMRJ (yen)"),
                lambda p: p.smrj_grant_yen,
                "A part of budget_yen (内数): never add it.",
                YEN,
            ),
            Field(
                "supplementary_year",
                "year",
                Words("補正予算の年度", "Year of the supplementary budget"),
                lambda p: p.supplementary and p.supplementary.year,
            ),
            Field(
                "supplementary_number",
                "integer",
                Words("補正予算の号", "Number of the supplementary budget"),
                lambda p: p.supplementary and p.supplementary.number,
            ),
            Field(
                "supplementary_yen",
                "integer",
                Words("補正予算額（円）", "Supplementary budget (yen)"),
                lambda p: p.supplementary and p.supplementary.amount_yen,
                "Outside budget_yen (別枠), of another year.",
                YEN,
            ),
        ),
        catalogue.programmes,
        key=("key",),
        references=(TO_PROGRAMME,),
    )


def totals_table(catalogue: Catalogue) -> Table[TotalLine]:
    """Sums the document does not print: the plan's, each tier's, each pillar's. They contain each other."""
    return Table(
        "totals",
        Words("予算の合計", "Totals"),
        Words(
            "計画・主体・柱ごとの合計。たがいに含みあうので、足しあわせません。",
            "Per plan, tier and pillar. They contain one another: never add rows.",
        ),
        (
            Field(
                "level",
                "string",
                Words("段", "Level"),
                level_of,
                constraints={"required": True, "enum": ["plan", "tier", "pillar"]},
            ),
            Field(
                "tier",
                "string",
                Words("実施主体", "Tier"),
                lambda t: t.tier or "all",
                constraints={"required": True, "enum": ["all", *TIERS]},
            ),
            Field(
                "pillar", "string", Words("柱", "Pillar"), lambda t: t.pillar or "all", constraints=REQUIRED
            ),
            Field(
                "programmes",
                "integer",
                Words("制度の数", "Programmes"),
                lambda t: t.total.programmes,
                constraints=REQUIRED,
            ),
            Field(
                "stated",
                "integer",
                Words("予算の記載がある数", "With a budget stated"),
                lambda t: t.total.stated,
                constraints=REQUIRED,
            ),
            Field(
                "not_stated",
                "integer",
                Words("記載のない数", "Not stated"),
                lambda t: t.total.not_stated,
                constraints=REQUIRED,
            ),
            Field(
                "budget_yen",
                "integer",
                Words("予算額（円）", "Budget (yen)"),
                lambda t: t.total.budget_yen,
                "Empty: none is stated.",
                YEN,
            ),
            Field(
                "budget_before_yen",
                "integer",
                Words("前年度予算額（円）", "Budget of the year before (yen)"),
                lambda t: t.total.budget_before_yen,
                "Empty: none is stated.",
                YEN,
            ),
            Field(
                "smrj_grant_yen",
                "integer",
                Words("うち中小機構交付金（円）", "Of which through SMRJ (yen)"),
                lambda t: t.total.smrj_grant_yen,
                "A part of budget_yen.",
                YEN,
            ),
            Field(
                "supplementary_yen",
                "integer",
                Words("補正予算額（円）", "Supplementary budgets (yen)"),
                lambda t: t.total.supplementary_yen,
                "Outside budget_yen.",
                YEN,
            ),
        ),
        plan_totals(catalogue),
        key=("tier", "pillar"),
    )


def level_of(line: TotalLine) -> str:
    if line.pillar:
        return "pillar"
    return "tier" if line.tier else "plan"


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


def offers_table(catalogue: Catalogue) -> Table[Of]:
    def column(name: str, type_: str, title: Words, value: Callable[[Offer], Any], **more: Any) -> Field[Of]:
        return Field(name, type_, title, lambda of: value(of.item), **more)

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

    def column(
        name: str, type_: str, title: Words, value: Callable[[Condition], Any], **more: Any
    ) -> Field[Of]:
        return Field(name, type_, title, lambda of: value(of.item), **more)

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
    def column(
        name: str, type_: str, title: Words, value: Callable[[Lineage], Any], **more: Any
    ) -> Field[Of]:
        return Field(name, type_, title, lambda of: value(of.item), **more)

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
    def column(
        name: str, type_: str, title: Words, value: Callable[[Reported], Any], **more: Any
    ) -> Field[Of]:
        return Field(name, type_, title, lambda of: value(of.item), **more)

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
