"""A programme changed on disk is what the very next search finds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pytest_django import Settings

from tsunagari.navigator.policy.hits import found_by
from tsunagari.navigator.queries.editions import edition_of

PLANS = Path(__file__).resolve().parents[2] / "plans"
WORD = "ヌケモラ退治"


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PLANS, tmp_path / "plans"))


def say(plans: Path, word: str) -> str:
    """Put `word` into the first programme's owner words; its key."""
    path = min(path for path in (plans / "2009/smrj").glob("*.yaml") if "examples" not in path.name)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("owner_words:\n  [", f"owner_words:\n  [{word},", 1), encoding="utf-8")
    return path.stem


def test_the_next_search_of_a_running_worker_finds_it(plans: Path, settings: Settings) -> None:
    settings.PLANS = plans
    before = edition_of(2009)
    assert found_by(before.index, before.offered, WORD).instead
    key = say(plans, WORD)
    after = edition_of(2009)
    found = found_by(after.index, after.offered, WORD)
    assert (found.hits[0].programme.key, found.instead) == (key, "")


def test_an_unchanged_plan_is_not_read_again(plans: Path, settings: Settings) -> None:
    settings.PLANS = plans
    assert edition_of(2009) is edition_of(2009)
