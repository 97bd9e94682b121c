"""Letters to subscribers: Japanese first, English beneath. Nothing that a stranger typed is in them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
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
class Entry:
    """A programme in one language; `remarks` are when it closes and whether it is sure to fit."""

    name: str
    summary: str
    remarks: tuple[str, ...]
    href: str


@dataclass(frozen=True, slots=True)
class Part:
    """The letter in one language, for its text and its HTML alike; `turns` are where to turn from here."""

    lead: str
    sections: tuple[tuple[str, tuple[Entry, ...]], ...]
    more: str
    caution: str
    turns: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        said = [self.lead, ""]
        for heading, entries in self.sections:
            said += [f"■ {heading}", ""]
            for entry in entries:
                lines = (entry.summary, *entry.remarks, entry.href)
                said += [f"・{entry.name}", *(f"  {line}" for line in lines), ""]
        said += [self.more, ""] if self.more else []
        said += [self.caution, "", *(f"{words}: {link}" for words, link in self.turns), ""]
        return "\n".join(said)


@dataclass(frozen=True, slots=True)
class Bulletin:
    """All that one letter tells, in both languages. The English part stands below the line of hyphens."""

    ja: Part
    en: Part

    @property
    def text(self) -> str:
        return f"{self.ja.text}\n--\n{self.en.text}"


def bulletin(news: Sequence[News], links: Mapping[str, Words], *, mine: Words, stop: Words) -> Bulletin:
    """The letter about `news`. Links are addresses in both languages; `links` those of programmes, by key."""
    turns = ((CHANGE, mine), (STOP, stop))
    return Bulletin(part("ja", news, links, turns), part("en", news, links, turns))


def part(
    language: str,
    news: Sequence[News],
    links: Mapping[str, Words],
    turns: Iterable[tuple[Words, Words]],
) -> Part:
    shown, more = news[:MOST], len(news[MOST:])
    entries = [(one.what, entry(one, links[one.programme.key], language)) for one in shown]
    kinds = dict.fromkeys(what for what, _entry in entries)
    return Part(
        LEAD.in_(language),
        tuple(
            (HEADINGS[kind].in_(language), tuple(told for what, told in entries if what == kind))
            for kind in kinds
        ),
        more_words(more).in_(language) if more else "",
        CAUTION.in_(language),
        tuple((words.in_(language), link.in_(language)) for words, link in turns),
    )


def entry(news: News, link: Words, language: str) -> Entry:
    """What exists in Japanese only is told in Japanese."""
    name, summary = news.programme.name, news.programme.summary
    remarks = [closing_words(news.deadline_on)] if news.deadline_on else []
    remarks += [] if news.fit.is_sure else [OPEN]
    return Entry(
        name.in_(language) or name.ja,
        summary.in_(language) or summary.ja,
        tuple(remark.in_(language) for remark in remarks),
        link.in_(language),
    )


def closing_words(day: datetime.date) -> Words:
    last = day_words(day)
    return Words(f"締切: {last.ja}", f"Closes: {last.en}")


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
