"""The budgets as areas: tier × pillar × programme. Every yen is drawn once.

What goes through SMRJ is part of other programmes' budgets (内数): it is taken out of their tiles and drawn
in a lot of its own. Supplementary budgets stand beside the year's and are told in words only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from tsunagari.base.money import oku, oku_figure, yen_en
from tsunagari.base.words import Words
from tsunagari.navigator.policy.pictures.drawing import Drawing, Picture, element, group, text
from tsunagari.navigator.policy.pictures.lettering import shortened, width_of
from tsunagari.navigator.policy.pictures.subject import Subject
from tsunagari.navigator.policy.pictures.tables import Line, Table, table_of
from tsunagari.navigator.policy.pictures.treemap import GAP, NARROW, WIDE, Bed, Lot, Plot, Sheet, Tile, beds
from tsunagari.programmes.schema import Programme
from tsunagari.programmes.totals import total_of

MOST_PLOTS = 40  # of one lot; the smaller ones are drawn together
SMRJ = Words("中小機構交付金", "Grant to SMRJ")
WITHIN = Words("（国の事業の内数）", " (within the programmes above)")
OTHERS = Words("ほか{count}事業", "{count} others")


def draw(subject: Subject) -> Picture | None:
    """None where no amount is stated."""
    lots = lots_of(subject)
    if not lots:
        return None
    total = total_of(subject.programmes)
    told = _("%(stated)d事業の予算の合計は%(sum)s。") % {
        "stated": total.stated,
        "sum": money(total.budget_yen or 0, subject.language),
    }
    wide, narrow = (
        drawing(beds(lots, sheet, subject.language), sheet, subject.language) for sheet in (WIDE, NARROW)
    )
    description = told + _("面積が予算額です。")
    return Picture(_("予算の大きさ（億円）"), description, wide, narrow, tuple(notes_of(subject)))


def notes_of(subject: Subject) -> Iterable[str]:
    total = total_of(subject.programmes)
    if total.smrj_grant_yen:
        amount = money(total.smrj_grant_yen, subject.language)
        yield _(
            "中小機構交付金%(sum)sは内数なので、各事業の面積から除き、点線の枠に1回だけかいています。"
        ) % {"sum": amount}
    if total.supplementary_yen:
        amount = money(total.supplementary_yen, subject.language)
        yield _("補正予算（別枠）%(sum)sは、図に入れていません。") % {"sum": amount}
    if total.not_stated:
        yield _("予算の記載がない%(count)d事業は、面積がないので図に入りません。") % {
            "count": total.not_stated
        }


def money(yen: int, language: str) -> str:
    return yen_en(yen) if language.startswith("en") else oku(yen)


def lots_of(subject: Subject) -> list[Lot]:
    """A lot per tier and pillar that states amounts, in the plan's order; then what goes through SMRJ."""
    funded = [programme for programme in subject.programmes if programme.budget_yen]
    is_alone = len({programme.tier for programme in funded}) == 1
    made = []
    for chapter in subject.catalogue.plan.chapters:
        for number, pillar in enumerate(chapter.pillars, start=1):
            here = (chapter.tier, pillar.pillar)
            plots = [
                own_plot(programme) for programme in funded if (programme.tier, programme.pillar) == here
            ]
            mark = mark_of(subject, *here, is_alone=is_alone)
            name = f"{mark} {subject.say(pillar.name)}"
            made.append(Lot(mark, name, (number - 1) % 3 + 1, together(plots)))
    grants = [Plot(p.name, p.smrj_grant_yen, p.key) for p in funded if p.smrj_grant_yen]
    made.append(Lot(subject.say(SMRJ), f"{subject.say(SMRJ)}{subject.say(WITHIN)}", 0, together(grants)))
    return [lot for lot in made if lot.total_yen]


def own_plot(programme: Programme) -> Plot:
    """Its budget without what goes through SMRJ."""
    own = (programme.budget_yen or 0) - (programme.smrj_grant_yen or 0)
    return Plot(programme.name, own, programme.key)


