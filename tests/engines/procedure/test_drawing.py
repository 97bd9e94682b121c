"""The drawing: every move shown, nothing over a word, the same each time, readable without a style sheet."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise

import pytest

from tests.engines.procedure.samples import SMALL, move, step, words
from tsunagari.base.words import Words
from tsunagari.engines.procedure.declared import Procedure
from tsunagari.engines.procedure.drawing import drawing
from tsunagari.engines.procedure.layout import CARD, Picture, layout
from tsunagari.engines.procedure.lettering import FONT, Line, wrapped

SVG = "{http://www.w3.org/2000/svg}"
Box = tuple[float, float, float, float]


def box_of(line: Line) -> Box:
    return line.x, line.y - FONT / 2, line.x + line.width, line.y + FONT / 2


def lines_of(picture: Picture) -> list[Line]:
    return [*picture.labels, *(line for card in picture.cards for line in card.lines)]


def is_overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def stretches(picture: Picture) -> Iterator[tuple[str, Box]]:
    """Every straight piece of every arrow, with the step it leads to."""
    for arrow in picture.arrows:
        for (x, y), (to_x, to_y) in pairwise(arrow.points):
            yield arrow.move.to, (min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y))


def faults_of(picture: Picture) -> list[str]:
    """What an officer could not read."""
    boxes = [(line.text, box_of(line)) for line in lines_of(picture)]
    cards = [(c.step.name, (c.x, c.y, c.x + CARD, c.y + c.height)) for c in picture.cards]
    faults = [f"{a} over {b}" for (a, one), (b, other) in combinations(boxes, 2) if is_overlap(one, other)]
    faults += [f"{a} over {b}" for (a, one), (b, other) in combinations(cards, 2) if is_overlap(one, other)]
    for to, piece in stretches(picture):
        faults += [f"a line to {to} through {text}" for text, box in boxes if is_overlap(widened(piece), box)]
        faults += [f"a line to {to} through {name}" for name, box in cards if is_overlap(piece, box)]
    for (to, one), (other_to, other) in combinations(stretches(picture), 2):
        if to != other_to and is_overlap(widened(one), widened(other)) and is_along(one, other):
            faults.append(f"lines to {to} and {other_to} lie on each other")
    whole = (0, 0, picture.width, picture.height)
    faults += [f"{text} outside" for text, box in boxes if not is_within(box, whole)]
    for card in picture.cards:
        edges = (card.x, card.y, card.x + CARD, card.y + card.height)
        faults += [
            f"{line.text} outside its card" for line in card.lines if not is_within(box_of(line), edges)
        ]
    return faults


def widened(piece: Box) -> Box:
    return piece[0] - 1, piece[1] - 1, piece[2] + 1, piece[3] + 1


def is_along(one: Box, other: Box) -> bool:
    return (one[0] == one[2]) == (other[0] == other[2])


def is_within(inner: Box, outer: Box) -> bool:
    return inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def check_drawing(procedure: Procedure) -> None:
    """Every step and move is there, in both languages, and can be read."""
    for language in ("ja", "en"):
        picture = layout(procedure, language)
        assert faults_of(picture) == []
        assert {card.step.name for card in picture.cards} == set(procedure.steps)
        written = "".join(line.text.replace(" ", "") for line in lines_of(picture))
        for each in (m for s in procedure.steps.values() for m in s.moves):
            assert each.label.in_(language).replace(" ", "") in written
        drawn = {(each.move.verb, each.move.to) for each in picture.arrows}
        led = {(m.verb, m.to) for s in procedure.steps.values() for m in s.moves if m.to != s.name}
        assert drawn == led
        root = ET.fromstring(drawing(procedure, language))  # noqa: S314 (written a line above)
        assert root.find(f"{SVG}title") is not None
        assert root.attrib["aria-labelledby"].split() == [root[0].attrib["id"], root[1].attrib["id"]]


def test_a_small_procedure_can_be_read() -> None:
    check_drawing(SMALL)


def test_colours_are_left_to_the_style_sheet() -> None:
    svg = drawing(SMALL, "ja")
    assert set(re.findall(r'(?:fill|stroke)="([^"]*)"', svg)) == {"none", "currentColor"}
    assert "style=" not in svg
    for name in ("meaning-waiting", "meaning-closed", "is-usual", "by-owner"):
        assert name in svg


def test_it_is_told_in_words_too() -> None:
    described = re.search("<desc[^>]*>(.*)</desc>", drawing(SMALL, "en"))
    assert described
    assert described[1] == "The usual way: asked → open → done. Other steps: left."
    alone = replace(SMALL, steps={"done": SMALL.steps["done"]}, start="done", path=("done",), labels={})
    assert "ほか" not in drawing(alone, "ja")


def test_a_picture_without_side_steps_is_one_column() -> None:
    alone = replace(SMALL, steps={"done": SMALL.steps["done"]}, start="done", path=("done",))
    assert layout(alone, "ja").width < layout(SMALL, "ja").width


def test_words_of_a_label_cannot_break_out() -> None:
    sly = replace(SMALL, title=Words("<script>", '"&'))
    assert "<script>" not in drawing(sly, "ja")


def test_the_same_procedure_gives_the_same_drawing() -> None:
    assert drawing(SMALL, "ja") == drawing(replace(SMALL), "ja")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("ask for corrections", ["ask for", "corrections"]),  # a word is broken only where it must be
        ("n" * 30, ["n" * 24, "n" * 6]),
        ("ほかの窓口を案内", ["ほかの窓口", "を案内"]),
        ("あいうえお。か", ["あいうえ", "お。か"]),
        ("", []),
    ],
)
def test_lines_break_where_a_reader_would(text: str, lines: list[str]) -> None:
    assert wrapped(text, 5 * FONT) == lines


def test_long_labels_and_many_moves_stay_apart() -> None:
    long = "とても長い段階の名前" * 6
    many = [replace(move(f"m{number}", "z"), label=Words(long, "word " * 30)) for number in range(12)]
    steps = {
        "a": replace(step("a", "waiting", move("on", "b"), *many), label=Words(long, "name " * 30)),
        "b": step("b", "working", *(replace(each, to="a") for each in many), move("end", "y")),
        "y": step("y", "closed"),
        "z": step("z", "withdrawn", move("back", "b"), move("round", "z"), move("side", "x")),
        "x": step("x", "working", move("end", "y"), move("again", "z")),
    }
    crowded = Procedure("crowded", words("crowded"), "a", steps, ("a", "b", "y"))
    for language in ("ja", "en"):
        assert faults_of(layout(crowded, language)) == []


# ── the eye is not blind ──────────────────────────────────────────────────────────────────────────
def test_words_over_words_cards_over_cards_and_lines_through_words_are_seen() -> None:
    picture = layout(SMALL, "ja")
    label = picture.labels[0]
    assert faults_of(replace(picture, labels=(*picture.labels, replace(label, x=label.x + 3))))
    first, second, *others = picture.cards
    assert any(
        "over" in fault
        for fault in faults_of(replace(picture, cards=(first, replace(second, y=first.y), *others)))
    )
    arrow = picture.arrows[-1]
    through = replace(arrow, points=((0, label.y), (picture.width, label.y)))
    assert any("through" in fault for fault in faults_of(replace(picture, arrows=(through,))))
    assert any("outside" in fault for fault in faults_of(replace(picture, width=200)))
    twice = replace(arrow, move=replace(arrow.move, to="elsewhere"))
    assert any("lie on" in fault for fault in faults_of(replace(picture, arrows=(arrow, twice))))
