"""A plan document → its programmes, every line accounted for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tsunagari.base.errors import BadInput
from tsunagari.base.text import mended
from tsunagari.programmes.importer.amounts import is_budget, looks_like_budget
from tsunagari.programmes.importer.entry import Draft, finish, read_entry
from tsunagari.programmes.importer.outline import Heading, Line, find_headings, jumps, visible_lines
from tsunagari.programmes.importer.paragraphs import rejoined
from tsunagari.programmes.importer.reading import read_lines
from tsunagari.programmes.importer.result import ParsedChapter, ParsedPlan, ParsedProgramme, UnreadLine
from tsunagari.programmes.importer.sharing import share_commentary
from tsunagari.programmes.importer.times import PlanTime, year_of_document

TIERS = (("都道府県", "prefecture"), ("機構", "smrj"), ("国", "national"))


def parse_document(path: Path, *, year: int | None = None) -> ParsedPlan:
    """Read a plan document (text or PDF). Raises BadInput for what is not a document of this form."""
    plan = parse_lines(read_lines(path), year=year)
    if not plan.programmes:
        raise BadInput(
            given=path.name,
            allowed="a plan with chapters (第３ …), pillars （１）, entries ① and members ア",
            mend="No programme was found; is this the plan document?",
            where=str(path),
        )
    return plan


def parse_lines(raw: Sequence[str], *, year: int | None = None) -> ParsedPlan:
    """`year` counts where given; else the year in the document's title."""
    lines = visible_lines(raw)
    said = year or year_of_document(raw)
    reading = Reading(lines, find_headings(lines), PlanTime(said or 0))
    reading.read()
    if said is None:
        reading.note(0, "the title names no fiscal year; add --year")
    roles = {line.number: reading.roles.get(line.number, "unread") for line in lines}
    return ParsedPlan(
        year=said,
        programmes=tuple(reading.programmes),
        unread=tuple(sorted(reading.unread, key=lambda line: line.number)),
        roles=roles,
        lines=tuple(raw),
        title=title_of(lines),
        chapters=tuple(reading.chapters),
    )


@dataclass(slots=True)
class Reading:
    """One pass over the headings; each block of lines goes to the heading above it."""

    lines: Sequence[Line]
    headings: Sequence[Heading]
    time: PlanTime
    tier: str = ""
    chapter: str = ""
    pillar: str = ""
    group: str = ""
    circled: str = ""
    group_text: str = ""
    chapters: list[ParsedChapter] = field(default_factory=list)
    programmes: list[ParsedProgramme] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    roles: dict[int, str] = field(default_factory=dict)
    unread: list[UnreadLine] = field(default_factory=list)

    def note(self, at: int, why: str) -> None:
        """Put a line among the unread, once; a document without lines is its own line 0."""
        line = self.lines[at] if self.lines else Line(0, "", 0)
        if all(line.number != other.number for other in self.unread):
            self.unread.append(UnreadLine(line.number, line.text, why))
        if self.lines:
            self.roles[line.number] = "unread"

    def mark(self, start: int, end: int, role: str) -> None:
        for line in self.lines[start:end]:
            self.roles[line.number] = role

    def read(self) -> None:
        first = self.headings[0].at if self.headings else len(self.lines)
        self.mark(0, first, "front")
        for position, heading in enumerate(self.headings):
            after = self.headings[position + 1] if position + 1 < len(self.headings) else None
            end = after.at if after else len(self.lines)
            self.mark(heading.at, heading.at + 1, heading.level)
            self.block(heading, heading.at + 1, end, after)
        self.programmes = finish(share_commentary(self.drafts), self.time)
        for heading in jumps(self.headings):
            self.note(heading.at, "a heading that should stand before it is missing")
        self.note_garbled()

    def block(self, heading: Heading, start: int, end: int, after: Heading | None) -> None:
        match heading.level:
            case "chapter":
                self.tier, self.chapter, self.pillar = tier_of(heading.title), heading.mark, ""
                self.chapters.append(ParsedChapter(self.tier, heading.mark, mended(heading.title)))
                self.prose(start, end)
            case "section":
                self.prose(start, end)
            case "pillar":
                self.pillar, self.group, self.group_text = heading.mark, "", ""
                self.chapters[-1].pillars.append((heading.mark, mended(heading.title)))
                for at in range(start, end):
                    self.note(at, "text under a pillar before its first entry ①")
            case "circled" if after and after.level == "kana":
                self.group, self.circled = heading.title, heading.mark
                self.lead(start, end)
            case "circled":
                self.group, self.circled, self.group_text = "", heading.mark, ""
                self.entry(heading, heading.mark, start, end)
            case "kana":
                self.entry(heading, f"{self.circled}-{heading.mark}", start, end)

    def prose(self, start: int, end: int) -> None:
        """Text of a chapter outside its programmes; a section before the first chapter belongs to none."""
        self.mark(start, end, "prose")
        if self.chapters:
            own = self.chapters[-1]
            own.text = "\n".join(filter(None, (own.text, self.text_of(start, end))))

    def lead(self, start: int, end: int) -> None:
        """The text a group heading lends to its members; an amount here would belong to no programme."""
        self.mark(start, end, "group_text")
        self.group_text = self.text_of(start, end)
        for at in range(start, end):
            if is_budget(self.lines[at].text) or looks_like_budget(self.lines[at].text):
                self.note(at, "an amount under a group heading, which belongs to none of its members")

    def text_of(self, start: int, end: int) -> str:
        return rejoined([line.text for line in self.lines[start:end]])

    def entry(self, heading: Heading, mark: str, start: int, end: int) -> None:
        draft = Draft(
            tier=self.tier,
            chapter=self.chapter,
            pillar=self.pillar,
            place=f"{self.pillar}-{mark}",
            group=self.group or None,
            group_text=self.group_text,
            heading=heading.title,
            first=self.lines[heading.at].number,
            last=self.lines[end - 1].number,
        )
        problems = read_entry(draft, self.lines[start:end], self.time, self.roles)
        for offset, why in problems:
            self.note(start + offset, why)
        self.drafts.append(draft)

    def note_garbled(self) -> None:
        """A replacement character or a control code means that the file lost something there."""
        for at, line in enumerate(self.lines):
            if any(c == "\ufffd" or (ord(c) < 32 and c != "\t") for c in line.text):
                self.note(at, "a character was lost or is a control code")


def title_of(lines: Sequence[Line]) -> str:
    """The document's own title: the line that names a fiscal year and a plan."""
    return next((line.text for line in lines[:30] if year_of_document([line.text])), "")


def tier_of(title: str) -> str:
    return next((tier for word, tier in TIERS if word in title and "事業" in title), "other")
