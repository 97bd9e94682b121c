"""Drawings are whole SVG, say what they show, carry no colours of their own, and keep words inside."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.navigator.pictures.synthetic import grown
from tsunagari.base.words import Words
from tsunagari.kit import png
from tsunagari.navigator.policy.pictures.drawing import Drawing, Picture, as_file, on_page
from tsunagari.navigator.policy.pictures.gallery import GALLERY
from tsunagari.navigator.policy.pictures.lettering import shortened, spread, width_of, wrapped
from tsunagari.navigator.policy.pictures.paper import COLOURS
from tsunagari.navigator.policy.pictures.subject import Subject
from tsunagari.navigator.queries.editions import edition_of

TOKENS = Path(__file__).resolve().parents[3] / "tsunagari/web/static/vendor/tokens/tokens.css"
LARGEST = 300_000


def drawn(name: str, count: int = 0, language: str = "ja") -> Picture:
    catalogue = edition_of().catalogue
    plan = grown(catalogue, count) if count else catalogue
    picture = GALLERY[name].draw(Subject(plan, plan.programmes, language))
    assert picture is not None
    return picture


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("name", GALLERY)
def test_each_picture_is_told_by_title_and_description(name: str, language: str) -> None:
    picture = drawn(name, language=language)
    svg = ET.fromstring(on_page(picture, picture.wide, "it", classes="only-wide"))  # noqa: S314
    ids = {one.get("id"): one for one in svg if one.tag in ("title", "desc")}
    told = [ids[each].text for each in svg.get("aria-labelledby", "").split()]
    assert told == [picture.title, picture.description]
    assert svg.get("role") == "img"


@pytest.mark.parametrize("name", GALLERY)
def test_colours_come_from_classes(name: str) -> None:
    picture = drawn(name)
    assert not re.search(r"#[0-9a-f]{3,6}|fill=|stroke=|style=", picture.wide.body + picture.narrow.body)
    styled = set(
        re.findall(r"\.([a-z][a-z0-9-]*)", as_file(picture).partition("<style>")[2].partition("</style>")[0])
    )
    worn = {one for marks in re.findall(r'class="([^"]+)"', as_file(picture)) for one in marks.split()}
    assert worn <= styled


@pytest.mark.parametrize("name", GALLERY)
def test_the_same_plan_gives_the_same_picture(name: str) -> None:
    assert as_file(drawn(name)) == as_file(drawn(name))


@pytest.mark.parametrize("name", GALLERY)
def test_three_thousand_programmes_stay_small(name: str) -> None:
    picture = drawn(name, 3_000)
    both = on_page(picture, picture.wide, "a") + on_page(picture, picture.narrow, "b")
    assert len(both.encode()) < LARGEST


@pytest.mark.parametrize("name", ["budgets", "changes", "lineage", "figures"])
def test_a_hostile_name_is_only_words(name: str) -> None:
    catalogue = edition_of().catalogue
    bad = Words('<script>alert("1")</script>&', "<b>")
    plan = replace(catalogue, programmes=tuple(replace(p, name=bad) for p in catalogue.programmes))
    picture = GALLERY[name].draw(Subject(plan, plan.programmes))
    assert picture is not None
    assert "<script>" not in as_file(picture)
    ET.fromstring(as_file(picture))  # noqa: S314


def test_colours_of_a_file_are_the_published_tokens() -> None:
    published = dict(re.findall(r"(--[a-z0-9-]+):\s*(#[0-9a-f]{6})", TOKENS.read_text(encoding="utf-8")))
    assert {token: published[token] for token, _colour in COLOURS.values()} == dict(COLOURS.values())


@pytest.mark.skipif(not png.can_draw(), reason="the font for drawing is copied at set-up")
def test_a_picture_becomes_a_png_with_its_letters() -> None:
    empty = Picture("", "", Drawing(100, 40, ""), Drawing(100, 40, ""))
    told = replace(empty, title="予算")
    blank, lettered = (png.from_svg(as_file(picture)) for picture in (empty, told))
    assert lettered.startswith(b"\x89PNG\r\n")
    assert len(lettered) > len(blank)


# ── letters ───────────────────────────────────────────────────────────────────────────────────────
@given(st.text(st.characters(categories=["Lo", "Lu", "Nd"]), max_size=60), st.floats(14, 400))
def test_lines_hold_all_the_words_and_fit(words: str, room: float) -> None:
    lines = wrapped(words, room, 14)
    assert "".join(lines) == words
    assert all(width_of(line, 14) <= room or len(line) == 1 for line in lines if not words.isascii())


def test_what_does_not_fit_ends_in_dots() -> None:
    assert shortened("商店街のにぎわい", 14 * 5, 14) == "商店街の…"
    assert shortened("商店街", 14 * 3, 14) == "商店街"


@given(st.lists(st.floats(0, 300), max_size=12))
def test_labels_never_overlap_and_stay_inside(heights: list[float]) -> None:
    placed = spread(sorted(heights), 20, 0, 300)
    assert len(placed) == len(heights)
    assert all(second - first >= 20 - 1e-6 for first, second in pairwise(placed))
    assert all(-1e-6 <= height <= 300 + 1e-6 for height in placed)


def test_labels_that_have_room_stay_where_they_belong() -> None:
    assert spread([10, 50, 120], 20, 0, 300) == [10, 50, 120]
    assert spread([100, 100], 20, 0, 300) == [90, 110]
