"""Databases of a run's own, which several processes may open: a SQLite file, or one of a PostgreSQL server.

Migrating takes seconds, copying does not: a migrated one is made once and copied as often as needed.
"""

from __future__ import annotations

import os
import re
import secrets
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def own_database(folder: Path, server: str = "", *, copy_of: str = "") -> Iterator[str]:
    """Yield the address of a new database: a file in `folder`, or on `server` where one is named."""
    name = f"own_{secrets.token_hex(6)}"
    if not server:
        path = folder / f"{name}.db"
        if copy_of:
            copy_file(path_of(copy_of), path)
        yield f"sqlite:///{path}"
        return
    template = urlsplit(copy_of).path.strip("/") if copy_of else "template0"
    command = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(command)
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def copy_file(source: Path, target: Path) -> None:
    """What is committed, whether it stands in the file or still in its log."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


@contextmanager
def migrated_database(folder: Path, server: str = "") -> Iterator[str]:
    """Yield the address of one that has all tables, to be copied."""
    with own_database(folder, server) as address:
        manage(address, folder, "migrate", "--verbosity", "0")
        yield address


def manage(address: str, folder: Path, *words: str, **own: str) -> str:
    """Run one command of manage.py on the database; its output. Raises RuntimeError with what it said."""
    done = python(address, folder, "manage.py", *words, **own)
    if done.returncode:
        raise RuntimeError(f"manage.py {' '.join(words)}: {done.stderr.strip()[-2000:]}")
    return done.stdout


def tsunagari(address: str, folder: Path, *words: str, **own: str) -> subprocess.CompletedProcess[str]:
    """Run one of our own commands on the database."""
    return python(address, folder, "-m", "tsunagari.cli.main", *words, **own)


def python(address: str, folder: Path, *words: str, **own: str) -> subprocess.CompletedProcess[str]:
    environment = settings_for(address, folder, **own)
    command = [sys.executable, *words]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=300
    )


def settings_for(address: str, folder: Path, **own: str) -> dict[str, str]:
    """The environment of a process that works on the database and keeps its files in `folder`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TSUNAGARI_")}
    given = {"TSUNAGARI_DATABASE_URL": address, "TSUNAGARI_VAR": str(folder), "TSUNAGARI_HTTPS": "0"}
    return {**kept, "PYTHONPATH": str(ROOT), **given, **own}


def rows(address: str, query: str) -> list[tuple[Any, ...]]:
    """What a query finds, read past Django."""
    if address.startswith("sqlite"):
        with sqlite(path_of(address)) as database:
            return database.execute(query).fetchall()
    with psycopg.connect(address) as database:
        return database.execute(query).fetchall()  # type: ignore[arg-type]


def execute(address: str, statement: str) -> None:
    """Change something, past Django."""
    if address.startswith("sqlite"):
        with sqlite(path_of(address)) as database, database:
            database.execute(statement)
    else:
        with psycopg.connect(address) as database:
            database.execute(statement)  # type: ignore[arg-type]


@contextmanager
def sqlite(path: Path) -> Iterator[sqlite3.Connection]:
    """The file opened past Django, with the one function that our constraints ask Django for."""
    with closing(sqlite3.connect(path, timeout=20)) as database:
        database.create_function("REGEXP", 2, matches)
        yield database


def matches(pattern: str, text: str | None) -> bool:
    return text is not None and re.search(pattern, text) is not None


def path_of(address: str) -> Path:
    return Path(address.removeprefix("sqlite:///"))
