"""Calls that others publish, as feeds and the calendar tell them: dated, attributed, marked as taken in."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from tsunagari.base.text import without_controls
from tsunagari.opendata.policy.addresses import Addresses
from tsunagari.opendata.policy.calendars import Day
from tsunagari.programmes.deadlines import JAPAN, deadline_of
from tsunagari.programmes.schema import Outside, Programme

MARK = "取得した公募"


def attribution(outside: Outside) -> str:
    """Whose call it is, that it was worked on here, and that its publisher answers for none of it."""
    said = "つながりが加工して作成しました。出典の機関が内容を保証するものではありません。"
    return f"出典：{outside.source}。{said}"


def told_of(programme: Programme, outside: Outside) -> str:
    """What it is, when it is open, where it is published, as of which day."""
    opens = f"受付：{span(outside)}。" if outside.opens_at or outside.closes_at else ""
    page = f"募集のページ：{outside.page} " if outside.page else ""
    seen = f"{outside.seen_at.astimezone(JAPAN):%Y-%m-%d}に取得。"
    return without_controls(f"{programme.summary.ja}（{opens}{page}{seen}{attribution(outside)}）")


def span(outside: Outside) -> str:
    return f"{moment(outside.opens_at)}から{moment(outside.closes_at)}"


def moment(instant: datetime.datetime | None) -> str:
    """Minutes in Japan; empty where it is not said."""
    return f"{instant.astimezone(JAPAN):%Y-%m-%d %H:%M}" if instant else ""


def last_days(programmes: Iterable[Programme], addresses: Addresses) -> Iterator[Day]:
    """The last day of each call that says one. Its name stays the same from plan to plan."""
    host = urlsplit(addresses.site).hostname or "localhost"
    for programme in programmes:
        last, outside = deadline_of(programme), programme.outside
        if outside and last:
            yield Day(
                uid=f"pulled-{programme.key}-deadline@{host}",
                day=last,
                summary=f"締切（{MARK}）：{without_controls(programme.name.ja)}",
                about=told_of(programme, outside),
                url=addresses.page(programme.key),
                category=f"締切,{MARK}",
                written_at=outside.written_at,
            )
