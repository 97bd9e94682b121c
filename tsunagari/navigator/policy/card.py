"""The card that other sites show for a link: 1200 × 630, with the knot, a title and a line of facts."""

from __future__ import annotations

from tsunagari.navigator.policy.pictures.drawing import element, text
from tsunagari.navigator.policy.pictures.lettering import wrapped
from tsunagari.navigator.policy.pictures.paper import STYLE

WIDTH, HEIGHT, LEFT = 1200, 630, 90
MOST_LINES = 3
SIZES = (72, 60, 48)
KNOT = (  # the logo: two つ hooked into each other; widths as on the pages
    ("M4 9C9 6.4 15 6 21 6a8 8 0 0 1 0 16H5", "ink-line"),
    ("M42 25C37 27.6 31 28 25 28a8 8 0 0 1 0-16H41", "tie"),
)


def card(kicker: str, title: str, facts: str, site: str) -> str:
    """SVG. The title is set as large as three lines allow; beyond that it is cut."""
    room = WIDTH - 2 * LEFT
    font = next((size for size in SIZES if len(wrapped(title, room, size)) <= MOST_LINES), SIZES[-1])
    lines = wrapped(title, room, font)[:MOST_LINES]
    top = 200
    return element(
        "svg",
        element("style", STYLE),
        element("rect", class_="ground", width=WIDTH, height=HEIGHT),
        element("rect", class_="thread-fill", width=18, height=HEIGHT),
        text(kicker, LEFT, top - 84, font=32, class_="soft"),
        *(
            text(words, LEFT, top + font * (0.5 + 1.35 * n), font=font, class_="strong")
            for n, words in enumerate(lines)
        ),
        text(facts, LEFT, HEIGHT - 150, font=36),
        element("path", d=f"M{LEFT} {HEIGHT - 110}H{WIDTH - LEFT}", class_="grid"),
        element("g", *knot(), transform=f"translate({LEFT} {HEIGHT - 88}) scale(1.4)"),
        text(site, LEFT + 84, HEIGHT - 52, font=32, class_="strong"),
        xmlns="http://www.w3.org/2000/svg",
        class_="chart",
        width=WIDTH,
        height=HEIGHT,
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
    )


def knot() -> list[str]:
    return [element("path", d=path, class_=kind, stroke_linecap="round") for path, kind in KNOT]
