"""The picture of budgets tells the truth: areas are the amounts, boxes fill their place and never overlap."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsunagari.base.words import Words
from tsunagari.navigator.policy.treemap import (
    HEAD,
    NARROW,
    WIDE,
    Box,
    Sheet,
    beds,
    label,
    lanes,
    squarified,
    worst,
)
from tsunagari.navigator.queries.editions import edition_of
from tsunagari.programmes.catalogue import Catalogue

PLACE = Box(10, 20, 300, 200)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return edition_of().catalogue


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
@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_stated_budget_has_its_tile_and_no_other(
    catalogue: Catalogue, sheet: Sheet, language: str
) -> None:
    groups = [(f"({n})", catalogue.of("national", f"({n})")) for n in (1, 2, 3)]
    drawn = beds([*groups, ("(1)", catalogue.of("prefecture"))], sheet, language)
    shown = [tile.programme.key for bed in drawn for tile in bed.tiles]
    assert sorted(shown) == sorted(p.key for p in catalogue.programmes if p.budget_yen)
    assert [bed.colour for bed in drawn] == [1, 2, 3]
    for bed in drawn:
        for tile in bed.tiles:
            whole = "".join(tile.lines).replace(" ", "")
            assert whole in ("", tile.programme.name.in_(language).replace(" ", ""))
            assert tile.shows_amount or not tile.lines


def test_a_plan_without_amounts_has_no_picture(catalogue: Catalogue) -> None:
    assert beds([("(1)", catalogue.of("prefecture"))], WIDE, "ja") == []


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
