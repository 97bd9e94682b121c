"""What an owner's check came to, on paper: what the page says, all of it, for the talk at a desk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tsunagari.kit.templatetags.tsunagari import day, is_english
from tsunagari.navigator.policy.answering import Step as Answer
from tsunagari.navigator.policy.answering import counts
from tsunagari.navigator.policy.outcome import Settling, Told, Why
from tsunagari.navigator.templatetags.navigator import plain
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
from tsunagari.programmes.checking import Check
from tsunagari.programmes.schema import Programme

MOST_WHYS, MOST_QUESTIONS = 4, 4


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the page of a result shows. `best` can be used and is to be tried first; `desk` is near."""

    check: Check
    answers: tuple[Answer, ...]
    yes: tuple[Told, ...]
    unknown: tuple[Told, ...]
    no: tuple[Told, ...]
    settling: tuple[Settling, ...]
    best: Programme | None = None
    desk: str = ""


def result_paper(outcome: Outcome, site: str) -> Paper:
    return Paper(
        title=_("確かめた結果"),
        language="en" if is_english() else "ja",
        day=outcome.check.as_of,
        site=site,
        description=checked(outcome),
        assumed_mark=_("仮定"),
        blocks=tuple(result_blocks(outcome)),
    )


def checked(outcome: Outcome) -> str:
    count = len(outcome.answers)
    told = ngettext(
        "%(day)sの決まりで、%(n)sつの答えから確かめました",
        "%(day)sの決まりで、%(n)sつの答えから確かめました",
        count,
    )
    return told % {"day": day(outcome.check.as_of), "n": count}


def result_blocks(outcome: Outcome) -> Iterator[Block]:
    yes, unknown, no = counts(outcome.check.tally)
    yield Paragraph(checked(outcome), "soft")
    yield first_step(outcome)
    yield Figures(
        ((_("使えます"), str(yes)), (_("まだ分かりません"), str(unknown)), (_("使えません"), str(no)))
    )
    if outcome.yes:
        yield Heading(_("使えます"))
        yield Listing(tuple(map(told_line, outcome.yes)))
    if outcome.unknown:
        yield Heading(_("まだ分かりません"))
        yield from open_questions(outcome.settling)
        yield reasons(outcome.unknown, _("あと"))
    if outcome.no:
        yield Heading(_("使えません"))
        yield reasons(outcome.no, _("理由"))
    if outcome.answers:
        yield Heading(_("あなたの答え"))
        yield Facts(tuple((plain(a.fact.label), (Line(chosen(a)),)) for a in outcome.answers))
    yield Paragraph(
        _(
            "判定は目安です。文書に書かれていない条件は「仮定」として補っています。正式な可否は、それぞれの窓口が決めます。"
        ),
        "hint",
    )


def first_step(outcome: Outcome) -> Step:
    label, best = _("最初の一歩"), outcome.best
    if best:
        name = {"name": plain(best.name)}
        ask = _("「%(name)s」の窓口に聞く") % name
        why = _("「%(name)s」を使うための、最初の一歩です。") % name
        return Step(
            label,
            plain(best.first_step) if best.first_step else ask,
            tuple(note for note in (why, outcome.desk) if note),
        )
    if outcome.settling:
        return Step(label, _("もう1つ質問に答える"), (plain(outcome.settling[0].fact.question),))
    nothing = _(
        "この計画の制度には、当てはまるものがありませんでした。ほかの方法を、窓口がいっしょに考えます。"
    )
    return Step(label, _("近くの窓口に相談する"), (nothing,))


def open_questions(settling: Sequence[Settling]) -> Iterator[Block]:
    if settling:
        yield Paragraph(_("これが分かれば、答えが決まります。"))
        yield Listing(tuple(map(question, settling[:MOST_QUESTIONS])), is_numbered=True)


def question(item: Settling) -> Line:
    about = _("かかわる制度：%(name)s") % {"name": plain(item.programmes[0].name)}
    if len(item.programmes) > 1:
        about += _(" ほか%(n)s件") % {"n": len(item.programmes) - 1}
    return Line(plain(item.fact.question), (about,))


def told_line(told: Told) -> Line:
    """A programme that can be used: what it is, and why."""
    whys = tuple(map(why_line, told.reasons[:MOST_WHYS]))
    free = Line(_("条件はありません。だれでも使えます。"))
    return Line(plain(told.programme.name), (plain(told.programme.summary),), parts=whys or (free,))


def reasons(judged: Sequence[Told], title: str) -> Table:
    """Programmes one under the other, each with what stands against it or is not yet known."""
    columns = (Column(_("制度"), 2), Column(title, 3))
    rows = (Row((Line(plain(told.programme.name)), whys_cell(told))) for told in judged)
    return Table("", "", columns, tuple(rows))


def whys_cell(told: Told) -> Line:
    """The first reason, the others beneath."""
    first, *others = map(why_line, told.reasons[:MOST_WHYS])
    return Line(first.text, is_assumed=first.is_assumed, parts=tuple(others))


def why_line(why: Why) -> Line:
    law = _("（%(law)s）") % {"law": why.law} if why.law else ""
    return Line(plain(why.words) + law, is_assumed=why.is_assumed)


def chosen(answer: Answer) -> str:
    return _("、").join(map(plain, answer.chosen))
