"""How wide words are in a drawing, and where their lines break."""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import east_asian_width

FONT = 14  # the height of a letter; a Japanese one is as wide
LATIN = 0.56  # of that height: the letters of usual fonts are narrower on the average
PIECES = re.compile(r"\s?[!-~‘-”]{1,24}[）」、。・]*|\s?[^\s][）」、。・ー]*")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; (x, y) is the left end of its middle line."""

    text: str
    x: int
    y: int
    role: str

    @property
    def width(self) -> float:
        return text_width(self.text)


def text_width(text: str) -> float:
    return sum(FONT if east_asian_width(character) in "FWA" else FONT * LATIN for character in text)


def wrapped(text: str, room: float) -> list[str]:
    """Lines no wider than `room`: Latin broken at spaces, Japanese anywhere but before a closing sign."""
    lines = [""]
    for piece in PIECES.findall(text):
        if text_width(lines[-1] + piece) > room:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines if line.strip()]
