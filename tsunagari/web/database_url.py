"""TSUNAGARI_DATABASE_URL → what Django wants to know."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from tsunagari.base.errors import BadInput

ALLOWED = "sqlite:///PATH or postgres://USER:PASSWORD@HOST:PORT/NAME"
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",  # a writer waits its turn instead of failing when it upgrades its lock
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}


# A statement asked for the sixth time in a connection is no longer planned anew: a third of a page's time.
PREPARING: dict[str, dict[str, Any]] = {
    "yes": {"server_side_binding": True, "prepare_threshold": 5},
    "no": {},
}


def read_database_url(url: str, default: Path) -> dict[str, Any]:
    """The DATABASES entry for `url`; the SQLite file `default` where it is empty.

    sqlite:///relative.db   sqlite:////absolute/file.db
    postgres://user:password@host:5432/name?sslmode=require   (no host: the local socket; ?host= its folder)
    postgres://…?prepare=no    for a pooler between that keeps no prepared statements
    Raises BadInput for anything else; the password is never repeated.
    """
    parts = urlsplit(url or f"sqlite:///{default}")
    if parts.scheme == "sqlite" and not parts.netloc and parts.path.strip("/"):
        path = parts.path.removeprefix("/")
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": unquote(path), "OPTIONS": SQLITE_OPTIONS}
    if parts.scheme in ("postgres", "postgresql") and parts.path.strip("/"):
        options = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.strip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": options.pop("host", parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "OPTIONS": read_preparing(options.pop("prepare", "yes")) | options,
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    shown = f"{parts.scheme}://…{parts.path}"
    raise BadInput(
        given=shown, allowed=ALLOWED, mend="See docs/operations.md.", where="TSUNAGARI_DATABASE_URL"
    )


def read_preparing(told: str) -> dict[str, Any]:
    """Whether statements are prepared, as psycopg and Django want to be told. Raises BadInput."""
    if told not in PREPARING:
        raise BadInput(given=f"prepare={told}", allowed=" / ".join(PREPARING), where="TSUNAGARI_DATABASE_URL")
    return PREPARING[told]
