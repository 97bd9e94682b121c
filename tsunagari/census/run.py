"""Every firm × every programme, from a file to a folder: goes on where it was stopped, whole or not there.

Everything unfinished lies under `.unfinished/`: the typed firms, and the verdicts of each part as soon as it
is judged. Only when all is written does it move beside the manifest, which comes last.
"""

from __future__ import annotations

import datetime
import fcntl
import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from tsunagari import __version__
from tsunagari.base.errors import BadInput
from tsunagari.base.files import write_whole
from tsunagari.census.blocking import Blocking
from tsunagari.census.files import ID, FirmFile, digest_of, open_firms
from tsunagari.census.intake import Intake, found_again, take_in
from tsunagari.census.judging import Judge, build_judge
from tsunagari.census.parquet import read_table, write_table, write_tables
from tsunagari.census.reasons import add_counts, counts_table, reasons_table
from tsunagari.census.verdicts import tally_of, verdict_schema
from tsunagari.census.words import WORD
from tsunagari.engines.masks.masks import Masks, compile_masks
from tsunagari.programmes.catalogue import Catalogue

Engine = Callable[[Judge, Intake, Iterable[int]], Iterator[tuple[int, pa.Table]]]
Watch = Callable[[str, int], None]  # the stage, and how many more firms have passed it
Manifest = dict[str, Any]
WORK, MANIFEST = ".unfinished", "manifest.json"


@dataclass(frozen=True)
class Job:
    """What is asked for. `name` is what the input is called in the manifest."""

    firms: Path
    name: str
    out: Path
    catalogue: Catalogue
    as_of: datetime.date
    engine: str
    explain: bool

    @cached_property
    def masks(self) -> Masks:
        return compile_masks({programme.key: programme.rule for programme in self.catalogue.programmes})

    @cached_property
    def identity(self) -> Manifest:
        """What the verdicts rest on. A run of another identity is another run."""
        catalogue = self.catalogue
        words = repr((catalogue.vocabulary.facts, catalogue.statutes.rows)).encode()
        return {
            "version": __version__,
            "year": catalogue.year,
            "plan_digest": catalogue.digest,
            "law_digest": hashlib.sha256(words).hexdigest(),
            "as_of": self.as_of.isoformat(),
            "engine": self.engine,
            "explain": self.explain,
            "input": self.name,
            "input_digest": digest_of(self.firms),
        }

    @property
    def work(self) -> Path:
        return self.out / WORK

    def part(self, kind: str, number: int) -> Path:
        return self.work / f"{kind}-{number:05}.parquet"


def check_all(job: Job, engine: Engine, *, clock: Callable[[], datetime.datetime], watch: Watch) -> Manifest:
    """Run the job, or go on with it; the manifest. A job that is done already is left as it is.

    Raises BadInput for firms that cannot be read, a folder that holds another run, and a full disk.
    """
    file = open_firms(job.firms)
    with writing_to(job.out):
        if (done := earlier(job)) is not None:
            return done
        with begun(job, clock) as started:
            intake = taken_in(job, file, watch)
            judge = build_judge(
                job.masks, intake.no_firms(), statutes=job.catalogue.statutes, as_of=job.as_of
            )
            judge_parts(job, engine, judge, intake, watch)
            if job.explain:
                count_parts(job, judge, intake, watch)
            ignored = [name for name in file.names if name not in {ID, *intake.told}]
            return finish(job, judge, intake, {"ignored_columns": ignored, "started": started}, clock)


@contextmanager
def writing_to(out: Path) -> Iterator[None]:
    try:
        out.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        said = error.strerror or str(error)
        mend = f"{said}. What was done so far is kept: the same command goes on from there."
        raise BadInput(
            given=str(out), allowed="a folder to write to, with room", mend=mend, where="--out"
        ) from error


def earlier(job: Job) -> Manifest | None:
    """The manifest of the very same run, if it is there. Raises BadInput if the folder holds another."""
    path = job.out / MANIFEST
    if not path.exists():
        return None
    found: Manifest = json.loads(path.read_text(encoding="utf-8"))
    other = [name for name, value in job.identity.items() if found.get(name) != value]
    if other:
        mend = f"It differs in: {', '.join(other)}. Name another folder, or delete this one."
        raise BadInput(given=str(job.out), allowed="an empty folder", mend=mend, where="--out")
    shutil.rmtree(job.work, ignore_errors=True)
    return found


