"""One entry: title, second title, amounts, text, footnote, commentary."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tsunagari.base.text import mended
from tsunagari.programmes.importer.amounts import (
    Amounts,
    as_fields,
    is_budget,
    looks_like_budget,
    read_amounts,
    read_grant,
)
from tsunagari.programmes.importer.lineage import predecessors
from tsunagari.programmes.importer.outline import Line
from tsunagari.programmes.importer.paragraphs import rejoined
from tsunagari.programmes.importer.reported import reported_figures
from tsunagari.programmes.importer.result import ParsedProgramme
from tsunagari.programmes.importer.times import PlanTime

FOOTNOTE_MARK = re.compile(r"[（(][＊*][）)]$|[＊*]$")
SECOND_TITLE = re.compile(r"[（(]([^（()）。＊*]+)[）)]")
COMMENTARY = re.compile(r"解[ 　]*説")
FOOTNOTE = re.compile(r"^[＊*]")
MOST_TITLE_LINES = 2

Problem = tuple[int, str]


@dataclass(slots=True)
class Draft:
    """An entry while it is being read."""

    tier: str
    chapter: str
    pillar: str
    place: str
    group: str | None
    group_text: str
    heading: str
    first: int
    last: int
    title: str = ""
    alt_title: str | None = None
    amounts: Amounts = field(default_factory=Amounts)
    text: str = ""
    footnote: str = ""
    commentary: str = ""
    shared_with: list[str] = field(default_factory=list)


def read_entry(draft: Draft, lines: Sequence[Line], time: PlanTime, roles: dict[int, str]) -> list[Problem]:
    """Fill `draft` from the lines below its heading; note each line's role. Returns what was not read."""
    at, problems = read_head(draft, lines, time, roles)
    parts: dict[str, list[str]] = {"text": [], "footnote": [], "commentary": []}
    part = "text"
    for offset in range(at, len(lines)):
        line = lines[offset]
        if part != "commentary" and COMMENTARY.fullmatch(line.text):
            part = "commentary"
            roles[line.number] = "commentary_heading"
            continue
        if part == "text" and FOOTNOTE.match(line.text):
            part = "footnote"
        if is_budget(line.text):
            problems.append((offset, "an amount without a title before it"))
            continue
        parts[part].append(line.text)
        roles[line.number] = part
    draft.text, draft.footnote, draft.commentary = (rejoined(parts[name]) for name in parts)
    return problems


def read_head(
    draft: Draft, lines: Sequence[Line], time: PlanTime, roles: dict[int, str]
) -> tuple[int, list[Problem]]:
    """Title (it may wrap), second title and amounts; where the text begins, and what was not understood."""
    draft.title = clean_title(draft.heading)
    top = [line.text for line in lines[: MOST_TITLE_LINES + 1]]
    amount_at = next((at for at, text in enumerate(top) if is_budget(text)), None)
    if amount_at is None:
        return read_head_without_amount(draft, lines, roles)
    for line in lines[:amount_at]:
        if second := SECOND_TITLE.fullmatch(line.text):
            draft.alt_title = mended(second[1])
            roles[line.number] = "alt_title"
        else:
            draft.title = clean_title(draft.title + line.text)
            roles[line.number] = "title"
    return read_amount_lines(draft, lines, amount_at, time, roles)


def read_amount_lines(
    draft: Draft, lines: Sequence[Line], at: int, time: PlanTime, roles: dict[int, str]
) -> tuple[int, list[Problem]]:
    """The amount at `at` and, below it, the part that goes through SMRJ (＊ after the amount)."""
    problems: list[Problem] = []
    roles[lines[at].number] = "budget"
    if not read_amounts(lines[at].text, draft.amounts, time):
        problems.append((at, "an amount that cannot be read"))
    below = lines[at + 1] if at + 1 < len(lines) else None
    if below is None or not below.text.startswith(("（＊", "(*")):
        return at + 1, problems
    roles[below.number] = "budget"
    if not read_grant(below.text, draft.amounts):
        problems.append((at + 1, "a part of the amount that cannot be read"))
    return at + 2, problems


def read_head_without_amount(
    draft: Draft, lines: Sequence[Line], roles: dict[int, str]
) -> tuple[int, list[Problem]]:
    at = 0
    if lines and (second := SECOND_TITLE.fullmatch(lines[0].text)):
        draft.alt_title = mended(second[1])
        roles[lines[0].number] = "alt_title"
        at = 1
    if at < len(lines) and looks_like_budget(lines[at].text):
        return at + 1, [(at, "looks like an amount, but cannot be read as one")]
    return at, []


def clean_title(text: str) -> str:
    """As printed, without the footnote mark ＊ and blanks at the end."""
    return mended(FOOTNOTE_MARK.sub("", text.strip()).strip())


def finish(drafts: Sequence[Draft], time: PlanTime) -> list[ParsedProgramme]:
    return [finished(seq, draft, time) for seq, draft in enumerate(drafts, start=1)]


def finished(seq: int, draft: Draft, time: PlanTime) -> ParsedProgramme:
    has_before = draft.amounts.budget_before_yen is not None
    return ParsedProgramme(
        seq=seq,
        tier=draft.tier,
        chapter=draft.chapter,
        place=draft.place,
        pillar=draft.pillar,
        title=draft.title,
        group=mended(draft.group) if draft.group else None,
        group_text=draft.group_text,
        alt_title=draft.alt_title,
        **as_fields(draft.amounts),
        text=draft.text,
        footnote=draft.footnote,
        commentary=draft.commentary,
        commentary_shared_with=draft.shared_with,
        lines=[draft.first, draft.last],
        follows=predecessors(draft.footnote, draft.title, has_before=has_before, time=time),
        reported=reported_figures([draft.text, draft.footnote, draft.commentary], time),
    )
