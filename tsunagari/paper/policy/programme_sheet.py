"""One programme on paper: what its page says, from what its page says it from."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tsunagari.kit.templatetags.tsunagari import day, fiscal_year, is_english, oku_words, yen
from tsunagari.navigator.policy import conditions
from tsunagari.navigator.policy.budget import budget_move
from tsunagari.navigator.policy.conditions import condition_lines
from tsunagari.navigator.policy.grounds import Assumption, OfferRow, assumptions, laws_of, offer_rows
from tsunagari.navigator.policy.units import counted
from tsunagari.navigator.templatetags.navigator import percent, period, plain, signed_oku
from tsunagari.paper.policy.blocks import (
    Block,
    Column,
    Facts,
    Figures,
    Heading,
    Line,
    Listing,
    Paper,
    Paragraph,
    Row,
    Step,
    Table,
)
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.schema import Programme, Reported

NOTHING = "—"


@dataclass(frozen=True, slots=True)
class Subject:
    """A programme in its plan, on the day by which the law is read. `level` is that of its headings."""

    catalogue: Catalogue
    programme: Programme
    as_of: datetime.date
    level: int = 1

    def heading(self, text: str) -> Heading:
        return Heading(text, self.level, is_listed=self.level == 1)

    def labels(self, name: str, codes: Iterable[str]) -> str:
        words = self.catalogue.vocabulary.words
        return _("・").join(plain(words(name, code)) for code in codes)


def programme_paper(catalogue: Catalogue, programme: Programme, as_of: datetime.date, site: str) -> Paper:
    """The sheet of one programme. `site` is the address of its page."""
    subject = Subject(catalogue, programme, as_of)
    return Paper(
        title=plain(programme.name),
        language="en" if is_english() else "ja",
        day=as_of,
        kicker=plain(catalogue.plan.title),
        site=site,
        description=plain(programme.summary),
        assumed_mark=_("仮定"),
        blocks=tuple(programme_blocks(subject)),
    )


def programme_blocks(subject: Subject) -> Iterator[Block]:
    """All of a programme but its name."""
    yield from opening(subject)
    yield from who(subject)
    yield from gains(subject)
    yield from course(subject)
    yield from budget(subject)
    yield from reported(subject)
    yield from grounds(subject)


def opening(subject: Subject) -> Iterator[Block]:
    programme = subject.programme
    yield Paragraph(place_of(subject), "soft")
    others = [programme.name.ja] if is_english() else []
    others += [programme.alt_title] if programme.alt_title else []
    if others:
        yield Paragraph(_("・").join(others), "soft")
    yield Paragraph(plain(programme.summary), "lead")
    yield Figures(tuple(head_figures(subject)))
    if programme.first_step:
        yield Step(_("最初の一歩"), plain(programme.first_step))


def place_of(subject: Subject) -> str:
    """Where in the plan it stands: chapter, pillar, group, place."""
    programme = subject.programme
    chapter = subject.catalogue.plan.chapter(programme.tier)
    pillar = next(pillar for pillar in chapter.pillars if pillar.pillar == programme.pillar)
    parts = [plain(chapter.name), f"{pillar.pillar} {plain(pillar.name)}"]
    parts += [plain(programme.group)] if programme.group else []
    return "　".join([*parts, programme.place])


def head_figures(subject: Subject) -> Iterator[tuple[str, str]]:
    programme, year = subject.programme, subject.catalogue.year
    move = budget_move(programme, year)
    yield _("%(year)sの予算") % {"year": fiscal_year(year)}, oku_words(programme.budget_yen)
    if move.share is not None:
        yield _("前の年度から"), f"{percent(move.share)}%"
    elif move.is_new:
        yield _("前の年度から"), _("新規")
    yield _("支援のかたち"), subject.labels("mechanisms", programme.mechanisms)
    yield _("だれのための制度か"), subject.labels("audiences", programme.audience)


def who(subject: Subject) -> Iterator[Block]:
    yield subject.heading(_("だれが使えるか"))
    line = condition_lines(subject.programme, subject.catalogue.vocabulary)
    if line is None:
        yield Paragraph(_("条件はありません。だれでも使えます。"))
    elif line.join == "all":
        count = len(line.parts)
        told = ngettext("次の%(n)sつをすべて満たす方です。", "次の%(n)sつをすべて満たす方です。", count)
        yield Paragraph(told % {"n": count})
        yield Listing(tuple(map(condition, line.parts)), is_numbered=True)
    elif line.join == "any":
        yield Paragraph(_("次のどれかに当てはまる方です。"))
        yield Listing(tuple(map(condition, line.parts)))
    else:
        yield Listing((condition(line),))


def condition(line: conditions.Line) -> Line:
    if line.words:
        return Line(plain(line.words), (line.law,) if line.law else (), line.is_assumed)
    joined = _("次のすべてに当てはまる") if line.join == "all" else _("次のどれかに当てはまる")
    return Line(joined, parts=tuple(map(condition, line.parts)))


def gains(subject: Subject) -> Iterator[Block]:
    yield subject.heading(_("何が受けられるか"))
    rows = offer_rows(subject.programme, subject.catalogue, subject.as_of)
    if not rows:
        yield Paragraph(_("金額や割合は、計画の文書に書かれていません。"))
        return
    yield Table(
        _("受けられること"),
        _("「記載なし」は、計画の文書に書かれていないことです。募集の案内で確かめてください。"),
        (Column(_("内容"), 1), Column(_("割合"), is_number=True), Column(_("上限"), is_number=True)),
        tuple(Row((offer(row), Line(row.rate or NOTHING), Line(yen(row.cap_yen)))) for row in rows),
    )


def offer(row: OfferRow) -> Line:
    notes = [_("条件：%(when)s") % {"when": plain(row.when)}] if row.when else []
    notes += [_("費用：%(fee)s") % {"fee": plain(row.fee)}] if row.fee else []
    notes += [text for text in (row.offer.law, row.source) if text]
    return Line(plain(row.offer.words), tuple(notes), row.is_assumed)


def course(subject: Subject) -> Iterator[Block]:
    yield subject.heading(_("どう進むか"))
    deliver = subject.programme.deliver
    procedure = subject.catalogue.procedures.get(deliver.procedure) if deliver else None
    if procedure is None:
        yield Paragraph(_("進み方は、計画の文書に書かれていません。近くの窓口で聞いてください。"))
        return
    steps = (Line(plain(step.label), (plain(step.tell),)) for step in procedure.usual_steps)
    yield Listing(tuple(steps), is_numbered=True)
    if procedure.is_assumed:
        yield Paragraph(_("進み方は計画の文書に書かれていないため、同じ種類の手続きから補いました。"), "hint")


def budget(subject: Subject) -> Iterator[Block]:
    programme, year = subject.programme, subject.catalogue.year
    move = budget_move(programme, year)
    yield subject.heading(_("予算のうごき"))
    before = NOTHING if move.is_new else oku_words(move.before)
    change = _("新規") if move.is_new else signed_oku(move.change)
    rows = ((fiscal_year(year - 1), before, NOTHING), (fiscal_year(year), oku_words(move.now), change))
    yield Table(
        _("予算額"),
        _("計画の文書に書かれた額"),
        (Column(_("年度"), 1), Column(_("予算額"), is_number=True), Column(_("前年との差"), is_number=True)),
        tuple(Row(tuple(map(Line, cells))) for cells in rows),
    )
    if programme.smrj_grant_yen is not None:
        amount = {"amount": oku_words(programme.smrj_grant_yen)}
        yield Paragraph(_("うち、中小機構への交付金：%(amount)s（内数）") % amount)
    if programme.supplementary:
        extra = programme.supplementary
        told = {
            "year": fiscal_year(extra.year),
            "number": extra.number,
            "amount": oku_words(extra.amount_yen),
        }
        yield Paragraph(_("ほかに、%(year)s 第%(number)s次補正予算：%(amount)s（別枠）") % told)


def reported(subject: Subject) -> Iterator[Block]:
    if not subject.programme.reported:
        return
    yield subject.heading(_("これまでの数"))
    yield Facts(
        tuple((plain(figure.what), (Line(figure_words(figure)),)) for figure in subject.programme.reported)
    )
    yield Paragraph(_("計画の文書に書かれた過去の数です。時期のちがう数どうしは比べられません。"), "hint")


def figure_words(figure: Reported) -> str:
    said = {"figure": counted(figure.value, figure.unit, "en" if is_english() else "ja")}
    if figure.op == ">=":
        text = _("%(figure)s以上") % said
    elif figure.op == "about":
        text = _("約%(figure)s") % said
    else:
        text = said["figure"]
    when = day(figure.as_of) if figure.as_of else period(figure.period)
    return f"{text}　{when}".rstrip("　")


def grounds(subject: Subject) -> Iterator[Block]:
    programme = subject.programme
    yield subject.heading(_("根拠と仮定"))
    laws = laws_of(programme) or [_("法律の条件はありません")]
    filled_in = [assumption(one) for one in assumptions(programme, subject.catalogue)]
    lines = _("記載なし")
    if programme.lines:
        first, last = programme.lines
        lines = _("%(first)s行から%(last)s行まで") % {"first": first, "last": last}
    yield Facts(
        (
            (_("法律"), tuple(map(Line, laws))),
            (_("前の年度"), tuple(map(Line, before(subject)))),
            (_("仮定"), tuple(map(Line, filled_in)) or (Line(_("補ったことはありません")),)),
            (_("文書の行"), (Line(lines),)),
        )
    )


def before(subject: Subject) -> list[str]:
    """The programmes it comes from."""
    programme, words = subject.programme, subject.catalogue.vocabulary.words
    come_from = [
        past.title
        + _("（%(year)s、%(how)s）")
        % {"year": fiscal_year(past.year), "how": plain(words("follows", past.how))}
        for past in programme.follows
    ]
    none = _("この年度に始まりました") if programme.is_new else _("文書に記載がありません")
    return come_from or [none]


def assumption(one: Assumption) -> str:
    return plain(one.part) + (_("：%(words)s") % {"words": plain(one.words)} if one.words else "")
