"""The picture of budgets tells the truth: areas are the amounts, boxes fill their place and never overlap."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsunagari.base.words import Words
from tsunagari.navigator.policy.pictures.treemap import (
    HEAD,
    NARROW,
    WIDE,
    Box,
    Lot,
    Plot,
    Sheet,
    beds,
    label,
    lanes,
    squarified,
    worst,
)

PLACE = Box(10, 20, 300, 200)


def overlap(one: Box, other: Box) -> float:
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return max(0.0, across) * max(0.0, down)


@given(st.lists(st.integers(1, 10**11), min_size=1, max_size=30))
def test_boxes_have_the_areas_asked_for_and_fill_the_place(amounts: list[int]) -> None:
    ordered = sorted(amounts, reverse=True)
    scale = PLACE.width * PLACE.height / sum(ordered)
    boxes = squarified([amount * scale for amount in ordered], PLACE)
    for amount, box in zip(ordered, boxes, strict=True):
        assert box.width * box.height == pytest.approx(amount * scale)
        assert box.x >= PLACE.x - 1e-2
        assert box.y >= PLACE.y - 1e-2
        assert box.x + box.width <= PLACE.x + PLACE.width + 1e-2
        assert box.y + box.height <= PLACE.y + PLACE.height + 1e-2
    for place, box in enumerate(boxes):
        assert sum(overlap(box, other) for other in boxes[place + 1 :]) < 1e-2


def test_equal_amounts_become_squares() -> None:
    boxes = squarified([2500.0] * 4, Box(0, 0, 100, 100))
    assert [(box.width, box.height) for box in boxes] == [(50, 50)] * 4


def test_the_worst_ratio_of_a_row() -> None:
    assert worst([100.0], 10) == 1
    assert worst([50.0, 50.0], 10) == 2


@pytest.mark.parametrize("sheet", [WIDE, NARROW])
def test_strips_share_the_sheet_by_their_totals(sheet: Sheet) -> None:
    first, second = lanes([300, 100], sheet)
    assert first.width * first.height == pytest.approx(3 * second.width * second.height)
    assert second.x + second.width == pytest.approx(sheet.width)
    assert second.y + second.height == pytest.approx(sheet.height)
    assert min(first.y, second.y) == HEAD


@pytest.mark.parametrize("sheet", [WIDE, NARROW])
def test_each_amount_has_its_tile_and_nothing_has_none(sheet: Sheet) -> None:
    names = [Words(f"商店街{n}", f"Streets {n}") for n in range(4)]
    lots = [
        Lot("(1)", "(1)", 1, tuple(Plot(name, yen) for name, yen in zip(names, (5, 0, 3, 2), strict=True))),
        Lot("(2)", "(2)", 2, (Plot(names[0], 0),)),
    ]
    (bed,) = beds(lots, sheet, "ja")
    assert [tile.plot.yen for tile in bed.tiles] == [5, 3, 2]
    for tile in bed.tiles:
        assert "".join(tile.lines) in ("", tile.plot.name.ja)
        assert tile.shows_amount or not tile.lines


def test_lots_without_amounts_have_no_beds() -> None:
    assert beds([Lot("(1)", "(1)", 1, ())], WIDE, "ja") == []


@pytest.mark.parametrize(
    ("width", "height", "lines", "shows_amount"),
    [
        (14 * 4 + 14, 200, ("商店街の", "にぎわい"), True),
        (14 * 4 + 13, 200, (), True),
        (14 * 4 + 14, 30, (), True),
        (20, 200, (), False),
        (200, 15, (), False),
    ],
)
def test_a_name_is_whole_or_left_out(
    width: float, height: float, lines: tuple[str, ...], shows_amount: bool
) -> None:
    name = Words("商店街のにぎわい", "Lively streets")
    assert label(name, Box(0, 0, width, height), 14, "ja") == (lines, shows_amount)
