"""Letters to subscribers: Japanese first, English beneath. Nothing that a stranger typed is in them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tsunagari.alerts.policy.news import CHANGED, CLOSING, NEW, News
from tsunagari.base.words import Words
from tsunagari.base.years import date_ja

MOST = 20  # programmes in one letter; the page shows the others
HEADINGS = {
    NEW: Words("新しく合う制度", "New programmes that fit"),
    CHANGED: Words("条件や内容が変わった制度", "Programmes whose terms have changed"),
    CLOSING: Words("締切が近い制度", "Programmes that close soon"),
}
LEAD = Words(
    "保存された条件に合う制度のお知らせです。",
    "These programmes match what you saved.",
)
OPEN = Words(
    "使えるかどうかは、いくつか質問に答えると分かります。", "A few more answers will tell if it fits you."
)
CLOSES = Words("締切", "Closes")
CAUTION = Words(
    "正式な可否は、それぞれの窓口が決めます。",
    "The office in charge decides who may use a programme.",
)
CHANGE = Words("条件や回数を変える", "Change what and how often")
STOP = Words("知らせを止める", "Stop these mails")


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """A programme in a letter, `href` being its page."""

    name: Words
    summary: Words
    deadline_on: datetime.date | None
    is_sure: bool
    href: str


@dataclass(frozen=True, slots=True)
class Bulletin:
    """All that one letter tells: headings with programmes, how many more there are, and where to turn."""

    sections: tuple[tuple[Words, tuple[Item, ...]], ...]
    more: int
    mine: str
    stop: str

    @property
    def text(self) -> str:
        """Both languages, the English part after the line of hyphens."""
        return f"{self.part('ja').text}\n--\n{self.part('en').text}"

    def part(self, language: str) -> Part:
        """The letter in one language."""
        turns = ((CHANGE.in_(language), self.mine), (STOP.in_(language), self.stop))
        return Part(
            LEAD.in_(language),
            tuple(
                (heading.in_(language), tuple(told(item, language) for item in items))
                for heading, items in self.sections
            ),
            more_words(self.more).in_(language) if self.more else "",
            CAUTION.in_(language),
            turns,
        )


@dataclass(frozen=True, slots=True)
class Told:
    """A programme in one language; `remarks` are when it closes and whether it is sure to fit."""

    name: str
    href: str
    summary: str
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A letter in one language, for its text and its HTML alike."""

    lead: str
    sections: tuple[tuple[str, tuple[Told, ...]], ...]
    more: str
    caution: str
    turns: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        said = [self.lead, ""]
        for heading, items in self.sections:
            said += [f"■ {heading}", ""]
            for item in items:
                lines = (item.summary, *item.remarks, item.href)
                said += [f"・{item.name}", *(f"  {line}" for line in lines), ""]
        said += [self.more, ""] if self.more else []
        said += [self.caution, "", *(f"{words}: {link}" for words, link in self.turns), ""]
        return "\n".join(said)


def told(item: Item, language: str) -> Told:
    remarks = [] if item.is_sure else [OPEN]
    if item.deadline_on:
        day = day_words(item.deadline_on)
        remarks.insert(0, Words(f"{CLOSES.ja}: {day.ja}", f"{CLOSES.en}: {day.en}"))
    return Told(
        item.name.in_(language) or item.name.ja,
        item.href,
        item.summary.in_(language) or item.summary.ja,
        tuple(remark.in_(language) for remark in remarks),
    )


def bulletin(news: Sequence[News], *, links: Sequence[str], mine: str, stop: str) -> Bulletin:
    """The letter about `news`; `links` are the pages of their programmes, in the same order."""
    items = [
        (one.what, Item(one.programme.name, one.programme.summary, one.deadline_on, one.fit.is_sure, href))
        for one, href in zip(news, links, strict=True)
    ]
    shown = items[:MOST]
    sections = [
        (heading, tuple(item for what, item in shown if what == kind)) for kind, heading in HEADINGS.items()
    ]
    return Bulletin(
        tuple((heading, listed) for heading, listed in sections if listed),
        len(items) - len(shown),
        mine,
        stop,
    )


def subject_of(news: Iterable[News]) -> str:
    """新しく合う制度 2件、締切が近い制度 1件."""
    kinds = [one.what for one in news]
    counts = [f"{heading.ja} {kinds.count(kind)}件" for kind, heading in HEADINGS.items() if kind in kinds]
    return "、".join(counts)


def more_words(count: int) -> Words:
    return Words(
        f"ほかに{count}件あります。下の「{CHANGE.ja}」のページから見られます。",
        f"There are {count} more; see the page under “{CHANGE.en}”.",
    )


def day_words(day: datetime.date) -> Words:
    return Words(date_ja(day), f"{day.day} {day:%B %Y}")


def confirm_letter(*, confirm: str, until: datetime.date) -> Letter:
    """To an address that somebody typed: nothing is told before its owner says so."""
    last = day_words(until)
    return Letter(
        subject="知らせの登録を確かめてください",
        text=(
            "制度の知らせをこのアドレスへ送る登録がありました。\n"
            f"次のページを開いて「知らせてもらう」を押すと、始まります（{last.ja}まで）。\n{confirm}\n\n"
            "心当たりがなければ、何もしないでください。知らせは始まらず、アドレスは消えます。\n\n"
            "--\n"
            "Someone asked us to send news of support programmes to this address.\n"
            f"To begin, open the page above and press the button, by {last.en}.\n"
            "If it was not you, do nothing: no news will be sent, and the address will be forgotten.\n"
        ),
    )


def known_letter(*, mine: str) -> Letter:
    """To an address that had already confirmed what was asked for again."""
    return Letter(
        subject="知らせは、もう登録されています",
        text=(
            "同じ知らせが、このアドレスにもう登録されています。\n"
            f"条件や回数は、次のページで見て、変えて、止められます。\n{mine}\n\n"
            "--\n"
            "This address already receives the news asked for. See, change or stop it on the page above.\n"
        ),
    )
