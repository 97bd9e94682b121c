"""The two forms of an instant on the wire: with seconds in lists, without them in details. Both are UTC."""

from __future__ import annotations

import datetime
import re

INSTANT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?)(Z|[+-][0-9]{2}:?[0-9]{2})"
)


def read_instant(text: object) -> datetime.datetime | None:
    """Either form → an aware instant in UTC; None for anything else, however much it looks like a day."""
    found = INSTANT.fullmatch(text.strip()) if isinstance(text, str) else None
    if found is None:
        return None
    try:
        read = datetime.datetime.fromisoformat(found[1] + found[2].replace("Z", "+00:00"))
        return read.astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        return None


def list_form(instant: datetime.datetime | None) -> str | None:
    return instant and f"{instant.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%S}.000Z"


def detail_form(instant: datetime.datetime | None) -> str | None:
    return instant and f"{instant.astimezone(datetime.UTC):%Y-%m-%dT%H:%M}Z"
