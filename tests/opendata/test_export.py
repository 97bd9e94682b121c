"""`tsunagari export` writes what the door gives out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tsunagari.base.errors import BadInput
from tsunagari.opendata.actions.exporting import export
from tsunagari.opendata.policy.sheets import Shelf


def test_the_folder_holds_the_same_bytes_under_the_same_names(shelf: Shelf, tmp_path: Path) -> None:
    written = list(export(shelf, tmp_path / "out"))
    found = {
        str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*") if path.is_file()
    }
    assert found == set(shelf.sheets)
    for one in written:
        assert one.path.read_bytes() == shelf.made(str(one.path.relative_to(tmp_path / "out"))).content


def test_only_what_is_asked_for(shelf: Shelf, tmp_path: Path) -> None:
    names = {one.path.name for one in export(shelf, tmp_path, ["graph", "feeds"])}
    assert "programmes.jsonld" in names
    assert "deadlines.ics" in names
    assert "budgets.csv" not in names


def test_a_file_is_no_folder(shelf: Shelf, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("")
    with pytest.raises(BadInput):
        list(export(shelf, taken))
