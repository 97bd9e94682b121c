"""How strongly a square of the map is coloured."""

from __future__ import annotations

LEVELS = (1, 3, 6, 10, 20)  # per cent: from each on, the next colour
NO_FIRMS = "none"  # the level of a place where there is nobody to count


def level(part: int, whole: int) -> int:
    """Which colour a share has, by LEVELS; without firms the palest."""
    return sum(abs(part) * 100 >= whole * edge for edge in LEVELS) if whole else 0
