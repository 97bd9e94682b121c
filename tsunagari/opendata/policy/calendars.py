"""Last days as iCalendar (RFC 5545). Days are whole days in Japan; nobody's clock is guessed at."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from tsunagari.base.words import Words
from tsunagari.opendata.policy.addresses import Addresses
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.deadlines import deadline_of

WIDEST = 75  # octets in a line, RFC 5545 3.1
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True, slots=True)
class Day:
    """An event of one whole day. `uid` stays the same when its words change.

    `category` may be several with commas between; `written_at` is None where it is the calendar's own.
    """

    uid: str
    day: datetime.date
    summary: str
    about: str
    url: str
    category: str
    written_at: datetime.datetime | None = None


def days_of(catalogue: Catalogue, addresses: Addresses) -> Iterator[Day]:
    """Every last day a programme states, and the last day of the plan's year, which all of them share."""
    host = urlsplit(addresses.site).hostname or "localhost"
    for programme in catalogue.programmes:
        if last := deadline_of(programme):
            yield Day(
                uid=f"{addresses.year}-{programme.key}-deadline@{host}",
                day=last,
                summary=f"締切：{programme.name.ja}",
                about=programme.first_step.ja if programme.first_step else programme.summary.ja,
                url=addresses.page(programme.key),
                category="締切",
            )
    yield Day(
        uid=f"{addresses.year}-year-end@{host}",
        day=datetime.date(addresses.year + 1, 3, 31),
        summary=f"年度の最終日：{catalogue.plan.title.ja}",
        about="計画の年度はこの日で終わります。制度ごとの締切は、書かれているものだけが載ります。",
        url=f"{addresses.site}/plan/",
        category="年度",
    )


def calendar(name: Words, days: Iterable[Day], written_at: datetime.datetime) -> bytes:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Tsunagari//Open data//JA",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name.ja)}",
        "X-WR-TIMEZONE:Asia/Tokyo",
    ]
    for day in sorted(days, key=lambda day: (day.day, day.uid)):
        lines += event(day, written_at)
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def event(day: Day, written_at: datetime.datetime) -> list[str]:
    stamp = (day.written_at or written_at).astimezone(datetime.UTC)
    after = day.day + datetime.timedelta(days=1)
    return [
        "BEGIN:VEVENT",
        f"UID:{day.uid}",
        f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{day.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{after:%Y%m%d}",
        f"SUMMARY:{escaped(day.summary)}",
        f"DESCRIPTION:{escaped(day.about)}",
        f"CATEGORIES:{','.join(map(escaped, day.category.split(',')))}",
        f"URL:{day.url}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def escaped(text: str) -> str:
    return text.translate(ESCAPED)


def folded(line: str) -> bytes:
    """A content line, broken so that no piece is over 75 octets and no character is cut."""
    pieces, width = [""], 0
    for character in line:
        size = len(character.encode())
        if width + size > WIDEST:
            pieces.append(" ")
            width = 1
        pieces[-1] += character
        width += size
    return "\r\n".join([*pieces, ""]).encode()
