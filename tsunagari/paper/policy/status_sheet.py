"""How a firm's own matter stands, on paper: what its page says, without what can only be done there."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tsunagari.base.words import Words
from tsunagari.cases.policy.firms_thread import ThreadLine
from tsunagari.cases.templatetags.near_days import near_day, near_moment
from tsunagari.kit.templatetags.tsunagari import day, is_english
from tsunagari.navigator.templatetags.navigator import plain
from tsunagari.paper.policy.blocks import Block, Facts, Heading, Line, Listing, Paper, Paragraph, Step


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing said or done, and by whom."""

    at: datetime.datetime
    line: ThreadLine
    who: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Whom the firm lets see what, and until when; None: until it takes that back."""

    desk: Words
    groups: tuple[Words, ...]
    ends_on: datetime.date | None


@dataclass(frozen=True, slots=True)
class Standing:
    """What the page of a matter shows.

    awaited   the desk that was asked to take it on, and the day by which it answers
    silence   the step to which silence leads
    meets_at  the next meeting, and where
    """

    number: str
    firm: str
    desk: Words
    holder: str
    phone: str
    step: Words
    tell: Words
    since: datetime.date
    due_on: datetime.date | None
    is_over: bool
    awaited: tuple[Words, datetime.date] | None
    silence: Words | None
    meets_at: tuple[datetime.datetime, str] | None
    questions: tuple[str, ...]
    happened: tuple[Happened, ...]
    ahead: tuple[Words, ...]
    shown: tuple[Shown, ...]


def status_paper(standing: Standing, on: datetime.date, site: str) -> Paper:
    return Paper(
        title=_("相談の状況 %(number)s") % {"number": standing.number},
        language="en" if is_english() else "ja",
        day=on,
        site=site,
        kicker=standing.firm,
        description=plain(standing.step),
        blocks=tuple(status_blocks(standing, on)),
    )


def status_blocks(standing: Standing, on: datetime.date) -> Iterator[Block]:
    yield Paragraph(_("%(day)sのようすです。") % {"day": day(on)}, "soft")
    yield Facts(tuple(who_holds_it(standing)))
    yield next_step(standing, on)
    if standing.questions:
        yield Heading(_("窓口からのおたずね"))
        yield Listing(tuple(map(Line, standing.questions)))
    yield Heading(_("これまでと、これから"))
    yield Listing((*(happened(one, on) for one in standing.happened), *still_ahead(standing, on)))
    yield Heading(_("情報を見せている相手"))
    if standing.shown:
        yield Listing(tuple(seen_by(one, on) for one in standing.shown))
    else:
        yield Paragraph(_("いま、同意にもとづいて見せている相手はいません。"))


def who_holds_it(standing: Standing) -> Iterator[tuple[str, tuple[Line, ...]]]:
    holds = _("対応したのは") if standing.is_over else _("いま対応しているのは")
    yield holds, (Line(plain(standing.desk)),)
    if standing.holder:
        yield _("担当"), (Line(standing.holder),)
    if standing.phone:
        yield _("電話"), (Line(standing.phone),)


def next_step(standing: Standing, on: datetime.date) -> Step:
    """What happens next and by when; of what is over, how it ended."""
    if standing.is_over:
        return Step(plain(standing.step), plain(standing.tell))
    text = plain(standing.tell)
    if standing.awaited:
        desk, answers_by = standing.awaited
        told = _("%(day)sまでに、%(desk)sが引き受けるかどうかを答えます。")
        text = told % {"day": near_day(answers_by, on), "desk": plain(desk)}
    elif standing.due_on:
        text = _("%(day)sまで：") % {"day": near_day(standing.due_on, on)} + text
    return Step(_("次に起きること"), text, tuple(notes(standing, on)))


def notes(standing: Standing, on: datetime.date) -> Iterator[str]:
    if standing.meets_at:
        moment, place = standing.meets_at
        yield _("会う日") + _("：") + near_moment(moment, on) + (f" {place}" if place else "")
    since = {"day": near_day(standing.since, on), "label": plain(standing.step)}
    yield _("%(day)sから「%(label)s」です。") % since
    if standing.silence:
        yield _("期限をすぎたときは：%(tell)s") % {"tell": plain(standing.silence)}
    elif not standing.due_on:
        yield _("この段階に決まった期限はありません。")


def happened(one: Happened, on: datetime.date) -> Line:
    head = f"{near_moment(one.at, on)} {plain(one.line.head)}"
    if one.line.meets_at:
        head += f" {near_moment(one.line.meets_at, on)}"
    return Line(head, tuple(note for note in (plain(one.line.why), one.line.text, one.who) if note))


def still_ahead(standing: Standing, on: datetime.date) -> Iterator[Line]:
    if standing.is_over:
        return
    due = standing.due_on
    now = _("いま（%(day)sまで）") % {"day": near_day(due, on)} if due else _("いま")
    yield Line(now + _("：") + plain(standing.step))
    for label in standing.ahead:
        yield Line(_("このあと") + _("：") + plain(label))


def seen_by(shown: Shown, on: datetime.date) -> Line:
    until = (
        _("%(day)sまで。") % {"day": near_day(shown.ends_on, on)} if shown.ends_on else _("取り消すまで。")
    )
    return Line(plain(shown.desk), (sentences(shown.groups) + until,))


def sentences(groups: Sequence[Words]) -> str:
    return "".join(plain(words) + _("。") for words in groups)
