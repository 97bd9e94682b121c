"""What was read from a document."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(slots=True)
class ParsedProgramme:
    """One entry, with the fields of the contract. Texts as printed, rejoined; `lines` 1-based, inclusive."""

    seq: int
    tier: str
    chapter: str
    place: str
    pillar: str
    title: str
    group: str | None = None
    group_text: str = ""
    alt_title: str | None = None
    budget_yen: int | None = None
    budget_before_yen: int | None = None
    is_new: bool = False
    of_which: dict[str, int] = field(default_factory=dict)
    supplementary: dict[str, int] | None = None
    text: str = ""
    footnote: str = ""
    commentary: str = ""
    commentary_shared_with: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    follows: list[dict[str, Any]] = field(default_factory=list)
    reported: list[dict[str, Any]] = field(default_factory=list)
    key: str | None = None

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(slots=True)
class ParsedChapter:
    """A chapter: its pillars (mark and title) and the prose before its programmes, as printed, rejoined."""

    tier: str
    chapter: str
    title: str
    pillars: list[tuple[str, str]] = field(default_factory=list)
    text: str = ""


@dataclass(frozen=True, slots=True)
class UnreadLine:
    """A line nobody could place, and why."""

    number: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How the lines that are not blank were understood, by role."""

    roles: Counter[str]

    @property
    def lines(self) -> int:
        return self.roles.total()

    @property
    def read(self) -> int:
        return self.lines - self.roles["unread"]


@dataclass(frozen=True, slots=True)
class ParsedPlan:
    """A document as read. In full order when `unread` is empty."""

    year: int | None
    programmes: tuple[ParsedProgramme, ...]
    unread: tuple[UnreadLine, ...]
    roles: dict[int, str]
    lines: tuple[str, ...]
    title: str = ""
    chapters: tuple[ParsedChapter, ...] = ()

    @property
    def coverage(self) -> Coverage:
        return Coverage(Counter(self.roles.values()))
