"""Counts of two variants beside what is in force now: the rows of the page, its script and its export."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from tsunagari.base.places import PREFECTURES
from tsunagari.base.trades import DIVISIONS
from tsunagari.base.words import Words
from tsunagari.census.counting import Counted
from tsunagari.planning.policy.tiles import level

UNKNOWN = Words("わからない", "not known")
Part = Callable[[Counted], Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Line:
    """One prefecture or division: all its firms, and how many are left in now and under each variant."""

    code: str
    name: Words
    firms: int
    now: int
    first: int
    second: int
    steps: tuple[int, ...]

    @property
    def gained(self) -> int:
        return self.first - self.now

    @property
    def level(self) -> int:
        return level(self.gained, self.firms)


def prefecture_lines(every: Counted, counts: Iterable[Counted], at: tuple[int, int, int]) -> list[Line]:
    names = {place.code: Words(place.ja, place.en) for place in PREFECTURES}
    return lines(names, lambda counted: counted.by_prefecture, every, tuple(counts), at)


def division_lines(every: Counted, counts: Iterable[Counted], at: tuple[int, int, int]) -> list[Line]:
    names = {letter: Words(row[0], row[1]) for letter, row in DIVISIONS.items()}
    return lines(names, lambda counted: counted.by_division, every, tuple(counts), at)


def lines(
    names: Mapping[str, Words],
    part: Part,
    every: Counted,
    counts: tuple[Counted, ...],
    at: tuple[int, int, int],
) -> list[Line]:
    """`at` are the steps of now and of both variants. Those without a firm are left out."""
    found = []
    for code, name in {**names, "": UNKNOWN}.items():
        firms, steps = part(every)[code], tuple(part(counted)[code] for counted in counts)
        if firms:
            found.append(Line(code, name, firms, *(steps[step] for step in at), steps))
    return found
