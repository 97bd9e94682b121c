"""The plan as tables: its programmes, their budgets and the sums of them."""

from __future__ import annotations

from typing import Any

from tsunagari.base.words import Words
from tsunagari.opendata.policy.addresses import Addresses
from tsunagari.opendata.policy.item_tables import TO_PROGRAMME, item_tables
from tsunagari.opendata.policy.tables import REQUIRED, YEN, Field, Table
from tsunagari.programmes.catalogue import TIERS, Catalogue
from tsunagari.programmes.schema import Programme
from tsunagari.programmes.totals import TotalLine, plan_totals

TIER = {"required": True, "enum": list(TIERS)}


def plan_tables(catalogue: Catalogue, addresses: Addresses) -> list[Table[Any]]:
    return [
        programmes_table(catalogue, addresses),
        budgets_table(catalogue),
        totals_table(catalogue),
        *item_tables(catalogue),
    ]


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
