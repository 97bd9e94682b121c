"""A backup keeps the proof: what is restored verifies, and what came later is missed by its anchor."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction

from tests.registry.journals import NOW, organisation, write
from tsunagari.cli.archive import make_backup, restore_backup
from tsunagari.cli.main import main
from tsunagari.registry.actions.anchors import write_anchor
from tsunagari.registry.models.journal import JournalLine

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def anchors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TSUNAGARI_ANCHORS", str(tmp_path / "anchors"))
    return tmp_path / "anchors"


@transaction.atomic
def written(count: int) -> None:
    home = organisation(f"窓口{JournalLine.objects.count()}")
    for number in range(count):
        write(home, subject_id=number)


def test_a_restored_journal_verifies_and_goes_on(tmp_path: Path, anchors: Path) -> None:
    written(3)
    write_anchor(anchors, now=NOW)
    backup = make_backup(tmp_path / "one.tar.gz", tmp_path)
    written(2)
    restore_backup(backup, tmp_path, replace=True)
    assert JournalLine.objects.count() == 3
    assert main(["journal", "verify"]) == 0
    written(2)
    assert main(["journal", "verify"]) == 0


def test_lines_that_no_backup_held_are_missed(
    tmp_path: Path, anchors: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(3)
    backup = make_backup(tmp_path / "one.tar.gz", tmp_path)
    written(2)
    write_anchor(anchors, now=NOW)
    restore_backup(backup, tmp_path, replace=True)
    assert main(["journal", "verify"]) == 1
    assert "lines 1–2: gone from the end of the chain" in capsys.readouterr().out


def test_an_empty_house_can_be_made_again() -> None:
    written(3)
    call_command("flush", interactive=False, verbosity=0)
    assert not JournalLine.objects.exists()
