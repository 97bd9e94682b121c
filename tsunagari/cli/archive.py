"""One archive = the database, the imported wording and the drafts of plans, with a digest for each part."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from django.db import connection, connections

from tsunagari import __version__
from tsunagari.base.errors import BadInput

MANIFEST = "manifest.json"
DUMPS = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}
FOLDERS = ("imports", "drafts")  # of var/; anchors of the journal are kept apart, and never put back
# What a newer version made is not in an older dump: `pg_restore --clean` would stumble over it.
EMPTY = "SET client_min_messages = warning; DROP SCHEMA public CASCADE; CREATE SCHEMA public;"


def make_backup(target: Path, var: Path) -> Path:
    """Write `target` whole or not at all. The database may stay in use meanwhile."""
    if not target.parent.is_dir():
        raise BadInput(
            given=str(target), allowed="a file in an existing folder", mend="Make the folder first."
        )
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
        folder = Path(scratch) / "archive"
        folder.mkdir()
        dump(folder / DUMPS[connection.vendor])
        copy_folders(var, folder)
        manifest = {"version": __version__, "database": connection.vendor, "digests": digests(folder)}
        (folder / MANIFEST).write_text(json.dumps(manifest, indent=2), encoding="utf-8")
        draft = Path(scratch) / "archive.tar.gz"
        with tarfile.open(draft, "w:gz") as archive:
            archive.add(folder, arcname=".")
        draft.replace(target)
    return target


def restore_backup(source: Path, var: Path, *, replace: bool) -> None:
    """Put `source` back. Everything is verified before anything is touched."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        manifest = unpack(source, folder)
        if manifest["database"] != connection.vendor:
            raise BadInput(
                given=f"a backup of {manifest['database']}",
                allowed=f"a backup of {connection.vendor}",
                mend="Point TSUNAGARI_DATABASE_URL at a database of that kind.",
                where=source.name,
            )
        if not replace and has_data():
            raise BadInput(
                given="a database that already holds data",
                allowed="an empty database, or --yes",
                mend="Make a backup first, then add --yes to replace it.",
                where="restore",
            )
        load(folder / DUMPS[connection.vendor])
        copy_folders(folder, var)


def copy_folders(source: Path, target: Path) -> None:
    for name in FOLDERS:
        if (source / name).is_dir():
            shutil.copytree(source / name, target / name, dirs_exist_ok=True)


def unpack(source: Path, folder: Path) -> dict[str, Any]:
    refused = BadInput(
        given=source.name, allowed="an archive made by tsunagari backup", mend="Nothing was changed."
    )
    try:
        with tarfile.open(source, "r:gz") as archive:
            for member in archive:
                take_out(archive, member, folder)
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        found = digests(folder)
    except (OSError, tarfile.TarError, ValueError, EOFError) as error:
        raise refused from error
    if not isinstance(manifest, dict) or manifest.get("digests") != found or "database" not in manifest:
        raise refused
    return manifest


def take_out(archive: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    """One file or folder of the archive, beneath `folder`. ValueError for a link, a device or a way out.

    By hand: the filter that does this came to Python within 3.11, after the one that Debian 12 has.
    """
    place = folder / member.name
    if not place.resolve().is_relative_to(folder.resolve()):
        raise ValueError(member.name)
    if member.isdir():
        place.mkdir(parents=True, exist_ok=True)
        return
    held = archive.extractfile(member) if member.isfile() else None
    if held is None:
        raise ValueError(member.name)
    place.parent.mkdir(parents=True, exist_ok=True)
    with held, place.open("wb") as target:
        shutil.copyfileobj(held, target)


def digests(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def has_data() -> bool:
    with connection.cursor() as cursor:
        return any(table != "django_migrations" for table in connection.introspection.table_names(cursor))


def dump(target: Path) -> None:
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with sqlite3.connect(target) as copy:
            connection.connection.backup(copy)
        copy.close()
    else:
        run_postgres("pg_dump", "--format=custom", "--no-owner", f"--file={target}")


def load(source: Path) -> None:
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with sqlite3.connect(source) as copy:
            copy.backup(connection.connection)
        copy.close()
    else:
        connections.close_all()
        emptied, script = source.with_suffix(".empty.sql"), source.with_suffix(".sql")
        emptied.write_text(EMPTY, encoding="utf-8")
        run_postgres("pg_restore", "--no-owner", f"--file={script}", str(source))
        files = [f"--file={emptied}", f"--file={script}"]
        run_postgres("psql", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", *files)


def run_postgres(program: str, *arguments: str) -> None:
    """Run a PostgreSQL client on Django's connection; the password never reaches the command line."""
    settings = connection.settings_dict
    options = settings.get("OPTIONS", {})
    environment = {
        "PGHOST": settings["HOST"] or options.get("host", ""),
        "PGPORT": str(settings["PORT"] or ""),
        "PGUSER": settings["USER"],
        "PGPASSWORD": settings["PASSWORD"],
        "PGDATABASE": settings["NAME"],
    }
    path = shutil.which(program)
    if path is None:
        raise BadInput(
            given=program,
            allowed="PostgreSQL's client programs on the PATH",
            mend="Install postgresql-client.",
        )
    result = subprocess.run(  # noqa: S603
        [path, *arguments],
        env={**os.environ, **{name: value for name, value in environment.items() if value}},
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        raise BadInput(
            given=program, allowed="a database that can be reached", mend=result.stderr.strip()[:400]
        )
