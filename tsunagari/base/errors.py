"""The one way to refuse input: say what was given, what is allowed and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(kw_only=True)
class BadInput(ValueError):
    """Input that cannot be accepted as it is.

    given    what came in, as a person would recognise it
    allowed  what would have been accepted
    mend     the next thing to do
    where    the file, line, field or option it came from; empty when obvious
    """

    given: str
    allowed: str
    mend: str = ""
    where: str = ""

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        mend = f" {self.mend}" if self.mend else ""
        return f"{place}given {shorten(self.given)!s}; allowed: {self.allowed}.{mend}"

    def as_dict(self) -> dict[str, str]:
        return {"given": shorten(self.given), "allowed": self.allowed, "mend": self.mend, "where": self.where}


@dataclass(kw_only=True)
class Conflict(BadInput):
    """Input that was right once and no longer fits what is there now. Nothing was written."""


def shorten(text: str, limit: int = 80) -> str:
    """Quote `text` in at most `limit` characters, with control characters made visible."""
    shown = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text[: limit + 1])
    return f"「{shown[:limit]}…」" if len(text) > limit else f"「{shown}」"
