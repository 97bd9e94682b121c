"""A procedure as a picture (SVG). Meaning is told by class names; colours are the style sheet's.

Without a style sheet it is black lines on whatever lies beneath: a downloaded file is read as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from tsunagari.base.words import Words
from tsunagari.engines.procedure.declared import Procedure
from tsunagari.engines.procedure.layout import CARD, Arrow, Card, layout
from tsunagari.engines.procedure.lettering import FONT, Line

TITLE = Words("「{name}」の進み方", "How “{name}” goes")
USUAL = Words("ふつうの進み方：{steps}。", "The usual way: {steps}. ")
OTHERS = Words("そのほかの段階：{steps}。", "Other steps: {steps}. ")
HEAD = 7  # length of an arrow's head


def drawing(procedure: Procedure, language: str) -> str:
    """The drawing in `language` (ja or en); `title` and `desc` say in words what it shows."""
    return "\n".join(svg_lines(procedure, language))


def svg_lines(procedure: Procedure, language: str) -> Iterator[str]:
    picture = layout(procedure, language)
    title, described = f"{procedure.name}-title", f"{procedure.name}-desc"
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="procedure-drawing" lang="{language[:2]}" role="img"'
        f' aria-labelledby="{title} {described}" viewBox="0 0 {picture.width} {picture.height}"'
        f' width="{picture.width}" height="{picture.height}" font-family="sans-serif" font-size="{FONT}">'
    )
    yield f'<title id="{title}">{escape(title_words(procedure, language))}</title>'
    yield f'<desc id="{described}">{escape(description(procedure, language))}</desc>'
    for arrow in picture.arrows:
        yield from arrow_lines(arrow)
    for card in picture.cards:
        yield from card_lines(card)
    yield from map(text_line, picture.labels)
    yield "</svg>"


def title_words(procedure: Procedure, language: str) -> str:
    return TITLE.in_(language).format(name=procedure.title.in_(language))


def description(procedure: Procedure, language: str) -> str:
    comma = ", " if language.startswith("en") else "、"
    usual = [step.label.in_(language) for step in procedure.usual_steps]
    others = [s.label.in_(language) for s in procedure.steps.values() if s.name not in procedure.path]
    parts = [USUAL.in_(language).format(steps=" → ".join(usual))]
    if others:
        parts.append(OTHERS.in_(language).format(steps=comma.join(others)))
    return "".join(parts).strip()


def card_lines(card: Card) -> Iterator[str]:
    usual = " is-usual" if card.is_usual else ""
    yield f'<g class="procedure-step meaning-{card.step.meaning}{usual}" id="step-{card.step.name}">'
    yield (
        f'<rect x="{card.x}" y="{card.y}" width="{CARD}" height="{card.height}" rx="6"'
        ' fill="none" stroke="currentColor"/>'
    )
    yield from map(text_line, card.lines)
    yield "</g>"


def text_line(line: Line) -> str:
    weight = ' font-weight="bold"' if line.role == "step" else ""
    return (
        f'<text class="procedure-{line.role}" x="{line.x}" y="{line.y}" dominant-baseline="central"'
        f' fill="currentColor"{weight}>{escape(line.text)}</text>'
    )


def arrow_lines(arrow: Arrow) -> Iterator[str]:
    role = "is-usual" if arrow.is_usual else "is-other"
    way = "L".join(f"{x} {y}" for x, y in arrow.points)
    yield f'<g class="procedure-arrow {role} by-{arrow.move.by}">'
    yield f'<path d="M{way}" fill="none" stroke="currentColor"/>'
    yield f'<path d="{head(arrow)}" fill="currentColor"/>'
    yield "</g>"


def head(arrow: Arrow) -> str:
    """A triangle whose point is the arrow's end, facing the way the last stretch runs."""
    (from_x, from_y), (x, y) = arrow.points[-2:]
    if from_x == x:
        back = y - HEAD if y > from_y else y + HEAD
        return f"M{x} {y}L{x - HEAD // 2} {back}L{x + HEAD // 2} {back}Z"
    back = x - HEAD if x > from_x else x + HEAD
    return f"M{x} {y}L{back} {y - HEAD // 2}L{back} {y + HEAD // 2}Z"