@contextmanager
def begun(job: Job, clock: Callable[[], datetime.datetime]) -> Iterator[str]:
    """The folder of unfinished work, held by this process alone; when the run first began."""
    job.out.mkdir(exist_ok=True)
    with (job.out / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            mend = "Wait for it, or name another folder."
            allowed = "a folder no other run is writing to"
            raise BadInput(given=str(job.out), allowed=allowed, mend=mend, where="--out") from error
        yield when_begun(job, clock)
    (job.out / ".lock").unlink(missing_ok=True)


def when_begun(job: Job, clock: Callable[[], datetime.datetime]) -> str:
    path = job.work / "run.json"
    if path.exists():
        kept = json.loads(path.read_text(encoding="utf-8"))
        if kept["identity"] == job.identity:
            return str(kept["started"])
    shutil.rmtree(job.work, ignore_errors=True)
    started = clock().isoformat(timespec="seconds")
    write_whole(path, json.dumps({"identity": job.identity, "started": started}, ensure_ascii=False))
    return started


def taken_in(job: Job, file: FirmFile, watch: Watch) -> Intake:
    facts = job.catalogue.vocabulary.facts
    found = found_again(job.work, facts, job.as_of)
    if found is not None:
        watch("read", found.rows)
        return found
    return take_in(file, facts, job.work, as_of=job.as_of, watch=lambda rows: watch("read", rows))


def judge_parts(job: Job, engine: Engine, judge: Judge, intake: Intake, watch: Watch) -> None:
    missing = [part for part in intake.parts if not job.part("verdicts", part).exists()]
    watch("judged", intake.rows - sum(intake.size(part) for part in missing))
    for part, table in engine(judge, intake, missing):
        write_table(job.part("verdicts", part), table)
        watch("judged", len(table))


def count_parts(job: Job, judge: Judge, intake: Intake, watch: Watch) -> None:
    """Reasons are counted with NumPy, whatever engine judged: they are no verdicts."""
    blocking = Blocking(judge)
    for part in intake.parts:
        if not job.part("reasons", part).exists():
            table = read_table(intake.part(part))
            found = blocking.count(intake.columns(table), len(table))
            write_table(job.part("reasons", part), counts_table(found))
        watch("explained", intake.size(part))


def finish(
    job: Job, judge: Judge, intake: Intake, noted: Manifest, clock: Callable[[], datetime.datetime]
) -> Manifest:
    keys = judge.masks.programmes
    tally = np.zeros((len(keys), 3), dtype=np.int64)

    def verdicts() -> Iterator[pa.Table]:
        for part in intake.parts:
            table = read_table(job.part("verdicts", part))
            tally[:] += tally_of(table, keys)
            yield table

    write_tables(job.work / "verdicts.parquet", verdict_schema(judge.layout.words), verdicts())
    names = ["verdicts.parquet", *(write_reasons(job, judge, intake) if job.explain else ())]
    facts = job.catalogue.vocabulary.facts
    missing = sorted(name for name, f in facts.items() if name not in intake.told and not f.derived_by)
    manifest = {
        **job.identity,
        "programmes": list(keys),
        "bits_per_word": WORD,
        "rows": intake.rows,
        "facts": sorted(intake.told),
        "unknown_facts": missing,
        "counts": {
            key: dict(zip(("yes", "unknown", "no"), map(int, row), strict=True))
            for key, row in zip(keys, tally, strict=True)
        },
        "files": {name: digest_of(job.work / name) for name in names},
        **noted,
        "finished": clock().isoformat(timespec="seconds"),
    }
    for name in names:
        (job.work / name).replace(job.out / name)
    write_whole(job.out / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
    shutil.rmtree(job.work, ignore_errors=True)
    return manifest


def write_reasons(job: Job, judge: Judge, intake: Intake) -> tuple[str, str]:
    blocking = Blocking(judge)
    total = blocking.none_yet()
    for part in intake.parts:
        add_counts(total, read_table(job.part("reasons", part)))
    names = ("blocked.parquet", "near_misses.parquet")
    for kind, name in enumerate(names):
        write_table(job.work / name, reasons_table(blocking, total[kind]))
    return names
