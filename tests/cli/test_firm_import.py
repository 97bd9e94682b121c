"""`tsunagari firm import`: what it prints and returns; it can be gone on with and taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.registry.firms import NOW, organisation
from tsunagari.cli.main import main
from tsunagari.kit.published import plan_for
from tsunagari.registry.actions import importing
from tsunagari.registry.models.firms import Firm
from tsunagari.registry.models.imports import ImportRun
from tsunagari.registry.policy.actor import HOUSE
from tsunagari.registry.policy.sheets import as_sheet, read_sheet

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "firms.csv"
    path.write_bytes(
        as_sheet(["名前", "電話"], [["青葉（デモ）", "000-0004-0001"], ["若葉（デモ）", "でんわ"]])
    )
    return path


def ran(capsys: pytest.CaptureFixture[str], *words: object) -> dict[str, object]:
    capsys.readouterr()
    main(["firm", "import", "--format", "jsonl", *map(str, words)])
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_a_dry_run_writes_no_card_and_an_import_does(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = organisation()
    told = ran(capsys, file, "--organisation", home.pk, "--dry-run")
    assert told == {"import": told["import"], "state": "read", "rows": 2} | {
        "new": 1,
        "changed": 0,
        "same": 0,
        "refused": 1,
    }
    assert not Firm.objects.exists()
    rejected = tmp_path / "rejected.csv"
    told = ran(capsys, "--resume", told["import"], "--rejected", rejected)
    assert (told["state"], Firm.objects.count()) == ("done", 1)
    assert read_sheet(rejected.read_bytes(), "rejected.csv")[1] == ["若葉（デモ）", "でんわ"]
    told = ran(capsys, "--undo", told["import"])
    assert (told["state"], Firm.objects.count()) == ("undone", 0)


def test_one_that_was_stopped_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    home, path = organisation(), tmp_path / "firms.csv"
    path.write_bytes(as_sheet(["名前"], [[f"店{number}（デモ）"] for number in range(5)]))
    monkeypatch.setattr(importing, "STRETCH", 2)
    run = ran(capsys, path, "--organisation", home.pk, "--dry-run")["import"]
    stopped = ImportRun.objects.get(pk=run)
    importing.go_on(HOUSE, stopped, vocabulary=plan_for(2009).vocabulary, now=NOW)
    assert Firm.objects.count() == 2
    assert ran(capsys, "--resume", run)["new"] == 5
    assert Firm.objects.count() == 5


@pytest.mark.parametrize("words", [[], ["none.csv"], ["none.csv", "--organisation", "9"], ["--resume", "9"]])
def test_what_it_cannot_do_it_says(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["firm", "import", *words]) == 2
    assert "allowed" in capsys.readouterr().err
