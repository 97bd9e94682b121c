"""Where a document's headings are: chapters, pillars, groups and entries, told from look-alikes in the text.

Structure is read before any normalisation: （１）, ① and ア mean something only in the width they are printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Level = Literal["chapter", "section", "pillar", "circled", "kana"]
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
KANA = "アイウエオカキクケコサシスセソタチツテト"
CHAPTER = re.compile(r"第([１-９1-9一二三四五六七八九])[ 　]+(\S[^。、]*)")
SECTION = re.compile(r"[１-９1-9][．.][ 　]*(\S[^。、]*)")
PILLAR = re.compile(r"[（(]([１-９1-9])[）)][ 　]*(\S[^。]*)")
ENTRY = re.compile(rf"([{CIRCLED}])[ 　]*(\S.*)")
MEMBER = re.compile(rf"([{KANA}])[ 　]+(\S.*)")
AMOUNT = r"[０-９0-9][０-９0-9，,]*(?:[．.][０-９0-9]+)?[ 　]*(?:億|百万|万|千)?円"
BUDGET = re.compile(rf"({AMOUNT})[ 　]*([＊*]?)[ 　]*(?:[（(](.+)[）)])?")
LONGEST_TITLE = 60
COMPLETE = ("。", "）", ")", "」", "｣")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank. `gap` is how many blank lines stand before it."""

    number: int
    text: str
    gap: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading's level, mark (（１） → "(1)", ①, ア, 第３) and title, and the index of its line."""

    level: Level
    mark: str
    title: str
    at: int


@dataclass(slots=True)
class Place:
    """Where the reading stands: what the next mark must be, and any list running inside the text."""

    in_programmes: bool = False
    has_pillar: bool = False
    circled: int = 0
    kana: int = 0
    inner: int = 0
    headings: list[Heading] = field(default_factory=list)


def visible_lines(lines: Sequence[str]) -> list[Line]:
    """The lines that hold text, stripped, with the width of the gap before each."""
    found, gap = [], 0
    for number, raw in enumerate(lines, start=1):
        text = raw.strip()
        if text:
            found.append(Line(number, text, gap))
            gap = 0
        else:
            gap += 1
    return found


def find_headings(lines: Sequence[Line]) -> list[Heading]:
    """Every heading in order. A mark counts only where its turn has come and the text before it is complete."""
    place = Place()
    usual = usual_gap(lines)
    for at, line in enumerate(lines):
        heading = chapter_or_pillar(line, at, place) or entry(lines, at, place, usual)
        if heading:
            place.headings.append(heading)
    return place.headings


def usual_gap(lines: Sequence[Line]) -> int:
    gaps = sorted(line.gap for line in lines)
    return gaps[len(gaps) // 2] if gaps else 0


def is_title(text: str) -> bool:
    return len(text) <= LONGEST_TITLE and "。" not in text and not text.endswith(("、", "，", "・"))


def chapter_or_pillar(line: Line, at: int, place: Place) -> Heading | None:
    if (match := CHAPTER.fullmatch(line.text)) and is_title(line.text):
        place.in_programmes, place.has_pillar = True, False
        return Heading("chapter", f"第{match[1]}", match[2].strip(), at)
    if (match := SECTION.fullmatch(line.text)) and is_title(line.text) and not place.has_pillar:
        return Heading("section", line.text[:2], match[1].strip(), at)
    match = PILLAR.fullmatch(line.text)
    if place.in_programmes and match and is_title(match[2]) and follows_in_turn(match[1], place):
        place.has_pillar, place.circled, place.kana, place.inner = True, 0, 0, 0
        return Heading("pillar", f"({digit(match[1])})", match[2].strip(), at)
    return None


def follows_in_turn(mark: str, place: Place) -> bool:
    """（１） opens the pillars of a chapter; a later one needs a heading since the pillar before."""
    pillars = []
    for heading in reversed(place.headings):
        if heading.level == "chapter":
            break
        if heading.level == "pillar":
            pillars.append(heading.mark)
    return digit(mark) > max((int(mark[1]) for mark in pillars), default=0)


def digit(character: str) -> int:
    return "１２３４５６７８９".find(character) + 1 or "123456789".index(character) + 1


def entry(lines: Sequence[Line], at: int, place: Place, usual: int) -> Heading | None:
    if not place.has_pillar:
        return None
    if match := ENTRY.fullmatch(lines[at].text):
        return circled_heading(match, lines, at, place, usual)
    if (match := MEMBER.fullmatch(lines[at].text)) and place.circled:
        turn = KANA.index(match[1]) + 1
        if turn == place.kana + 1 and is_title(match[2]) and is_after_complete_text(lines, at, place):
            place.kana, place.inner = turn, 0
            return Heading("kana", match[1], match[2].strip(), at)
    return None


def circled_heading(
    match: re.Match[str], lines: Sequence[Line], at: int, place: Place, usual: int
) -> Heading | None:
    turn = CIRCLED.index(match[1]) + 1
    is_listed = place.inner and turn == place.inner + 1
    is_sure = leads_to_amount(lines, at) or lines[at].gap > usual
    in_turn = turn == place.circled + 1 and not is_listed
    if is_title(match[2]) and is_after_complete_text(lines, at, place) and (
        in_turn or (turn > place.circled and is_sure)
    ):
        place.circled, place.kana, place.inner = turn, 0, 0
        return Heading("circled", match[1], match[2].strip(), at)
    place.inner = turn
    return None


def is_after_complete_text(lines: Sequence[Line], at: int, place: Place) -> bool:
    """A heading follows a heading, or text whose last sentence has ended (a stray 、 or word break has not)."""
    if place.headings and place.headings[-1].at == at - 1:
        return True
    before = lines[at - 1].text
    return before.endswith(COMPLETE) or lines[at].gap > lines[at - 1].gap


def leads_to_amount(lines: Sequence[Line], at: int) -> bool:
    """Whether an amount, or a first member ア, stands on one of the next three lines."""
    return any(BUDGET.fullmatch(line.text) or line.text.startswith(("ア ", "ア　")) for line in lines[at + 1 : at + 4])
