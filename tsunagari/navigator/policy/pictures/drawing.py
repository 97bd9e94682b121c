"""A drawing as text. Elements carry classes, never colours: the page's style sheet or `paper` gives those."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from tsunagari.navigator.policy.pictures.paper import STYLE

Mark = str | float | None
MARGIN, HEAD = 24, 40  # of a drawing that is a file


@dataclass(frozen=True, slots=True)
class Drawing:
    """A body of SVG in a frame of `width` × `height` units; `kind` is a class for the whole."""

    width: float
    height: float
    body: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """What is shown, how to read it, and the drawing for a wide and for a narrow screen.

    notes  what the picture leaves out, in full sentences
    """

    title: str
    description: str
    wide: Drawing
    narrow: Drawing
    notes: tuple[str, ...] = ()


def element(name: str, *within: str, **marks: Mark) -> str:
    """`<name marks>within</name>`; `class_` and `font_size` are written as SVG writes them."""
    written = "".join(
        f' {mark.rstrip("_").replace("_", "-")}="{value_of(value)}"'
        for mark, value in marks.items()
        if value is not None
    )
    return f"<{name}{written}>{''.join(within)}</{name}>" if within else f"<{name}{written}/>"


def value_of(value: str | float) -> str:
    """A length to a tenth of a unit; a text as it may stand in an attribute."""
    return escape(value) if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


def text(words: str, x: float, y: float, *, font: float, **marks: Mark) -> str:
    return element("text", escape(words), x=x, y=y, font_size=font, **marks)


def group(*within: str, title: str = "", **marks: Mark) -> str:
    """Elements that belong together; `title` shows under the pointer."""
    named = [element("title", escape(title))] if title else []
    return element("g", *named, *within, **marks)


def line(points: Iterable[tuple[float, float]], **marks: Mark) -> str:
    path = "L".join(f"{value_of(x)} {value_of(y)}" for x, y in points)
    return element("path", d=f"M{path}", **marks)


def on_page(picture: Picture, drawing: Drawing, name: str, *, classes: str = "") -> str:
    """The drawing inside a page, told by its title and description; `name` keeps their ids apart."""
    title, description = f"{name}-title", f"{name}-desc"
    return element(
        "svg",
        element("title", escape(picture.title), id=title),
        element("desc", escape(picture.description), id=description),
        drawing.body,
        class_=" ".join(part for part in ("chart", drawing.kind, classes) if part),
        viewBox=f"0 0 {value_of(drawing.width)} {value_of(drawing.height)}",
        role="img",
        aria_labelledby=f"{title} {description}",
    )


def as_file(picture: Picture) -> str:
    """The wide drawing as a file of its own: its title, its colours and a white ground go with it."""
    drawing = picture.wide
    width, height = drawing.width + 2 * MARGIN, drawing.height + 2 * MARGIN + HEAD
    place = f"translate({MARGIN} {MARGIN + HEAD})"
    return element(
        "svg",
        element("title", escape(picture.title)),
        element("desc", escape(picture.description)),
        element("style", STYLE),
        element("rect", class_="ground", width=width, height=height),
        text(picture.title, MARGIN, MARGIN + 18, font=20, class_="strong"),
        element("g", drawing.body, class_=drawing.kind or None, transform=place),
        xmlns="http://www.w3.org/2000/svg",
        class_="chart",
        viewBox=f"0 0 {value_of(width)} {value_of(height)}",
        width=width,
        height=height,
    )
