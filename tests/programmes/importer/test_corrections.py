"""Amounts put right: kept as drafts, written into copies, never over what a person has edited."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tsunagari.base.errors import BadInput
from tsunagari.programmes.catalogue import Catalogue, load_catalogue
from tsunagari.programmes.importer.corrections import (
    Correction,
    corrected,
    keep_correction,
    load_corrections,
    write_corrected,
)

PLANS = Path(__file__).resolve().parents[3] / "plans"
SAISEI = Correction("n-saisei", "budget", "50.1億円", "49.7億円")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(PLANS, 2009)


def test_the_newest_correction_of_a_field_counts(tmp_path: Path) -> None:
    keep_correction(tmp_path, 2009, Correction("n-saisei", "budget", "1億円", "49.7億円"))
    keep_correction(tmp_path, 2009, SAISEI)
    keep_correction(tmp_path, 2009, Correction("n-handson", "budget_before", "記載なし", "20.3億円"))
    assert {one.value for one in load_corrections(tmp_path, 2009)} == {"50.1億円", "記載なし"}
    assert load_corrections(tmp_path, 2010) == ()


@pytest.mark.parametrize(
    ("field", "value"), [("name", "1億円"), ("budget", "たくさん"), ("budget", "1億円\nkey: x")]
)
def test_only_amounts_are_put_right(tmp_path: Path, field: str, value: str) -> None:
    with pytest.raises(BadInput):
        keep_correction(tmp_path, 2009, Correction("n-saisei", field, value, ""))
    assert load_corrections(tmp_path, 2009) == ()


def test_one_line_changes_and_the_rest_stays_as_written() -> None:
    before = (PLANS / "2009/national/n-saisei.yaml").read_text("utf-8")
    after = corrected(before, [SAISEI])
    changed = set(before.splitlines()) ^ set(after.splitlines())
    assert changed == {"budget: 50.1億円", "budget: ４９．７億円"}
    assert [line.split(":")[0] for line in after.splitlines()] == [
        line.split(":")[0] for line in before.splitlines()
    ]
    silent = corrected(after, [Correction("n-saisei", "budget", "記載なし", "")])
    assert "\nbudget:" not in silent
    assert corrected(silent, [SAISEI]).count("\nbudget: 50.1億円\n") == 1


def test_the_corrected_plan_reads_and_holds_the_amount(catalogue: Catalogue, tmp_path: Path) -> None:
    keep_correction(tmp_path, 2009, SAISEI)
    (written,) = write_corrected(catalogue, PLANS, tmp_path, tmp_path / "out")
    plans = tmp_path / "plans"
    shutil.copytree(PLANS, plans)
    shutil.copy(written.file, plans / "2009/national/n-saisei.yaml")
    assert load_catalogue(plans, 2009).by_key["n-saisei"].budget_yen == 5_010_000_000


def test_an_edited_copy_is_kept_and_a_second_correction_goes_on(catalogue: Catalogue, tmp_path: Path) -> None:
    def write() -> str:
        (written,) = write_corrected(catalogue, PLANS, tmp_path, tmp_path / "out")
        return written.what

    keep_correction(tmp_path, 2009, SAISEI)
    assert [write(), write()] == ["new", "same"]
    keep_correction(tmp_path, 2009, Correction("n-saisei", "budget", "51.0億円", "49.7億円"))
    assert write() == "new"
    file = tmp_path / "out/plans/2009/national/n-saisei.yaml"
    edited = file.read_text("utf-8") + "# looked at\n"
    file.write_text(edited, "utf-8")
    assert write() == "kept"
    assert file.read_text("utf-8") == edited
