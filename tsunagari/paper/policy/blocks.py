"""What a sheet is made of. Every text is a value: typst shows it and never reads it as markup."""

from __future__ import annotations

import datetime
from dataclasses import asdict, dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class Line:
    """One point of a list or one cell: its words, small print beneath, and points that belong to it."""

    text: str
    notes: tuple[str, ...] = ()
    is_assumed: bool = False
    parts: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` from 1; one that is not listed stands neither in the contents nor among the bookmarks."""

    kind: ClassVar[str] = "heading"
    text: str
    level: int = 1
    is_listed: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`role`: plain, lead (large), soft (where something stands) or hint (small)."""

    kind: ClassVar[str] = "paragraph"
    text: str
    role: str = "plain"


@dataclass(frozen=True, slots=True)
class Step:
    """The one thing to do first, in a frame."""

    kind: ClassVar[str] = "step"
    label: str
    text: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    kind: ClassVar[str] = "listing"
    lines: tuple[Line, ...]
    is_numbered: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels, each with what is to be said of it."""

    kind: ClassVar[str] = "facts"
    rows: tuple[tuple[str, tuple[Line, ...]], ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Labels and large figures in a row."""

    kind: ClassVar[str] = "figures"
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """`share` is a share of what the columns of figures leave; 0: as wide as the column's words."""

    title: str
    share: int = 0
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Cells of a row; `group` 1 or 2: one cell over the whole table that heads the rows to come.

    lead  the cell that names the row
    """

    cells: tuple[Line, ...]
    group: int = 0
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """`lead` is the column that names a row."""

    kind: ClassVar[str] = "table"
    caption: str
    note: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    lead: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG with what it shows in words."""

    kind: ClassVar[str] = "picture"
    svg: str
    alt: str
    caption: str
    note: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """The listed headings with their pages, down to `depth`."""

    kind: ClassVar[str] = "contents"
    title: str
    depth: int = 3


@dataclass(frozen=True, slots=True)
class NewPage:
    kind: ClassVar[str] = "newpage"


Block = Heading | Paragraph | Step | Listing | Facts | Figures | Table | Picture | Contents | NewPage


@dataclass(frozen=True, slots=True)
class Paper:
    """A document. `day` is that of the plan or the check, never that of printing: same words, same file.

    kicker    what the title is part of
    site      where the same can be read and checked on screen
    has_cover the title stands on a page of its own
    """

    title: str
    language: str
    day: datetime.date
    blocks: tuple[Block, ...]
    kicker: str = ""
    site: str = ""
    description: str = ""
    assumed_mark: str = ""
    has_cover: bool = False


def as_object(paper: Paper) -> dict[str, Any]:
    """The paper as JSON knows it."""
    blocks = [{"kind": block.kind} | asdict(block) for block in paper.blocks]
    day = {"year": paper.day.year, "month": paper.day.month, "day": paper.day.day}
    return asdict(paper) | {"day": day, "blocks": blocks}
