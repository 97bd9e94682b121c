"""Exported files are whole, one object per line, and complete."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.export import export_plan, write_lines
from tsunagari.programmes.importer.wording import load_wording


def test_three_files_with_every_programme_total_and_term(catalogue: Catalogue, tmp_path: Path) -> None:
    written = export_plan(catalogue, load_wording(tmp_path, 2009), tmp_path / "out")
    rows = {
        path.name: [json.loads(line) for line in path.read_text("utf-8").splitlines()] for path in written
    }
    assert [row["key"] for row in rows["programmes.jsonl"]] == [p.key for p in catalogue.programmes]
    assert [row["seq"] for row in rows["programmes.jsonl"]] == list(range(1, 71))
    assert rows["totals.jsonl"][0]["budget_yen"] == 57_085_000_000
    assert len(rows["terms.jsonl"]) == len(catalogue.vocabulary.terms) > 80


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "rows.jsonl", [{"n": 1}])
    with pytest.raises(UnicodeEncodeError):
        write_lines(path, [{"n": "\ud800"}])
    assert path.read_text("utf-8") == '{"n": 1}\n'
    assert [p.name for p in tmp_path.iterdir()] == ["rows.jsonl"]
