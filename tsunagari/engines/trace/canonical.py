"""Values as bytes, so that two values have the same bytes only if they are the same value."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from fractions import Fraction

Plain = None | bool | int | str | Sequence["Plain"] | Mapping[str, "Plain"]


def canonical(value: Plain) -> bytes:
    """A letter for the type, a length, the content: nothing that a value contains can look like its frame.

    Mappings are ordered by key. A float raises TypeError: databases do not agree on how to keep one.
    """
    match value:
        case str():
            return framed(b"s", value.encode("utf-8", "surrogatepass"))
        case None:
            return b"n"
        case bool():
            return b"t" if value else b"f"
        case int():
            return framed(b"i", str(value).encode("ascii"))
        case Mapping():
            pairs = (part for key in sorted(value) for part in (key, value[key]))
            return framed(b"m", b"".join(map(canonical, pairs)))
        case list() | tuple():
            return framed(b"l", b"".join(map(canonical, value)))
    raise TypeError(f"{type(value).__name__} has no canonical form")


def framed(letter: bytes, content: bytes) -> bytes:
    return b"%b%d:%b" % (letter, len(content), content)


def instant(at: datetime.datetime) -> str:
    """An instant to the microsecond, in UTC. Raises ValueError for one without a zone."""
    if at.tzinfo is None:
        raise ValueError(f"{at} has no time zone")
    return at.astimezone(datetime.UTC).isoformat(timespec="microseconds")


def plain(value: object) -> Plain:
    """A value as JSON keeps it: days and instants in ISO form, ratios as 1/3, sets in order."""
    match value:
        case None | bool() | int() | str():
            return value
        case datetime.datetime():
            return instant(value)
        case datetime.date():
            return value.isoformat()
        case Fraction():
            return str(value)
        case Mapping():
            return {str(key): plain(inner) for key, inner in value.items()}
        case set() | frozenset():
            return [plain(inner) for inner in sorted(value)]
        case list() | tuple():
            return [plain(inner) for inner in value]
    raise TypeError(f"{type(value).__name__} cannot be kept in a journal")
