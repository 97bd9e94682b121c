"""Text as it comes and as it is compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsunagari.base.text import folded, half_width, mended, without_controls


def test_widths():
    assert half_width("Ｊ－ＮＥＴ２１（＊）") == "J-NET21(*)"
    assert half_width("ア①ⅰ　") == "ア①ⅰ　", "only Latin letters, digits and signs change"


def test_old_font_character_is_put_right():
    assert mended("尐子化・減尐") == "少子化・減少"


@pytest.mark.parametrize("hidden", ["\x00", "\x1b", "\u200b", "\u202e", "\ufeff", "\x7f"])
def test_invisible_characters_go(hidden):
    assert without_controls(f"中{hidden}小\t企業\n") == "中小\t企業\n"


@given(st.text("ＡａアｱガｶﾞＩｔ1１①㈱　 \n中小"))
def test_folding_twice_changes_nothing_more(text):
    assert folded(folded(text)) == folded(text)


def test_widths_cases_and_spaces_fold_together():
    assert folded(" ＩＴ　経営\n①ｶﾞ") == folded("it 経営 1ガ")


@given(st.text())
def test_half_width_keeps_the_length(text):
    assert len(half_width(text)) == len(text)
