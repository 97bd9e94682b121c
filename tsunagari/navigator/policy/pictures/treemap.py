"""Amounts as areas: lots side by side (or one above the other), plots within.

Squarified treemap after Bruls, Huizing and van Wijk (2000). Lengths are in the picture's own units.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tsunagari.base.words import Words

HEAD, GAP = 28.0, 8.0


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A picture's size and letters: `font` is their height; Japanese ones are as wide, Latin about half."""

    width: float
    height: float
    font: float
    is_upright: bool = False  # pillars one above the other, for a phone


@dataclass(frozen=True, slots=True)
class Plot:
    """An amount in yen and whose it is: one programme's, or that of `count` small ones together (no key)."""

    name: Words
    yen: int
    key: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class Lot:
    """Plots under one heading. `colour` is the pillar's number; 0 for an amount that is part of others.

    mark  what stands over the lot; `name` is the whole name, for the legend
    """

    mark: str
    name: str
    colour: int
    plots: tuple[Plot, ...]

    @property
    def total_yen(self) -> int:
        return sum(plot.yen for plot in self.plots)


@dataclass(frozen=True, slots=True)
class Tile:
    """One plot: its box, the lines of its name that fit, and its amount if that fits."""

    plot: Plot
    box: Box
    lines: tuple[str, ...]
    shows_amount: bool


@dataclass(frozen=True, slots=True)
class Bed:
    """One lot: the place it fills below its heading, and its tiles."""

    lot: Lot
    box: Box
    tiles: tuple[Tile, ...]


WIDE = Sheet(1040, 520, 14)
NARROW = Sheet(328, 760, 12, is_upright=True)


def beds(lots: Sequence[Lot], sheet: Sheet, language: str) -> list[Bed]:
    """Lots that hold anything, each as large as its amount; nothing has no area to show."""
    held = [lot for lot in lots if lot.total_yen]
    places = lanes([lot.total_yen for lot in held], sheet)
    return [
        Bed(lot, place, tuple(tiles(lot.plots, place, sheet, language)))
        for lot, place in zip(held, places, strict=True)
    ]


def lanes(totals: Sequence[int], sheet: Sheet) -> list[Box]:
    """One strip per total, with room for a heading above each."""
    whole = sum(totals) or 1
    room = (
        (sheet.height - HEAD * len(totals)) if sheet.is_upright else (sheet.width - GAP * (len(totals) - 1))
    )
    at, places = 0.0, []
    for total in totals:
        size = room * total / whole
        if sheet.is_upright:
            places.append(Box(0, at + HEAD, sheet.width, size))
            at += HEAD + size
        else:
            places.append(Box(at, HEAD, size, sheet.height - HEAD))
            at += size + GAP
    return places


def tiles(plots: Sequence[Plot], place: Box, sheet: Sheet, language: str) -> Iterator[Tile]:
    ordered = sorted((plot for plot in plots if plot.yen), key=lambda plot: -plot.yen)
    scale = place.width * place.height / sum(plot.yen for plot in ordered)
    boxes = squarified([plot.yen * scale for plot in ordered], place)
    for plot, box in zip(ordered, boxes, strict=True):
        lines, shows_amount = label(plot.name, box, sheet.font, language)
        yield Tile(plot, box, lines, shows_amount)


def squarified(areas: Sequence[float], place: Box) -> list[Box]:
    """Boxes of the given areas (largest first) that fill `place`, each as near to a square as may be."""
    boxes: list[Box] = []
    rest = list(areas)
    while rest:
        side = min(place.width, place.height)
        count = 1
        while count < len(rest) and worst(rest[: count + 1], side) <= worst(rest[:count], side):
            count += 1
        row, place = laid(rest[:count], place)
        boxes += row
        rest = rest[count:]
    return boxes


def worst(row: Sequence[float], side: float) -> float:
    """The largest ratio of sides in a row laid along `side`."""
    total = sum(row)
    return max(side * side * max(row) / total**2, total**2 / (side * side * min(row)))


def laid(row: Sequence[float], place: Box) -> tuple[list[Box], Box]:
    """A row along the shorter side of `place`, and what of the place is left."""
    depth = sum(row) / min(place.width, place.height)
    boxes, at = [], 0.0
    for area in row:
        length = area / depth
        if place.width >= place.height:
            boxes.append(Box(place.x, place.y + at, depth, length))
        else:
            boxes.append(Box(place.x + at, place.y, length, depth))
        at += length
    if place.width >= place.height:
        return boxes, Box(place.x + depth, place.y, place.width - depth, place.height)
    return boxes, Box(place.x, place.y + depth, place.width, place.height - depth)


def label(name: Words, box: Box, font: float, language: str) -> tuple[tuple[str, ...], bool]:
    """The whole name in lines and the amount, or the amount alone, or nothing where neither fits."""
    room, high = box.width - font, box.height - font / 2
    if language == "en":
        lines = textwrap.wrap(name.en, max(1, int(room / font / 0.58)), break_long_words=False)
        is_fitting = all(len(line) * font * 0.58 <= room for line in lines)
    else:
        columns = max(1, int(room / font))
        lines = [name.ja[start : start + columns] for start in range(0, len(name.ja), columns)]
        is_fitting = columns >= 4
    if is_fitting and (len(lines) + 1) * font * 1.35 <= high:
        return tuple(lines), True
    return (), room >= font * 2 and high >= font * 1.2
