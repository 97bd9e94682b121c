"""`tsunagari doctor`, `backup`, `restore`, `upgrade`: looking after an installation."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from django.core.management import call_command
from django.db import DatabaseError, connection

from tsunagari.base.errors import BadInput
from tsunagari.cli.archive import make_backup, restore_backup
from tsunagari.cli.django_setup import set_up_django
from tsunagari.cli.options import add_format, plans
from tsunagari.cli.output import Row, say, show, table
from tsunagari.programmes.catalogue import load_catalogue, years_under
from tsunagari.programmes.check import check_plan
from tsunagari.programmes.faults import PlanFaults
from tsunagari.programmes.folders import var_root

Finding = tuple[bool, str]


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    doctor_ = commands.add_parser("doctor", help="look whether everything needed is there")
    add_format(doctor_)
    doctor_.set_defaults(run=doctor)
    backup_ = commands.add_parser("backup", help="write database and imported wording into one archive")
    backup_.add_argument("file", type=Path, metavar="FILE.tar.gz")
    backup_.set_defaults(run=backup)
    restore_ = commands.add_parser("restore", help="put an archive back; asks for --yes where data exists")
    restore_.add_argument("file", type=Path, metavar="FILE.tar.gz")
    restore_.add_argument("--yes", action="store_true", help="replace what is there")
    restore_.set_defaults(run=restore)
    upgrade_ = commands.add_parser("upgrade", help="bring the database to this version")
    upgrade_.set_defaults(run=upgrade)


def doctor(arguments: argparse.Namespace) -> int:
    rows: list[Row] = [
        {"look": name, "ok": ok, "found": found} for name, look in LOOKS.items() for ok, found in look()
    ]
    show(rows, arguments.format, findings)
    return 0 if all(row["ok"] for row in rows) else 1


def findings(rows: Sequence[Row]) -> str:
    cells = [("ok" if row["ok"] else "NO", row["look"], row["found"]) for row in rows]
    return table(("", "look", "found"), cells)


def look_at_python() -> Iterator[Finding]:
    yield sys.version_info >= (3, 11), sys.version.split()[0]


def look_at_plans() -> Iterator[Finding]:
    years = years_under(plans())
    if not years:
        yield False, f"no plan under {plans()}; set TSUNAGARI_PLANS"
    for year in years:
        try:
            catalogue = load_catalogue(plans(), year)
            faults = check_plan(catalogue)
            yield not faults, f"{year}: {len(catalogue.programmes)} programmes, {len(faults)} fault(s)"
        except (PlanFaults, BadInput) as error:
            yield False, f"{year}: {str(error).splitlines()[0]}"


def look_at_var() -> Iterator[Finding]:
    var = var_root(os.environ)
    try:
        var.mkdir(parents=True, exist_ok=True)
        probe = var / ".writable"
        probe.touch()
        probe.unlink()
        yield True, f"{var} can be written"
    except OSError as error:
        yield False, f"{var}: {error.strerror}"


def look_at_database() -> Iterator[Finding]:
    try:
        set_up_django()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        yield True, connection.vendor
        call_command("migrate", check_unapplied=True, verbosity=0, stdout=io.StringIO())
        yield True, "no migration is waiting"
    except (DatabaseError, SystemExit) as error:
        yield False, f"{str(error) or 'migrations are waiting'}; run tsunagari upgrade"


def look_at_durability() -> Iterator[Finding]:
    """What was acknowledged must survive a power cut: the database may not have been told otherwise."""
    try:
        set_up_django()
        with connection.cursor() as cursor:
            for setting, ask, allowed in DURABLE[connection.vendor]:
                cursor.execute(ask)
                found = str(cursor.fetchone()[0])
                yield found in allowed, f"{setting} = {found}"
    except DatabaseError as error:
        yield False, str(error)


DURABLE: dict[str, tuple[tuple[str, str, tuple[str, ...]], ...]] = {
    "sqlite": (
        ("journal_mode", "PRAGMA journal_mode", ("wal",)),
        ("synchronous (2: full)", "PRAGMA synchronous", ("2", "3")),
    ),
    "postgresql": (
        ("fsync", "SHOW fsync", ("on",)),
        ("synchronous_commit", "SHOW synchronous_commit", ("on", "remote_apply", "remote_write")),
        ("full_page_writes", "SHOW full_page_writes", ("on",)),
    ),
}


def look_at_outbox() -> Iterator[Finding]:
    """Work that waits for a person."""
    try:
        set_up_django()
        with connection.cursor() as cursor:
            cursor.execute(WAITING_FOR_SOMEONE)
            count = cursor.fetchone()[0]
        yield count == 0, f"{count} item(s) in doubt or given up; see tsunagari outbox list"
    except DatabaseError as error:
        yield False, str(error)


WAITING_FOR_SOMEONE = "SELECT COUNT(*) FROM registry_outboxitem WHERE state IN ('uncertain', 'failed')"
LOOKS: dict[str, Callable[[], Iterator[Finding]]] = {
    "python": look_at_python,
    "plans": look_at_plans,
    "var": look_at_var,
    "database": look_at_database,
    "durability": look_at_durability,
    "outbox": look_at_outbox,
}


def backup(arguments: argparse.Namespace) -> int:
    set_up_django()
    written = make_backup(arguments.file, var_root(os.environ))
    say(f"{written}: {written.stat().st_size:,} bytes")
    return 0


def restore(arguments: argparse.Namespace) -> int:
    set_up_django()
    restore_backup(arguments.file, var_root(os.environ), replace=arguments.yes)
    say(f"restored from {arguments.file}")
    return 0


def upgrade(arguments: argparse.Namespace) -> int:
    set_up_django()
    call_command("migrate", interactive=False, verbosity=1)
    return 0
