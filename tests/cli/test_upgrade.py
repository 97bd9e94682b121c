"""From the state before people and firms to this one with data in it, and back from a backup made before."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from own_databases import execute, manage, own_database, rows, tsunagari

from tests.conftest import database_server

BEFORE = ("registry", "0001")  # the only migration there was
COLUMNS = "id, kind, name, name_en, kana, prefecture, phone, url, themes, is_demo"
OLD_DESK = f"""
    INSERT INTO registry_organisation ({COLUMNS})
    VALUES (7, 'hub', '宮城の拠点', 'Miyagi hub', 'みやぎ', '04', '022-000-0000', '', '["it"]', {{no}})
"""  # noqa: S608 (our own words)
KEPT = f"SELECT {COLUMNS} FROM registry_organisation"  # noqa: S608
MIGRATIONS = "SELECT name FROM django_migrations WHERE app = 'registry' ORDER BY name"


@pytest.fixture
def old(tmp_path: Path) -> Iterator[str]:
    """A database as the version before left it, with a desk in it."""
    with own_database(tmp_path, database_server()) as address:
        manage(address, tmp_path, "migrate", *BEFORE, "--verbosity", "0")
        execute(address, OLD_DESK.format(no="0" if address.startswith("sqlite") else "FALSE"))
        yield address


def is_waiting(address: str, folder: Path) -> bool:
    """Whether doctor says that a migration has not been made."""
    found = json.loads(tsunagari(address, folder, "doctor", "--format", "json").stdout)
    return not all(row["ok"] for row in found if row["look"] == "database")


@pytest.mark.database
def test_there_and_back(old: str, tmp_path: Path) -> None:
    archive = tmp_path / "before.tar.gz"
    before = rows(old, KEPT)
    assert is_waiting(old, tmp_path)
    assert tsunagari(old, tmp_path, "backup", str(archive)).returncode == 0

    for _ in range(2):  # upgrading again changes nothing
        upgraded = tsunagari(old, tmp_path, "upgrade")
        assert upgraded.returncode == 0, upgraded.stderr
        assert not is_waiting(old, tmp_path)
        assert rows(old, KEPT) == before
    assert rows(old, "SELECT territory, parent_id FROM registry_organisation") in (
        [("[]", None)],
        [([], None)],
    )

    refused = tsunagari(old, tmp_path, "restore", str(archive))
    assert (refused.returncode, "--yes" in refused.stderr) == (2, True)
    assert rows(old, "SELECT COUNT(*) FROM registry_firm") == [(0,)]
    restored = tsunagari(old, tmp_path, "restore", str(archive), "--yes")
    assert restored.returncode == 0, restored.stderr
    assert rows(old, KEPT) == before
    assert rows(old, MIGRATIONS) == [("0001_initial",)]
    assert is_waiting(old, tmp_path)

    assert tsunagari(old, tmp_path, "upgrade").returncode == 0
    assert rows(old, KEPT) == before
