"""Fields find their lines, over breaks and odd spaces; what is not there points nowhere."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsunagari.navigator.policy.marking import marked
from tsunagari.navigator.policy.pointing import fields_of, locate, pointing_at

ENTRY: dict[str, Any] = {
    "title": "売り先探し手伝い事業",
    "budget_yen": 1_200_000_000,
    "budget_before_yen": 1_030_000_000,
    "is_new": False,
    "of_which": {"smrj_grant_yen": 150_000_000},
    "supplementary": None,
    "follows": [{"title": "森の研究事業"}],
    "reported": [
        {"what": "取引", "value": 1048, "unit": "件"},
        {"what": "雇用", "value": 30, "unit": "％"},
    ],
    "original": [
        (10, "③売り先探し手伝"),
        (11, "い事業"),
        (12, "１２．０億円＊（１０．３億円）"),
        (13, "（＊中小機構交付金１．５億円を含む。）"),
        (15, "１，０４８件、約３割"),
    ],
}


def test_each_field_points_at_its_lines() -> None:
    lines = {field.code: field.lines for field in fields_of(ENTRY, None)}
    assert lines == {
        "name": (10, 11),
        "budget": (12,),
        "budget_before": (12,),
        "new": (),
        "of_which": (13,),
        "follows.0": (),
        "reported.0": (15,),
        "reported.1": (15,),
    }


def test_lines_point_back() -> None:
    back = pointing_at(fields_of(ENTRY, None))
    assert [field.code for field in back[12]] == ["budget", "budget_before"]
    assert 14 not in back


def test_a_silent_budget_points_nowhere() -> None:
    fields = {field.code: field for field in fields_of(ENTRY | {"budget_yen": None}, None)}
    assert fields["budget"].lines == ()
    assert fields["budget"].value == "記載なし"


def test_the_fewest_lines_win() -> None:
    lines = [(1, "あ"), (2, "い"), (3, "あい")]
    assert locate(lines, lambda text: "あい" in text) == (3,)


@given(st.text("商店街のにぎわい支援2０ア ", max_size=40), st.text("商店街のにぎわい支援2０ア ", max_size=40))
def test_marked_runs_are_the_texts_themselves(before: str, after: str) -> None:
    old, new = marked(before, after)
    assert "".join(run.words for run in old) == before
    assert "".join(run.words for run in new) == after
    same = ["".join(run.words for run in side if not run.is_changed) for side in (old, new)]
    assert same[0] == same[1]


@pytest.mark.parametrize(
    ("before", "after", "gone", "come"),
    [("予算は58.0億円", "予算は61.0億円", ["58.0"], ["61.0"]), ("商店街", "商店街", [], [])],
)
def test_only_what_changed_is_marked(before: str, after: str, gone: list[str], come: list[str]) -> None:
    old, new = marked(before, after)
    assert [run.words for run in old if run.is_changed] == gone
    assert [run.words for run in new if run.is_changed] == come
