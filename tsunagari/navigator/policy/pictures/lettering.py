"""How much room words take, before any browser has set them. Japanese letters are as wide as high."""

from __future__ import annotations

import textwrap
import unicodedata
from functools import lru_cache

LATIN = 0.58  # of the letters' height, on the safe side for Noto Sans
DOTS = "…"


@lru_cache(maxsize=8_192)
def width_of(words: str, font: float) -> float:
    """In the picture's units."""
    return font * sum(1 if unicodedata.east_asian_width(letter) in "WFA" else LATIN for letter in words)


def wrapped(words: str, room: float, font: float) -> list[str]:
    """Lines that fit `room`: Latin words stay whole where they can, Japanese breaks anywhere."""
    if words.isascii():
        return textwrap.wrap(words, max(1, int(room / font / LATIN))) or [""]
    lines, rest = [], words
    while rest:
        count = fitting(rest, room, font)
        lines.append(rest[:count])
        rest = rest[count:]
    return lines or [""]


def fitting(words: str, room: float, font: float) -> int:
    """How many letters fit; at least one, so that wrapping always ends."""
    count = len(words)
    while count > 1 and width_of(words[:count], font) > room:
        count -= 1
    return count


def shortened(words: str, room: float, font: float) -> str:
    """The words, cut with … where they do not fit."""
    if width_of(words, font) <= room:
        return words
    return words[: fitting(words, room - font, font)].rstrip() + DOTS


def spread(wanted: list[float], gap: float, top: float, bottom: float) -> list[float]:
    """Heights as near to those wanted (rising) as may be, at least `gap` apart, within `top` and `bottom`.

    Nearest by least squares (pool adjacent violators). The caller sees to it that they fit between the two.
    """
    pools: list[tuple[float, int]] = []  # the mean of a run that must keep its distances, and its length
    for place, height in enumerate(wanted):
        mean, size = height - place * gap, 1
        while pools and pools[-1][0] > mean:
            other, length = pools.pop()
            mean = (mean * size + other * length) / (size + length)
            size += length
        pools.append((mean, size))
    last = bottom - (len(wanted) - 1) * gap
    starts = [min(max(mean, top), last) for mean, size in pools for _ in range(size)]
    return [start + place * gap for place, start in enumerate(starts)]
