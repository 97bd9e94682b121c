"""The prefectures as squares, each beside its neighbours as far as squares allow."""

from __future__ import annotations

from dataclasses import dataclass

from tsunagari.base.places import PREFECTURES

SIDE = 44
# Column, row, and how many squares wide and high, in the order of the codes.
PLACES = (
    *((10, 0, 2, 1), (10, 1, 1, 1), (10, 2, 1, 1), (10, 3, 1, 1), (9, 2, 1, 1), (9, 3, 1, 1), (9, 4, 2, 1)),
    *((11, 5, 1, 1), (10, 5, 1, 1), (9, 5, 1, 1), (9, 6, 1, 1), (11, 6, 1, 1), (10, 6, 1, 1), (9, 7, 2, 1)),
    *((8, 4, 1, 1), (7, 4, 1, 1), (6, 4, 1, 1), (6, 5, 1, 1), (8, 6, 1, 1), (8, 5, 1, 1), (7, 5, 1, 1)),
    *((8, 7, 1, 1), (7, 6, 1, 1), (7, 7, 1, 1), (6, 6, 1, 1), (5, 6, 1, 1), (5, 7, 1, 1), (4, 6, 1, 2)),
    *((6, 7, 1, 1), (5, 8, 2, 1), (3, 6, 1, 1), (2, 6, 1, 1), (3, 7, 1, 1), (2, 7, 1, 1), (1, 7, 1, 1)),
    *((5, 10, 1, 1), (5, 9, 1, 1), (4, 9, 1, 1), (4, 10, 1, 1), (1, 9, 1, 1), (0, 9, 1, 1), (0, 10, 1, 1)),
    *((1, 10, 1, 1), (2, 9, 1, 1), (2, 10, 1, 1), (1, 11, 2, 1), (0, 12, 1, 1)),
)


@dataclass(frozen=True, slots=True)
class Tile:
    code: str
    ja: str
    en: str
    x: int
    y: int
    width: int
    height: int

    @property
    def middle_x(self) -> int:
        return self.x + self.width // 2

    @property
    def baseline_y(self) -> int:
        return self.y + self.height // 2 + 6


def tiles() -> list[Tile]:
    return [
        Tile(
            place.code,
            place.ja.rstrip("都府県") if place.ja != "京都府" else "京都",
            place.en,
            *(SIDE * number for number in where),
        )
        for place, where in zip(PREFECTURES, PLACES, strict=True)
    ]


def nearest(code: str) -> list[str]:
    """Every prefecture's code, `code` itself first, then by how far their squares lie from its own."""
    middle = {tile.code: (tile.middle_x, tile.y + tile.height // 2) for tile in tiles()}
    x, y = middle[code]
    return sorted(
        middle, key=lambda other: ((middle[other][0] - x) ** 2 + (middle[other][1] - y) ** 2, other)
    )
