"""The plan as a booklet: cover, contents, its picture and table, then a sheet for each programme."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tsunagari.kit.tables import Sorting
from tsunagari.kit.templatetags.tsunagari import day, fiscal_year, is_english, oku_figure_words, oku_words
from tsunagari.navigator.policy.pictures import budgets
from tsunagari.navigator.policy.pictures.drawing import Drawing, element
from tsunagari.navigator.policy.pictures.paper import STYLE
from tsunagari.navigator.policy.pictures.subject import Subject as Drawn
from tsunagari.navigator.policy.plan_table import Group, groups_of, rows_of
from tsunagari.navigator.policy.plan_table import Row as PlanRow
from tsunagari.navigator.templatetags.navigator import plain, signed_figure
from tsunagari.paper.policy.blocks import (
    Block,
    Column,
    Contents,
    Figures,
    Heading,
    Line,
    NewPage,
    Paper,
    Paragraph,
    Picture,
    Row,
    Table,
)
from tsunagari.paper.policy.programme_sheet import NOTHING, Subject, programme_blocks
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.schema import Programme
from tsunagari.programmes.totals import Total, total_of

PLAN_ORDER = Sorting("place")


def booklet(catalogue: Catalogue, programmes: Sequence[Programme], as_of: datetime.date, site: str) -> Paper:
    """The booklet of `programmes`, which may be those of the plan that pass a filter."""
    title = plain(catalogue.plan.title)
    if len(programmes) < len(catalogue.programmes):
        title += _("（抜粋）")
    return Paper(
        title=title,
        language="en" if is_english() else "ja",
        day=as_of,
        kicker=fiscal_year(catalogue.year),
        site=site,
        description=_("計画のすがた"),
        assumed_mark=_("仮定"),
        has_cover=True,
        blocks=tuple(booklet_blocks(catalogue, programmes, as_of)),
    )


def booklet_blocks(
    catalogue: Catalogue, programmes: Sequence[Programme], as_of: datetime.date
) -> Iterator[Block]:
    groups = groups_of(catalogue, rows_of(catalogue, programmes), PLAN_ORDER)
    yield Paragraph(about(as_of))
    yield NewPage()
    yield Contents(_("目次"))
    yield NewPage()
    yield Heading(_("計画のすがた"))
    yield Figures(tuple(figures_of(total_of(programmes))))
    yield from picture(catalogue, programmes)
    yield NewPage()
    yield Heading(_("事業と予算"))
    yield table(groups, total_of(programmes))
    yield Paragraph(
        _("前の年度の合計は、この年度の新規事業の前身を含まないため、合計の増減は出しません。"),
        "hint",
    )
    for group in groups:
        yield from sheets(catalogue, group, as_of)


def about(as_of: datetime.date) -> str:
    return _(
        "計画の文書から読み取った額と条件を、事業ごとにまとめた冊子です。法律の数は%(day)sのものです。"
        "文書に書かれていないことを補ったところには「仮定」と記しています。"
    ) % {"day": day(as_of)}


def figures_of(total: Total) -> Iterator[tuple[str, str]]:
    yield _("事業の数"), str(total.programmes)
    yield _("予算の合計（%(n)s事業）") % {"n": total.stated}, oku_words(total.budget_yen)
    if total.smrj_grant_yen:
        yield _("うち中小機構交付金"), oku_words(total.smrj_grant_yen)
    if total.supplementary_yen:
        yield _("補正予算（別枠）"), oku_words(total.supplementary_yen)
    yield _("予算の記載がない事業"), str(total.not_stated)


def picture(catalogue: Catalogue, programmes: Sequence[Programme]) -> Iterator[Block]:
    drawn = budgets.draw(Drawn(catalogue, tuple(programmes), "en" if is_english() else "ja"))
    if drawn:
        alt = f"{drawn.title} {drawn.description}"
        yield Picture(svg_of(drawn.narrow), alt, drawn.title, drawn.description, drawn.notes)


def svg_of(drawing: Drawing) -> str:
    """The drawing alone, in the colours of paper: its title and description stand beside it."""
    return element(
        "svg",
        element("style", STYLE),
        element("g", drawing.body, class_=drawing.kind or None),
        xmlns="http://www.w3.org/2000/svg",
        class_="chart",
        viewBox=f"0 0 {drawing.width} {drawing.height}",
        width=drawing.width,
        height=drawing.height,
    )


def table(groups: Sequence[Group], total: Total) -> Table:
    columns = (
        Column(_("計画の位置")),
        Column(_("事業"), 1),
        Column(_("この年度"), is_number=True),
        Column(_("前の年度"), is_number=True),
        Column(_("増減"), is_number=True),
    )
    note = _("単位 億円。") + _("「記載なし」は、計画の文書に金額がないことで、0円ではありません。")
    rows = [row for group in groups for row in group_rows(group)]
    name = _("合計（金額のある%(n)s事業）") % {"n": total.stated}
    amounts = (oku_figure_words(total.budget_yen), oku_figure_words(total.budget_before_yen), NOTHING)
    rows.append(Row(tuple(map(Line, ("", name, *amounts))), is_sum=True))
    return Table(_("事業と予算"), note, columns, tuple(rows), lead=1)


def group_rows(group: Group) -> Iterator[Row]:
    if group.is_first_of_tier:
        count = group.tier_total.programmes
        counted = ngettext("%(n)s事業", "%(n)s事業", count) % {"n": count}
        head = f"{plain(group.chapter)}　{counted}　{oku_words(group.tier_total.budget_yen)}"
        yield Row((Line(head),), group=1)
    pillar = f"{group.pillar.pillar} {plain(group.pillar.name)}　{oku_words(group.total.budget_yen)}"
    yield Row((Line(pillar),), group=2)
    yield from map(programme_row, group.rows)


def programme_row(row: PlanRow) -> Row:
    programme = row.programme
    before = NOTHING if programme.is_new else oku_figure_words(programme.budget_before_yen)
    change = _("新規") if programme.is_new else signed_figure(row.change)
    cells = (programme.place, plain(programme.name), oku_figure_words(programme.budget_yen), before, change)
    return Row(tuple(map(Line, cells)))


def sheets(catalogue: Catalogue, group: Group, as_of: datetime.date) -> Iterator[Block]:
    """A pillar's programmes, each on a page of its own, so that it can be handed out alone."""
    for place, row in enumerate(group.rows):
        yield NewPage()
        if place == 0 and group.is_first_of_tier:
            yield Heading(plain(group.chapter))
        if place == 0:
            yield Heading(f"{group.pillar.pillar} {plain(group.pillar.name)}", 2)
        yield Heading(plain(row.programme.name), 3)
        yield from programme_blocks(Subject(catalogue, row.programme, as_of, level=4))
