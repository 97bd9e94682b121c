"""`tsunagari procedure`: the same procedures as list, table, drawing and walks."""

from __future__ import annotations

import json
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from tsunagari.cli.main import main

PLANS = Path(__file__).resolve().parents[2] / "plans"
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TSUNAGARI_PLANS", str(PLANS))


def rows_of(capsys: Capture) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_every_file_is_listed_with_the_digest_of_its_version(capsys: Capture) -> None:
    assert main(["procedure", "list", "--format", "jsonl"]) == 0
    rows = rows_of(capsys)
    assert [row["name"] for row in rows] == sorted(
        path.stem for path in (PLANS / "procedures").glob("*.yaml")
    )
    assert len({row["digest"] for row in rows}) == len(rows)
    assert main(["procedure", "list"]) == 0
    assert "consultation" in capsys.readouterr().out


def test_the_table_says_who_may_do_what_by_when_and_what_silence_does(capsys: Capture) -> None:
    assert main(["procedure", "show", "consultation"]) == 0
    text = capsys.readouterr().out
    for word in (
        "窓口の担当",
        "引き受ける",
        "3営業日以内",
        "5営業日のうちに動きがなければ「責任者に上げる」",
    ):
        assert word in text
    assert main(["procedure", "show", "consultation", "--language", "en", "--format", "jsonl"]) == 0
    received, *_, withdrawn = rows_of(capsys)
    assert received["moves"][0]["by_when"] == "within 3 business days"
    assert withdrawn["moves"] == []


def test_a_drawing_goes_to_stdout_or_to_a_file(capsys: Capture, tmp_path: Path) -> None:
    assert main(["procedure", "draw", "loan"]) == 0
    printed = capsys.readouterr().out
    file = tmp_path / "loan.svg"
    assert main(["procedure", "draw", "loan", "--out", str(file)]) == 0
    assert file.read_text(encoding="utf-8") == printed
    assert ET.fromstring(printed).tag.endswith("svg")  # noqa: S314 (printed a line above)
    assert "loan.svg written" in capsys.readouterr().err


def test_a_seed_walks_the_same_ways_again(capsys: Capture) -> None:
    asked = ["procedure", "simulate", "open-call", "--format", "jsonl", "--walks", "4", "--on", "2009-04-01"]
    runs = []
    for seed in ("5", "5", "6"):
        assert main([*asked, "--seed", seed]) == 0
        runs.append(rows_of(capsys))
    assert runs[0] == runs[1] != runs[2]
    assert {row["ending"] for row in runs[0] if not row["is_random"]} == {"closed", "refused", "withdrawn"}
    assert main(["procedure", "simulate", "open-call"]) == 0
    assert "days at most" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["show", "lone"], "loan"),
        (["draw", "loan", "--out", "no/such/folder/x.svg"], "--out"),
        (["simulate", "loan", "--on", "2009-02-30"], "2009-02-30"),
    ],
)
def test_what_cannot_be_done_is_said(capsys: Capture, asked: list[str], said: str) -> None:
    assert main(["procedure", *asked]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert "Traceback" not in err


def test_procedures_that_are_not_in_order_are_shown(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    plans = Path(shutil.copytree(PLANS, tmp_path / "plans"))
    monkeypatch.setenv("TSUNAGARI_PLANS", str(plans))
    loan = plans / "procedures" / "loan.yaml"
    loan.write_text(loan.read_text("utf-8").replace("by: officer", "by: official", 1), encoding="utf-8")
    assert main(["procedure", "list"]) == 1
    err = capsys.readouterr().err
    assert "procedures/loan.yaml" in err
    assert "Did you mean officer?" in err
    assert "docs/how-to/add-a-procedure.md" in err
