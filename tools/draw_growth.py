"""Draw how the cost of checking every firm grows, from the JSON of `bench/eligibility.py --growth`.

    .venv/bin/python tools/draw_growth.py growth.json > docs/images/growth.svg

Two panels side by side, by firms and by programmes, both axes logarithmic. A dashed line shows what twice as
many for twice the time would be.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PANEL, HEIGHT, LEFT, TOP, BOTTOM = 380, 260, 56, 40, 44
STYLE = """
text{font:12px system-ui,sans-serif;fill:#333}.title{font-weight:600}.axis{stroke:#999}.even{stroke:#bbb;
stroke-dasharray:4 4}.cost{fill:none;stroke:#0b5fa5;stroke-width:2}circle{fill:#0b5fa5}.ground{fill:#fff}
"""
Point = tuple[float, float]  # how many, seconds


@dataclass(frozen=True, slots=True)
class Axis:
    """A logarithmic scale from `low` to `high` onto the pixels from `start` to `stop`."""

    low: float
    high: float
    start: float
    stop: float

    def at(self, value: float) -> float:
        share = math.log(value / self.low) / math.log(self.high / self.low)
        return round(self.start + share * (self.stop - self.start), 1)

    @property
    def decades(self) -> list[float]:
        first, last = math.ceil(math.log10(self.low) - 1e-9), math.floor(math.log10(self.high) + 1e-9)
        return [10.0**power for power in range(first, last + 1)]


def drawn(results: Sequence[dict[str, Any]]) -> str:
    """The SVG. Raises ValueError unless there are two sizes at least of both firms and programmes."""
    sizes = [result for result in results if "firms" in result]
    panels = [("firms", points_of(sizes, "firms", "programmes")),
              ("programmes", points_of(sizes, "programmes", "firms"))]  # fmt: skip
    seconds = axis_over([each for _, points in panels for _, each in points], HEIGHT - BOTTOM, TOP)
    body = "".join(
        line for n, (what, points) in enumerate(panels) for line in panel(what, points, seconds, n)
    )
    size = f'width="{2 * PANEL}" height="{HEIGHT}" viewBox="0 0 {2 * PANEL} {HEIGHT}"'
    ground = '<rect class="ground" width="100%" height="100%"/>'
    title = "<title>CPU seconds by firms and by programmes</title>"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size}>'
        f"{title}<style>{STYLE}</style>{ground}{body}</svg>\n"
    )


def points_of(sizes: Sequence[dict[str, Any]], what: str, held: str) -> list[Point]:
    """Cost by `what`, where the other measure stays at its most frequent value."""
    values = [size[held] for size in sizes]
    same = max(sorted(set(values)), key=values.count)
    found = sorted({size[what]: size["value"] for size in sizes if size[held] == same}.items())
    if len(found) < 2:
        raise ValueError(f"only {len(found)} sizes of {what}: run bench/eligibility.py --growth")
    return found


def axis_over(values: Sequence[float], start: float, stop: float) -> Axis:
    """Whole decades around the values."""
    low, high = 10.0 ** math.floor(math.log10(min(values))), 10.0 ** math.ceil(math.log10(max(values)))
    return Axis(low, high, start, stop)


def panel(what: str, points: Sequence[Point], seconds: Axis, number: int) -> Iterator[str]:
    left, right = number * PANEL + LEFT, (number + 1) * PANEL - 20
    count = axis_over([each for each, _ in points], left, right)
    yield f'<text class="title" x="{left}" y="20">seconds of CPU by {what}</text>'
    yield f'<path class="axis" fill="none" d="M{left} {TOP}V{HEIGHT - BOTTOM}H{right}"/>'
    for each in count.decades:
        place = f'x="{count.at(each)}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle"'
        yield f"<text {place}>{each:,.0f}</text>"
    for each in seconds.decades:
        yield f'<text x="{left - 6}" y="{seconds.at(each) + 4}" text-anchor="end">{each:g}</text>'
    yield f'<path class="even" d="M{path(even(points, seconds), count, seconds)}"/>'
    yield f'<path class="cost" d="M{path(points, count, seconds)}"/>'
    for many, cost in points:
        circle = f'<circle cx="{count.at(many)}" cy="{seconds.at(cost)}" r="4">'
        yield f"{circle}<title>{many:,.0f} {what}: {cost:.2f} s</title></circle>"


def even(points: Sequence[Point], seconds: Axis) -> list[Point]:
    """From the last point back, as if twice as many took twice the time; not below the axis."""
    (first, _), (last, cost) = points[0], points[-1]
    start = max(first, last * seconds.low / cost)
    return [(start, cost * start / last), (last, cost)]


def path(points: Sequence[Point], count: Axis, seconds: Axis) -> str:
    return "L".join(f"{count.at(many)} {seconds.at(cost)}" for many, cost in points)


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("results", type=Path, help="what bench/eligibility.py --growth printed")
    sys.stdout.write(drawn(json.loads(options.parse_args().results.read_text(encoding="utf-8"))["results"]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
