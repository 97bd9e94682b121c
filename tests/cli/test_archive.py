"""A backup is worth what can be restored from it: on the database of the lane, and never by halves."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest
from django.db import connection

from tsunagari.base.errors import BadInput
from tsunagari.cli import archive
from tsunagari.cli.archive import make_backup, restore_backup, take_out, unpack
from tsunagari.registry.actions.demo_organisations import load_demo_organisations
from tsunagari.registry.models.organisations import Organisation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def var(tmp_path: Path) -> Path:
    folder = tmp_path / "var"
    (folder / "imports").mkdir(parents=True)
    (folder / "imports" / "2009.json").write_text('{"year": 2009}', encoding="utf-8")
    (folder / "drafts").mkdir()
    (folder / "drafts" / "plan.yaml").write_text("year: 2010\n", encoding="utf-8")
    return folder


def test_what_was_backed_up_comes_back(tmp_path: Path, var: Path) -> None:
    count = load_demo_organisations()
    names = set(Organisation.objects.values_list("name", flat=True))
    backup = make_backup(tmp_path / "one.tar.gz", var)
    Organisation.objects.all().delete()
    (var / "imports" / "2009.json").unlink()
    (var / "drafts" / "plan.yaml").unlink()
    restore_backup(backup, var, replace=True)
    assert (var / "drafts" / "plan.yaml").read_text(encoding="utf-8") == "year: 2010\n"
    assert Organisation.objects.count() == count
    assert set(Organisation.objects.values_list("name", flat=True)) == names
    assert (var / "imports" / "2009.json").read_text(encoding="utf-8") == '{"year": 2009}'


def test_what_came_after_the_backup_is_gone_after_the_restore(tmp_path: Path, var: Path) -> None:
    backup = make_backup(tmp_path / "empty.tar.gz", var)
    load_demo_organisations()
    restore_backup(backup, var, replace=True)
    assert Organisation.objects.count() == 0


def test_data_is_replaced_only_when_asked(tmp_path: Path, var: Path) -> None:
    backup = make_backup(tmp_path / "one.tar.gz", var)
    load_demo_organisations()
    with pytest.raises(BadInput, match="--yes"):
        restore_backup(backup, var, replace=False)
    assert Organisation.objects.exists()


def damaged(backup: Path, how: str) -> Path:
    spoilt = backup.with_name(f"{how}.tar.gz")
    data = backup.read_bytes()
    match how:
        case "cut":
            spoilt.write_bytes(data[: len(data) // 2])
        case "text":
            spoilt.write_text("not an archive", encoding="utf-8")
        case "empty":
            spoilt.write_bytes(b"")
        case "changed":
            rewrite(backup, spoilt)
    return spoilt


def rewrite(backup: Path, spoilt: Path) -> None:
    """The same archive with one byte of the imported wording changed."""
    folder = backup.parent / "rewritten"
    with tarfile.open(backup) as whole:
        for member in whole:
            take_out(whole, member, folder)
    (folder / "imports" / "2009.json").write_text('{"year": 2010}', encoding="utf-8")
    with tarfile.open(spoilt, "w:gz") as changed:
        changed.add(folder, arcname=".")


@pytest.mark.parametrize("how", ["cut", "text", "empty", "changed"])
def test_a_damaged_archive_changes_nothing(tmp_path: Path, var: Path, how: str) -> None:
    load_demo_organisations()
    backup = make_backup(tmp_path / "one.tar.gz", var)
    with pytest.raises(BadInput, match="Nothing was changed"):
        restore_backup(damaged(backup, how), var, replace=True)
    assert Organisation.objects.exists()
    assert (var / "imports" / "2009.json").read_text(encoding="utf-8") == '{"year": 2009}'


@pytest.mark.parametrize(
    ("name", "kind", "target"),
    [
        ("../outside", tarfile.REGTYPE, ""),
        ("/tmp/outside", tarfile.REGTYPE, ""),  # noqa: S108 - a place nothing is written to
        ("link", tarfile.SYMTYPE, "manifest.json"),
        ("hard", tarfile.LNKTYPE, "manifest.json"),
        ("pipe", tarfile.FIFOTYPE, ""),
    ],
)
def test_what_no_backup_holds_is_not_taken_out(tmp_path: Path, name: str, kind: bytes, target: str) -> None:
    odd = tarfile.TarInfo(name)
    odd.type, odd.linkname = kind, target
    archive = tmp_path / "odd.tar.gz"
    with tarfile.open(archive, "w:gz") as made:
        made.addfile(tarfile.TarInfo("manifest.json"))
        made.addfile(odd)
    folder = tmp_path / "folder"
    with pytest.raises(BadInput, match="Nothing was changed"):
        unpack(archive, folder)
    assert [path.name for path in folder.rglob("*")] == ["manifest.json"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "odd.tar.gz"]


def test_a_backup_of_another_kind_of_database_is_refused(
    tmp_path: Path, var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = make_backup(tmp_path / "one.tar.gz", var)
    other = "postgresql" if connection.vendor == "sqlite" else "sqlite"
    with monkeypatch.context() as patched:
        patched.setattr(connection, "vendor", other)
        with pytest.raises(BadInput, match="TSUNAGARI_DATABASE_URL"):
            restore_backup(backup, var, replace=True)


def test_a_backup_that_fails_leaves_no_file(
    tmp_path: Path, var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(target: Path) -> None:
        raise OSError(28, "No space left on device", str(target))

    monkeypatch.setattr(archive, "dump", fail)
    with pytest.raises(OSError, match="No space left"):
        make_backup(tmp_path / "one.tar.gz", var)
    assert [path.name for path in tmp_path.iterdir()] == ["var"]


def test_the_folder_must_exist(tmp_path: Path, var: Path) -> None:
    with pytest.raises(BadInput, match="existing folder"):
        make_backup(tmp_path / "nowhere" / "one.tar.gz", var)
