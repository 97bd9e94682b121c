"""What `check-all` does once its packages are there."""

from __future__ import annotations

import argparse
import datetime
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tsunagari.base.errors import BadInput
from tsunagari.census.run import Engine, Job
from tsunagari.census.run import check_all as run_job
from tsunagari.cli.django_setup import with_django
from tsunagari.cli.groups import of_group
from tsunagari.cli.options import as_of_day, catalogue_of
from tsunagari.cli.output import Progress, Row, say, show, table
from tsunagari.programmes.catalogue import Catalogue

REGISTRY = "registry"
MASTER = "local[*]"


def check_all(arguments: argparse.Namespace) -> int:
    catalogue = catalogue_of(arguments)
    as_of = as_of_day(arguments.as_of, catalogue)
    with firms_file(arguments, catalogue) as (firms, name):
        job = Job(
            firms=firms,
            name=name,
            out=arguments.out,
            catalogue=catalogue,
            as_of=as_of,
            engine=arguments.engine,
            explain=arguments.explain,
        )
        manifest = run_job(job, engine_of(arguments.engine), clock=now, watch=Watched().watch)
    for name in manifest["ignored_columns"]:
        say(f"{name}: not a fact of plans/vocabulary/facts.yaml, so nothing was made of it")
    for fact in manifest["unknown_facts"]:
        say(f"{fact}: no such column, so it is unknown of every firm")
    say(f"{manifest['rows']:,} firms × {len(manifest['programmes'])} programmes: {arguments.out}")
    show(rows_of(catalogue, manifest), arguments.format, as_text)
    return 0


@contextmanager
def firms_file(arguments: argparse.Namespace, catalogue: Catalogue) -> Iterator[tuple[Path, str]]:
    """The file given; for the word registry, its firms as they are now, in a file that goes away again."""
    if arguments.firms != REGISTRY:
        path = Path(arguments.firms)
        if not path.is_file():
            raise BadInput(given=str(path), allowed="a file, or the word registry", where="FIRMS")
        yield path, path.name
        return
    with TemporaryDirectory(prefix="tsunagari-firms-") as folder:
        arguments.file, arguments.catalogue = Path(folder) / "registry.csv", catalogue
        with_django("tsunagari.cli.registry_firms.write_firms")(arguments)
        yield arguments.file, REGISTRY


def engine_of(name: str) -> Engine:
    """The reader of that name; Spark on TSUNAGARI_SPARK_MASTER, else on all cores of this machine."""
    if name == "spark":
        master = os.environ.get("TSUNAGARI_SPARK_MASTER") or MASTER
        spark: Engine = of_group("cluster", "tsunagari.census.by_spark.on")(master)
        return spark
    engine: Engine = of_group("batch", f"tsunagari.census.by_{name}.judged")
    return engine


def now() -> datetime.datetime:
    return datetime.datetime.now(tz=datetime.UTC)


class Watched:
    """Progress of each stage, on a terminal."""

    def __init__(self) -> None:
        self.stages: dict[str, Progress] = {}

    def watch(self, stage: str, rows: int) -> None:
        stages = self.stages
        if stage not in stages:
            total = stages["read"].done if "read" in stages else 0
            stages[stage] = Progress(f"firms {stage}", total)
        stages[stage].done += rows
        stages[stage].draw()


def rows_of(catalogue: Catalogue, manifest: Row) -> list[Row]:
    """A row per programme, in the plan's order."""
    return [
        {"key": programme.key, "title": programme.name.ja, **manifest["counts"][programme.key]}
        for programme in catalogue.programmes
    ]


def as_text(rows: Sequence[Row]) -> str:
    cells = [(*(f"{row[word]:,}" for word in ("yes", "unknown", "no")), row["title"]) for row in rows]
    return table(("yes", "unknown", "no", "programme"), cells)