def together(plots: Sequence[Plot]) -> tuple[Plot, ...]:
    """The largest, and all others as one."""
    ordered = sorted(plots, key=lambda plot: -plot.yen)
    large, small = ordered[:MOST_PLOTS], ordered[MOST_PLOTS:]
    if len(small) < 2:
        return tuple(ordered)
    name = Words(OTHERS.ja.format(count=len(small)), OTHERS.en.format(count=len(small)))
    return (*large, Plot(name, sum(plot.yen for plot in small), count=len(small)))


def mark_of(subject: Subject, tier: str, pillar: str, *, is_alone: bool) -> str:
    """A pillar's mark, with whose it is where several have amounts."""
    return (
        pillar if is_alone else f"{subject.say(subject.catalogue.vocabulary.words('tiers', tier))} {pillar}"
    )


def drawing(laid: Sequence[Bed], sheet: Sheet, language: str) -> Drawing:
    body = [
        head_of(bed, sheet) + "".join(drawn(tile, bed.lot, sheet, language) for tile in bed.tiles)
        for bed in laid
    ]
    step = sheet.font * 1.8
    body += [
        legend_line(bed.lot, sheet.height + step * number, sheet) for number, bed in enumerate(laid, start=1)
    ]
    return Drawing(sheet.width, sheet.height + step * len(laid) + sheet.font, "".join(body), "tm")


def head_of(bed: Bed, sheet: Sheet) -> str:
    """The lot's mark and amount, or the amount alone, or nothing: the legend says it in any case."""
    amount = oku_figure(bed.lot.total_yen)
    room = bed.box.width + GAP / 2
    fitting = (words for words in (f"{bed.lot.mark} {amount}", amount) if width_of(words, sheet.font) <= room)
    words = next(fitting, "")
    return text(words, bed.box.x, bed.box.y - 9, font=sheet.font, class_="strong") if words else ""


def legend_line(lot: Lot, y: float, sheet: Sheet) -> str:
    side = sheet.font
    words = shortened(f"{lot.name} {oku_figure(lot.total_yen)}", sheet.width - 2 * side, sheet.font)
    square = element("rect", class_=f"p{lot.colour}", x=1, y=y - side * 0.85, width=side, height=side)
    return square + text(words, 1.6 * side, y, font=sheet.font)


def drawn(tile: Tile, lot: Lot, sheet: Sheet, language: str) -> str:
    box, left = tile.box, tile.box.x + 6
    words = [*tile.lines, oku_figure(tile.plot.yen)] if tile.shows_amount else []
    lines = [
        text(
            word,
            left,
            box.y + sheet.font * (0.2 + 1.35 * number),
            font=sheet.font,
            class_="yen" if number == len(words) else None,
        )
        for number, word in enumerate(words, start=1)
    ]
    square = element("rect", class_=f"p{lot.colour}", x=box.x, y=box.y, width=box.width, height=box.height)
    return group(square, *lines, title=f"{tile.plot.name.in_(language)} {money(tile.plot.yen, language)}")


def table(subject: Subject) -> Table:
    """Every programme with its amounts, in yen; those drawn together are listed one by one."""
    titles = (
        _("だれの事業か"),
        _("計画の位置"),
        _("事業"),
        _("この年度の予算"),
        _("うち中小機構交付金"),
        _("補正予算（別枠）"),
    )
    tiers = subject.catalogue.vocabulary.lists["tiers"]
    lines = (
        Line(
            (
                subject.say(tiers[p.tier]),
                p.place,
                subject.say(p.name),
                p.budget_yen,
                p.smrj_grant_yen if p.smrj_grant_yen is not None else "",
                p.supplementary.amount_yen if p.supplementary else "",
            ),
            p.key,
        )
        for p in subject.programmes
    )
    return table_of(titles, lines, yen=(3, 4, 5), lead=2)
