"""`tsunagari plan draft`: files under var/drafts, shown to `plan check` and `plan diff` as they are."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.planning.conftest import all_but_few
from tsunagari.cli.main import main

pytestmark = pytest.mark.django_db
PLANS = Path(__file__).resolve().parents[2] / "plans"


@pytest.fixture(autouse=True)
def own_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shutil.copytree(PLANS, tmp_path / "plans", ignore=all_but_few)
    monkeypatch.setenv("TSUNAGARI_PLANS", str(tmp_path / "plans"))
    monkeypatch.setenv("TSUNAGARI_VAR", str(tmp_path / "var"))


def test_a_year_is_drafted_checked_and_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "draft", "2010", "--format", "jsonl"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {row["what"] for row in rows} == {"new"}
    assert all((tmp_path / "var" / "drafts" / row["file"]).is_file() for row in rows)
    assert not (tmp_path / "plans" / "2010").exists()

    assert main(["plan", "check", "--year", "2010"]) == 0
    assert "the draft under" in capsys.readouterr().err
    assert main(["plan", "diff", "2009", "2010"]) == 0
    assert "budget_yen" in capsys.readouterr().out


def test_it_can_be_drafted_where_the_plans_are(tmp_path: Path) -> None:
    assert main(["plan", "draft", "2010", "--out", str(tmp_path / "plans")]) == 0
    assert main(["plan", "check"]) == 0
    assert main(["plan", "draft", "2011"]) == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["2010", "--as", "nobody@example.jp"], "the e-mail address of a planner"),
        (
            ["2020"],
            "given 「2020」; allowed: the year after a declared one (2009). Name the year to start from",
        ),
        (["2020", "--from", "2019"], "a year declared under"),
        (["2009", "--from", "2009"], "a year after 2009"),
        (["2010", "--out", "/proc/nowhere"], "a folder to write into"),
    ],
)
def test_what_cannot_be_done_is_said(
    options: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["plan", "draft", *options]) == 2
    assert said in capsys.readouterr().err
