"""Where everything of a procedure's drawing stands. Lengths are in the picture's own units.

The usual way goes down the left as cards, other steps stand to the right. A card lists its moves; from each a
line runs into the gutter, joins the lane of the step it leads to, and enters that step beside its title. The
move along the usual way is written on the arrow between two cards. Rows of the two columns are half a row
apart, so that no two lines ever lie on each other, and no line crosses a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tsunagari.engines.procedure.declared import Move, Procedure, Step
from tsunagari.engines.procedure.lettering import Line, wrapped
from tsunagari.engines.procedure.wording import move_words

ROW, PAD, MARGIN = 24, 12, 12
HALF = ROW // 2
FIRST = PAD // 2 + HALF  # from a card's top to the middle of its first row
CARD, LANE, GAP = 336, 14, ROW + HALF
ROOM = CARD - 2 * PAD
AGAIN = "↻ "


@dataclass(frozen=True, slots=True)
class Card:
    """A step's box. `ports` are the heights from which its moves leave, by verb."""

    step: Step
    x: int
    y: int
    height: int
    is_usual: bool
    lines: tuple[Line, ...]
    ports: tuple[tuple[Move, int], ...]

    @property
    def entry(self) -> int:
        """The height at which lines enter."""
        return self.y + FIRST


@dataclass(frozen=True, slots=True)
class Arrow:
    """A line of right angles through `points`, with its head at the last."""

    move: Move
    points: tuple[tuple[int, int], ...]
    is_usual: bool


@dataclass(frozen=True, slots=True)
class Picture:
    width: int
    height: int
    cards: tuple[Card, ...]
    arrows: tuple[Arrow, ...]
    labels: tuple[Line, ...]


# ── the whole picture ─────────────────────────────────────────────────────────────────────────────
def layout(procedure: Procedure, language: str) -> Picture:
    """The same procedure and language always give the same picture."""
    usual = usual_cards(procedure, language)
    lanes = lanes_of(procedure, [*procedure.path, *procedure.steps])
    right = MARGIN + CARD + LANE * (len(lanes) + 2)
    beside = side_cards(procedure, usual, right, language)
    cards = (*usual, *beside)
    places = {card.step.name: card for card in cards}
    mains = [main_arrow(card, below) for card, below in pairwise(usual)]
    bends = [
        bend(move, card, port, places[move.to], lanes[move.to])
        for card in cards
        for move, port in card.ports
        if move.to != card.step.name
    ]
    labels = [line for card, below in pairwise(usual) for line in way_lines(procedure, card, below, language)]
    return Picture(
        width=(right + CARD if beside else right) + MARGIN,
        height=max(card.y + card.height for card in cards) + MARGIN,
        cards=cards,
        arrows=(*mains, *bends),
        labels=tuple(labels),
    )


def main_move(step: Step, below: Step) -> Move:
    """The move along the usual way from one step to the next."""
    return next(move for move in step.moves if move.to == below.name)


def other_moves(procedure: Procedure, step: Step) -> list[Move]:
    """The moves that are written in the step's card: all but the one along the usual way."""
    onward = dict(pairwise(procedure.path)).get(step.name)
    main = main_move(step, procedure.steps[onward]) if onward else None
    return [move for move in step.moves if move is not main]


def lanes_of(procedure: Procedure, order: Sequence[str]) -> dict[str, int]:
    """The x of each lane, by the step it leads to; those of the usual way lie to the left."""
    led = {
        move.to
        for step in procedure.steps.values()
        for move in other_moves(procedure, step)
        if move.to != step.name
    }
    targets = [name for name in dict.fromkeys(order) if name in led]
    return {name: MARGIN + CARD + LANE * (place + 2) - LANE // 2 for place, name in enumerate(targets)}


# ── cards ─────────────────────────────────────────────────────────────────────────────────────────
def card_at(procedure: Procedure, step: Step, x: int, y: int, language: str) -> Card:
    texts: list[tuple[str, str, Move | None]] = [
        *((text, "step", None) for text in wrapped(step.label.in_(language), ROOM)),
        (procedure.label("meanings", step.meaning).in_(language), "meaning", None),
    ]
    for move in other_moves(procedure, step):
        sign = AGAIN if move.to == step.name else ""
        first, *rest = wrapped(sign + move_words(procedure, move, language), ROOM)
        texts += [(first, "move", move), *((text, "move", None) for text in rest)]
    lines = [
        (Line(text, x + PAD, y + FIRST + ROW * row, role), move)
        for row, (text, role, move) in enumerate(texts)
    ]
    return Card(
        step=step,
        x=x,
        y=y,
        height=ROW * len(lines) + PAD,
        is_usual=step.name in procedure.path,
        lines=tuple(line for line, _ in lines),
        ports=tuple((move, line.y) for line, move in lines if move),
    )


def usual_cards(procedure: Procedure, language: str) -> list[Card]:
    cards: list[Card] = []
    y = ROW
    for place, step in enumerate(procedure.usual_steps):
        cards.append(card_at(procedure, step, MARGIN, y, language))
        following = procedure.usual_steps[place + 1 : place + 2]
        written = way_texts(procedure, step, following[0], language) if following else []
        y += cards[-1].height + ROW * len(written) + GAP
    return cards


def side_cards(procedure: Procedure, usual: Sequence[Card], x: int, language: str) -> list[Card]:
    """The other steps, each as near as may be to where the moves to it leave the usual way."""
    ports: dict[str, list[int]] = {}
    for move, port in (port for card in usual for port in card.ports):
        ports.setdefault(move.to, []).append(port)
    bottom = usual[-1].y
    wanted = {
        name: sum(ports[name]) // len(ports[name]) if name in ports else bottom
        for name in procedure.steps
        if name not in procedure.path
    }
    cards: list[Card] = []
    free = HALF
    for name in sorted(wanted, key=lambda name: wanted[name]):
        y = max(free, wanted[name] // ROW * ROW - HALF)
        cards.append(card_at(procedure, procedure.steps[name], x, y, language))
        free = y + cards[-1].height + GAP
    return cards


# ── arrows ────────────────────────────────────────────────────────────────────────────────────────
def main_arrow(card: Card, below: Card) -> Arrow:
    x = card.x + ROW
    return Arrow(main_move(card.step, below.step), ((x, card.y + card.height), (x, below.y)), is_usual=True)


def bend(move: Move, card: Card, port: int, target: Card, lane: int) -> Arrow:
    """Out of the card at its port, along the target's lane, into the target beside its title."""
    out, into = (
        (card.x if card.x > lane else card.x + CARD),
        (target.x if target.x > lane else target.x + CARD),
    )
    points = ((out, port), (lane, port), (lane, target.entry), (into, target.entry))
    return Arrow(move, points, is_usual=False)


def way_texts(procedure: Procedure, step: Step, below: Step, language: str) -> list[str]:
    return wrapped(move_words(procedure, main_move(step, below), language), ROOM - ROW)


def way_lines(procedure: Procedure, card: Card, below: Card, language: str) -> Iterator[Line]:
    """The words beside the arrow from one card to the next."""
    top = card.y + card.height + FIRST
    for row, text in enumerate(way_texts(procedure, card.step, below.step, language)):
        yield Line(text, card.x + ROW + PAD, top + ROW * row, "way")
