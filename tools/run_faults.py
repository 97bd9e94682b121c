"""Make faults on purpose and look what survives: prints JSON, exits 1 if something is not as it must be.

`--kills 3` is the short form. docs/reliability.md says what the figures mean.
"""

from __future__ import annotations

import argparse
import json
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from debian_packages import POSTGRES
from faults.disk_full import fill_and_make_room
from faults.killing import kill_again_and_again
from faults.serving import DAY, Server
from faults.telling import HASTY, kill_the_teller
from faults.torn_wal import overwrite, tear_again_and_again
from own_databases import manage, migrated_database, own_database, tsunagari
from run_benches import put_between
from throwaway_postgres import throwaway_postgres

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reliability.md"
EAGER = "faults.eager_wsgi:application"
KILLS_OF_A_CONTROL = 2
MOST_KILLS_OF_A_WORKER = 20
CUTS = 10  # of the log, for each kill
MUST_BE_NONE = ("acknowledged and absent", "written twice", "half-written", "not a whole prefix", "wrong")
VERDICT = "as it must be"
DATABASES = ("sqlite", "postgresql")
Figures = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of database: a filled one to copy, and how often a server that works on it is killed."""

    folder: Path
    server: str
    filled: str
    kills: int

    @property
    def static(self) -> Path:
        return self.folder / "static"

    @contextmanager
    def place(self) -> Iterator[tuple[str, Path]]:
        """A database and a folder of one experiment's own."""
        folder = Path(tempfile.mkdtemp(dir=self.folder))
        with own_database(folder, self.server, copy_of=self.filled) as address:
            yield address, folder


# ── experiments: each returns figures, of which MUST_BE_NONE must be none ─────────────────────────
def told_to_keep(kind: Kind) -> Figures:
    """What the database was told about keeping: `tsunagari doctor` looks at the connection in use."""
    with kind.place() as (address, folder):
        rows = json.loads(tsunagari(address, folder, "doctor", "--format", "json").stdout)
    looks = [row for row in rows if row["look"] == "durability"]
    return {"found": [row["found"] for row in looks], "wrong": sum(not row["ok"] for row in looks)}


def killed_while_writing(kind: Kind) -> Figures:
    with kind.place() as (address, folder):
        figures = kill_again_and_again(Server(address, folder, kind.static), kind.kills)
        return {**figures, "wrong": tsunagari(address, folder, "journal", "verify").returncode}


def log_cut_off(kind: Kind) -> Figures:
    with kind.place() as (address, folder):
        return tear_again_and_again(Server(address, folder, kind.static), CUTS * kind.kills)


def disk_full(kind: Kind) -> Figures:
    with kind.place() as (address, folder):
        return fill_and_make_room(Server(address, folder, kind.static))


def worker_killed_while_telling(kind: Kind) -> Figures:
    """The long form kills it twenty times: the days of a month are enough for that."""
    with kind.place() as (address, folder):
        return kill_the_teller(address, folder, min(kind.kills, MOST_KILLS_OF_A_WORKER))


# ── controls: each must be found out ──────────────────────────────────────────────────────────────
def acknowledged_too_early(kind: Kind) -> Figures:
    with kind.place() as (address, folder):
        return kill_again_and_again(
            Server(address, folder, kind.static, application=EAGER), KILLS_OF_A_CONTROL
        )


def page_overwritten(kind: Kind) -> Figures:
    with kind.place() as (address, folder):
        return overwrite(address, folder)


def worker_that_sends_again(kind: Kind) -> Figures:
    with kind.place() as (address, folder):
        return kill_the_teller(address, folder, KILLS_OF_A_CONTROL, HASTY)


EVERYWHERE = (told_to_keep, killed_while_writing, worker_killed_while_telling)
OF_A_FILE = (log_cut_off, disk_full)
CONTROLS_EVERYWHERE = (acknowledged_too_early, worker_that_sends_again)
CONTROLS_OF_A_FILE = (page_overwritten,)


def run(kind: Kind) -> Figures:
    """All experiments and controls of one kind of database, each with whether it came out as it must."""
    of_a_file = not kind.server
    experiments = EVERYWHERE + (OF_A_FILE if of_a_file else ())
    controls = CONTROLS_EVERYWHERE + (CONTROLS_OF_A_FILE if of_a_file else ())
    return {
        **{name_of(make): judged(make, kind, is_control=False) for make in experiments},
        **{f"control: {name_of(make)}": judged(make, kind, is_control=True) for make in controls},
    }


def judged(make: Callable[[Kind], Figures], kind: Kind, *, is_control: bool) -> Figures:
    print(f"· {name_of(make)}", file=sys.stderr, flush=True)
    figures = make(kind)
    is_green = not any(figures.get(name) for name in MUST_BE_NONE)
    return {**figures, VERDICT: is_green is not is_control}


def name_of(make: Callable[[Kind], Figures]) -> str:
    return make.__name__.replace("_", " ")


@contextmanager
def kind_of(name: str, folder: Path, kills: int) -> Iterator[Kind]:
    """The kind's database, migrated and filled with the demo's organisations; PostgreSQL as it comes."""
    if name == "sqlite":
        with filled("", folder) as address:
            yield Kind(folder, "", address, kills)
    else:
        with (
            throwaway_postgres(POSTGRES.path(), is_durable=True) as server,
            filled(server, folder) as address,
        ):
            yield Kind(folder, server, address, kills)


@contextmanager
def filled(server: str, folder: Path) -> Iterator[str]:
    with migrated_database(folder, server) as address:
        manage(address, folder, "load_demo", "--verbosity", "0", TSUNAGARI_TODAY=DAY)
        manage(address, folder, "collectstatic", "--noinput", TSUNAGARI_STATIC=str(folder / "static"))
        yield address


# ── telling ───────────────────────────────────────────────────────────────────────────────────────
def table(results: Mapping[str, Mapping[str, Figures]]) -> str:
    rows = ["| database | fault | figures | as it must be |", "|---|---|---|---|"]
    for database, made in results.items():
        for name, figures in made.items():
            told = "; ".join(f"{what} {told_as(value)}" for what, value in figures.items() if what != VERDICT)
            rows.append(f"| {database} | {name} | {told} | {'yes' if figures[VERDICT] else '**no**'} |")
    return "\n".join(rows)


def told_as(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def main() -> int:
    arguments = argparse.ArgumentParser(description="Make faults on purpose and look what survives.")
    arguments.add_argument("--kills", type=int, default=3, help="of the server, on each database")
    arguments.add_argument("--only", choices=DATABASES, help="this database")
    arguments.add_argument("--json", type=Path, help="write the figures here too")
    arguments.add_argument("--page", action="store_true", help="put the figures into docs/reliability.md")
    chosen = arguments.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # leave through the `with` blocks
    results = {}
    for name in [chosen.only] if chosen.only else DATABASES:
        folder = Path(tempfile.mkdtemp(prefix="tsunagari-faults-"))
        try:
            with kind_of(name, folder, chosen.kills) as kind:
                results[name] = run(kind)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    print(text := json.dumps(results, indent=2))
    if chosen.json:
        chosen.json.write_text(text, encoding="utf-8")
    if chosen.page:
        PAGE.write_text(put_between(PAGE.read_text(encoding="utf-8"), table(results)), encoding="utf-8")
    return int(any(not figures[VERDICT] for made in results.values() for figures in made.values()))


if __name__ == "__main__":
    sys.exit(main())
