"""Where a document's headings are: chapters, pillars, groups and entries, told from look-alikes in the text.

Structure is read before any normalisation: （１）, ① and ア mean something only in the width printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

Level = Literal["chapter", "section", "pillar", "circled", "kana"]
DIGITS = ("１２３４５６７８９", "123456789", "一二三四五六七八九")
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
    """Level, mark (（１） → "(1)", ①, ア, 第３), the mark's number, title, and the index of the line."""

    level: Level
    mark: str
    turn: int
    title: str
    at: int


@dataclass(slots=True)
class Place:
    """Where the reading stands: what the next mark must be, and any list running inside the text."""

    in_programmes: bool = False
    has_pillar: bool = False
    pillar: int = 0
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
    """Every heading in order. A mark counts where its turn has come and the text before it is complete."""
    place = Place()
    usual = usual_gap(lines)
    for at, line in enumerate(lines):
        heading = (
            chapter(line, at, place) or pillar(lines, at, place, usual) or entry(lines, at, place, usual)
        )
        if heading:
            place.headings.append(heading)
    return place.headings


def usual_gap(lines: Sequence[Line]) -> int:
    gaps = sorted(line.gap for line in lines)
    return gaps[len(gaps) // 2] if gaps else 0


def is_title(text: str) -> bool:
    return len(text) <= LONGEST_TITLE and "。" not in text and not text.endswith(("、", "，", "・"))


def chapter(line: Line, at: int, place: Place) -> Heading | None:
    if not is_title(line.text):
        return None
    if match := CHAPTER.fullmatch(line.text):
        place.in_programmes, place.has_pillar, place.pillar = True, False, 0
        return Heading("chapter", f"第{match[1]}", digit(match[1]), match[2].strip(), at)
    if (match := SECTION.fullmatch(line.text)) and not place.has_pillar:
        return Heading("section", line.text[:2], digit(line.text[0]), match[1].strip(), at)
    return None


def pillar(lines: Sequence[Line], at: int, place: Place, usual: int) -> Heading | None:
    """（２） opens a pillar if it comes later than the last one and stands apart or begins anew at ①."""
    match = PILLAR.fullmatch(lines[at].text)
    if not (match and place.in_programmes and is_title(match[2])):
        return None
    turn = digit(match[1])
    if turn <= place.pillar or not (lines[at].gap > usual or begins_anew(lines, at)):
        return None
    place.has_pillar, place.pillar, place.circled, place.kana, place.inner = True, turn, 0, 0, 0
    return Heading("pillar", f"({turn})", turn, match[2].strip(), at)


def begins_anew(lines: Sequence[Line], at: int) -> bool:
    following = (line.text[0] for line in lines[at + 1 :] if line.text[0] in CIRCLED)
    return next(following, CIRCLED[0]) == CIRCLED[0]


def digit(character: str) -> int:
    return next(digits.index(character) + 1 for digits in DIGITS if character in digits)


def entry(lines: Sequence[Line], at: int, place: Place, usual: int) -> Heading | None:
    if not place.has_pillar:
        return None
    if match := ENTRY.fullmatch(lines[at].text):
        return circled_heading(match, lines, at, place, usual)
    if (match := MEMBER.fullmatch(lines[at].text)) and place.circled:
        return member_heading(match, lines, at, place, usual)
    return None


def member_heading(
    match: re.Match[str], lines: Sequence[Line], at: int, place: Place, usual: int
) -> Heading | None:
    turn = KANA.index(match[1]) + 1
    in_turn = turn == place.kana + 1 or (turn > place.kana and is_set_apart(lines, at, usual))
    if not (in_turn and is_title(match[2]) and is_after_complete_text(lines, at, place)):
        return None
    place.kana, place.inner = turn, 0
    return Heading("kana", match[1], turn, match[2].strip(), at)


def circled_heading(
    match: re.Match[str], lines: Sequence[Line], at: int, place: Place, usual: int
) -> Heading | None:
    turn = CIRCLED.index(match[1]) + 1
    is_listed = place.inner and turn == place.inner + 1
    in_turn = (turn == place.circled + 1 and not is_listed) or (
        turn > place.circled and is_set_apart(lines, at, usual)
    )
    if not (in_turn and is_title(match[2]) and is_after_complete_text(lines, at, place)):
        place.inner = turn
        return None
    place.circled, place.kana, place.inner = turn, 0, 0
    return Heading("circled", match[1], turn, match[2].strip(), at)


def is_set_apart(lines: Sequence[Line], at: int, usual: int) -> bool:
    return lines[at].gap > usual or leads_to_amount(lines, at)


def is_after_complete_text(lines: Sequence[Line], at: int, place: Place) -> bool:
    """A heading follows a heading, or text whose last sentence has ended (、 or a broken word has not)."""
    if place.headings and place.headings[-1].at == at - 1:
        return True
    before = lines[at - 1].text
    return before.endswith(COMPLETE) or lines[at].gap > lines[at - 1].gap


def leads_to_amount(lines: Sequence[Line], at: int) -> bool:
    """Whether an amount, or a first member ア, stands on one of the next three lines."""
    following = [line.text for line in lines[at + 1 : at + 4]]
    return any(BUDGET.fullmatch(text) or text.startswith(("ア ", "ア　")) for text in following)


def jumps(headings: Sequence[Heading]) -> Iterator[Heading]:
    """Headings whose number does not follow the one before: a heading between them was not recognised."""
    levels: tuple[Level, ...] = ("chapter", "pillar", "circled", "kana")
    turns = dict.fromkeys(levels, 0)
    for heading in headings:
        if heading.level in turns:
            is_first_chapter = heading.level == "chapter" and not turns["chapter"]
            if heading.turn != turns[heading.level] + 1 and not is_first_chapter:
                yield heading
            turns[heading.level] = heading.turn
            turns |= dict.fromkeys(levels[levels.index(heading.level) + 1 :], 0)
