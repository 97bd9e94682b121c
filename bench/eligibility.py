"""Every firm of the country × every programme: our readers beside openfisca-core and Polars, on one core.

    .venv/bin/python bench/eligibility.py [--quick] [--firms N] [--programmes N] [--growth] [--spark]

Rules: the 70 programmes of plans/2009 and seeded synthetic ones up to the number asked for. Firms: seeded and
synthetic, each fact missing in 5 of 100. Each reader runs in a process of its own on the same core, best of
RUNS by CPU time; ratios are of CPU time, so that a busy machine measures the same. Peers are handed the
derived facts ready-made, in nobody's time; they come in the group `bench` and are left out if it is missing.
Prints JSON; exits 1 if any two readers differ in a verdict.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, cast

import numpy as np
from country.firms import make_columns
from country.rules import make_rules

from tsunagari.base.places import PREFECTURES
from tsunagari.census.columns import Columns, Listed, Ordered
from tsunagari.census.judging import Judge, build_judge
from tsunagari.census.words import WORD
from tsunagari.engines.eligibility.rule import Rule
from tsunagari.engines.masks.masks import Masks, compile_masks
from tsunagari.programmes.catalogue import Catalogue, load_catalogue
from tsunagari.programmes.checking import possible_facts

PLANS = Path("plans")
SEED, MISSING, RUNS = 20091001, 0.05, 5
ALL_FIRMS, QUICK_FIRMS, AT_ONCE = 3_400_000, 100_000, 1 << 18
Figures = dict[str, Any]


@dataclass(frozen=True)
class Setting:
    """What a reader works on, made from seeds alone: the same in every process."""

    firms: int
    programmes: int
    folder: Path

    @cached_property
    def catalogue(self) -> Catalogue:
        return load_catalogue(PLANS, 2009)

    @cached_property
    def rules(self) -> dict[str, Rule]:
        return make_rules(self.catalogue, self.programmes, seed=SEED)[0]

    @cached_property
    def masks(self) -> Masks:
        return compile_masks(self.rules)

    @cached_property
    def columns(self) -> Columns:
        return make_columns(self.catalogue, self.firms, seed=SEED, missing=MISSING)

    @cached_property
    def judge(self) -> Judge:
        return build_judge(
            self.masks, self.columns, statutes=self.catalogue.statutes, as_of=self.catalogue.plan.as_of
        )

    def given(self, row: int) -> dict[str, Any]:
        """One firm's typed facts."""
        found = {}
        for name, column in self.columns.items():
            if isinstance(column, Listed) and column.places[row] >= 0:
                found[name] = column.distinct[column.places[row]]
            elif isinstance(column, Ordered) and column.is_known[row]:
                value = int(column.values[row])
                is_day = self.catalogue.vocabulary.facts[name].type == "date"
                found[name] = np.datetime64(value, "D").item() if is_day else value
        return found

    def keep(self, name: str, verdicts: dict[str, Any]) -> str:
        """Verdicts (0 no, 1 unknown, 2 yes) by programme, so that readers can be compared."""
        path = self.folder / f"{name}.npy"
        np.save(path, np.stack([np.asarray(verdicts[key], dtype=np.int8) for key in self.rules]))
        return str(path)

    def keep_words(self, name: str, certain: Any, possible: Any) -> str:
        found = {}
        for place, key in enumerate(self.masks.programmes):
            word, bit = divmod(place, WORD)
            found[key] = ((certain[word] >> bit & 1) + (possible[word] >> bit & 1)).astype(np.int8)
        return self.keep(name, found)


def timed(run: Callable[[], Any], runs: int = RUNS) -> tuple[Figures, Any]:
    best: Figures = {}
    for _ in range(runs):
        wall, cpu = time.perf_counter(), time.process_time()
        result = run()
        took = {"wall_s": time.perf_counter() - wall, "cpu_s": time.process_time() - cpu}
        best = min(best or took, took, key=lambda each: each["cpu_s"])
    return best, result


# ── readers, each in a process of its own ─────────────────────────────────────────────────────────
def by_numpy(setting: Setting) -> Figures:
    build, judge = timed(lambda: setting.judge, runs=1)
    figures, (certain, possible) = timed(lambda: judge.judge(setting.columns, setting.firms))
    kept = setting.keep_words("numpy", certain, possible)
    return {**figures, "build_cpu_s": build["cpu_s"], "verdicts": kept}


def by_parts_of_firms(setting: Setting) -> Figures:
    """NumPy as check-all runs it: a part at a time, nothing kept, so that memory does not grow with firms."""
    some = Setting(min(setting.firms, AT_ONCE), setting.programmes, setting.folder)
    cpu, left = 0.0, setting.firms
    judge = some.judge  # built beforehand
    while left > 0:
        rows = min(some.firms, left)
        chunk = {name: column.rows(0, rows) for name, column in some.columns.items()}
        figures, _ = timed(lambda: judge.judge(chunk, rows), runs=1)  # noqa: B023 (called at once)
        cpu, left = cpu + figures["cpu_s"], left - rows
    return {"cpu_s": cpu}


def by_stored_codes(setting: Setting) -> Figures:
    """The compiled loop, and beside it the least it could take: its bytes at the memory's speed."""
    stored_codes = import_module("tsunagari.census.stored")
    stored = stored_codes.store(setting.judge, setting.columns, setting.firms)
    judge = stored_codes.stored_judge(setting.judge)
    words = judge.judge(stored)
    figures, _ = timed(lambda: judge.judge(stored, words), runs=7)
    moved = stored.nbytes + words.nbytes
    source, target = np.ones(moved // 16, dtype=np.int64), np.empty(moved // 16, dtype=np.int64)
    floor, _ = timed(lambda: np.copyto(target, source), runs=7)
    half = len(words) // 2
    kept = setting.keep_words("stored", words[:half], words[half:])
    return {**figures, "bytes_per_firm": moved / setting.firms, "floor_s": floor["cpu_s"], "verdicts": kept}


def by_duckdb(setting: Setting) -> Figures:
    judged = import_module("tsunagari.census.by_duckdb").judged
    return by_parts(setting, "duckdb", partial(judged, threads=1))


def by_duckdb_table(setting: Setting) -> Figures:
    """The same query over firms that DuckDB holds in memory, as the peers do."""
    ibis, by_engine = import_module("ibis"), import_module("tsunagari.census.by_duckdb")
    intake, connection = written_parts(setting), ibis.duckdb.connect(threads=1)
    parts = [str(intake.part(part)) for part in intake.parts]
    connection.con.execute("CREATE TABLE firms AS SELECT * FROM read_parquet($1)", [parts])
    query = by_engine.query_of(connection, setting.judge, connection.table("firms"))
    figures, found = timed(lambda: connection.con.sql(query).to_arrow_table())
    return {**figures, "verdicts": keep_table(setting, "duckdb-table", [found])}


def by_spark(setting: Setting) -> Figures:
    """Local, with two threads: seconds of the clock count, its start of some seconds included."""
    return by_parts(setting, "spark", import_module("tsunagari.census.by_spark").on("local[2]"))


def by_two_workers(setting: Setting) -> Figures:
    """Spark with two workers of their own, as on a cluster: seconds of the clock, their start included."""
    os.environ["SPARK_HOME"] = str(Path(str(import_module("pyspark").__file__)).parent)
    os.environ["PYSPARK_PYTHON"] = sys.executable
    reader = import_module("tsunagari.census.by_spark").on("local-cluster[2,1,1024]")
    return by_parts(setting, "spark-workers", reader)


def by_parts(setting: Setting, name: str, judged: Any) -> Figures:
    intake, verdicts = written_parts(setting), []

    def run() -> list[Any]:
        return [table for _, table in judged(setting.judge, intake, intake.parts)]

    figures, verdicts = timed(run, runs=1 if name.startswith("spark") else RUNS)
    return {**figures, "verdicts": keep_table(setting, name, verdicts)}


def keep_table(setting: Setting, name: str, tables: list[Any]) -> str:
    words = range(setting.judge.layout.words)
    names = [f"{kind}_w{word}" for kind in ("certain", "possible") for word in words]
    found = [np.concatenate([table[column].to_numpy() for table in tables]) for column in names]
    return setting.keep_words(name, found[: len(words)], found[len(words) :])


def written_parts(setting: Setting) -> Any:
    """The firms as the typed parts that every engine begins from."""
    arrow, intakes = import_module("pyarrow"), import_module("tsunagari.census.intake")
    parquet = import_module("tsunagari.census.parquet")
    columns = setting.columns
    listed = {name: column.distinct for name, column in columns.items() if isinstance(column, Listed)}
    ordered = tuple(name for name in columns if name not in listed)
    intake = intakes.Intake(setting.folder, setting.firms, ordered, listed)
    for part in intake.parts:
        start = part * intakes.PART
        stop = start + intake.size(part)
        cells = [arrow.array(range(start, stop)), arrow.array([f"f{n}" for n in range(start, stop)])]
        for name in (*ordered, *listed):
            some = columns[name].rows(start, stop)
            values, gone = (some.places, some.places < 0) if name in listed else (some.values, ~some.is_known)
            cells.append(arrow.array(values, mask=gone))
        schema = intakes.typed_schema(ordered, listed)
        parquet.write_table(intake.part(part), arrow.table(cells, schema=schema))
    return intake


def by_openfisca(setting: Setting) -> Figures:
    conditions, fisca = import_module("country.conditions"), import_module("country.with_openfisca")
    peers = conditions.for_peers(setting.catalogue, setting.rules, setting.columns, setting.firms)
    system, _ = fisca.system_of(peers)
    figures, found = timed(lambda: fisca.verdicts(fisca.simulate(system, peers, setting.firms), peers))
    return {**figures, "verdicts": setting.keep("openfisca", found)}


def by_polars(setting: Setting) -> Figures:
    conditions, polars = import_module("country.conditions"), import_module("country.with_polars")
    peers = conditions.for_peers(setting.catalogue, setting.rules, setting.columns, setting.firms)
    frame = polars.frame_of(peers)
    figures, found = timed(lambda: polars.verdicts(frame, peers))
    return {
        **figures,
        "verdicts": setting.keep("polars", {key: found[key].to_numpy() for key in setting.rules}),
    }


def one_firm(setting: Setting) -> Figures:
    """Plain whole numbers beside a fresh openfisca simulation, and beside the scalar engine's verdicts."""
    few = Setting(200, setting.programmes, setting.folder)
    firms = [few.given(row) for row in range(few.firms)]
    as_of, masks = few.catalogue.plan.as_of, few.masks
    facts = [possible_facts(few.catalogue, firm, as_of) for firm in firms]
    for each in facts:
        masks.judge(each)
    ours, _ = timed(lambda: [masks.judge(each) for each in facts])
    scalar, _ = timed(lambda: [[rule.verdict(each) for rule in few.rules.values()] for each in facts])
    figures = {"cpu_s": ours["cpu_s"] / few.firms, "scalar_cpu_s": scalar["cpu_s"] / few.firms}
    if find_spec("openfisca_core"):
        conditions, fisca = import_module("country.conditions"), import_module("country.with_openfisca")
        single = Setting(1, setting.programmes, setting.folder)
        peers = conditions.for_peers(single.catalogue, single.rules, single.columns, 1)
        system, _ = fisca.system_of(peers)
        fresh, _ = timed(lambda: fisca.verdicts(fisca.simulate(system, peers, 1), peers))
        figures["openfisca_cpu_s"] = fresh["cpu_s"]
    return figures


def moved_threshold(setting: Setting) -> Figures:
    """Counts by prefecture at every place of one threshold, from codes counted beforehand."""
    counting = import_module("tsunagari.census.whatif")
    places = cast("Listed", setting.columns["firm.prefecture"])
    keys = [prefecture.code for prefecture in PREFECTURES]
    numbers = np.array([*(keys.index(code) for code in places.distinct), len(keys)])[places.places]
    people = cast("Ordered", setting.columns["firm.employees_regular"])
    prepare, counted = timed(lambda: counting.count_up_to(people, numbers, len(keys) + 1), runs=1)
    figures, _ = timed(lambda: [counted.at_most(limit) for limit in range(100)])
    return {"cpu_s": figures["cpu_s"] / 100, "prepared_cpu_s": prepare["cpu_s"]}


READERS: dict[str, Callable[[Setting], Figures]] = {
    "numpy": by_numpy,
    "parts": by_parts_of_firms,
    "stored": by_stored_codes,
    "duckdb": by_duckdb,
    "duckdb table": by_duckdb_table,
    "spark": by_spark,
    "spark workers": by_two_workers,
    "openfisca": by_openfisca,
    "polars": by_polars,
    "one firm": one_firm,
    "threshold": moved_threshold,
}
NEEDS = {
    "openfisca": "openfisca_core",
    "polars": "polars",
    "duckdb": "ibis",
    "duckdb table": "ibis",
    "spark": "pyspark",
    "spark workers": "pyspark",
    "stored": "numba",
}


def in_own_process(name: str, setting: Setting) -> Figures:
    words = ["--reader", name, "--firms", setting.firms, "--programmes", setting.programmes]
    command = [sys.executable, __file__, *map(str, words), "--folder", str(setting.folder)]
    one_thread = dict.fromkeys(("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
    done = subprocess.run(
        command, env={**os.environ, **one_thread}, stdout=subprocess.PIPE, text=True, check=True
    )
    print(f"· {name}: {done.stdout.strip()[:160]}", file=sys.stderr, flush=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def read(name: str, setting: Setting) -> None:
    """A child's whole work: one reader, on one core."""
    if not name.startswith("spark"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    figures = READERS[name](setting)
    figures["peak_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(figures))


# ── what is printed ───────────────────────────────────────────────────────────────────────────────
def results(setting: Setting, found: dict[str, Figures]) -> Iterator[Figures]:
    size = f"{setting.firms:,} firms × {setting.programmes} programmes"
    for name, figures in found.items():
        if "verdicts" in figures:
            clock, unit = ("wall_s", "s") if name.startswith("spark") else ("cpu_s", "s CPU")
            yield {"what": f"{name}, {size}", "value": figures[clock], "unit": unit}
    for ours, peer, limit in (
        ("numpy", "openfisca", 1 / 20),
        ("numpy", "polars", 1 / 3),
        ("duckdb table", "openfisca", 1 / 2),
    ):
        if ours in found and peer in found:
            share = found[ours]["cpu_s"] / found[peer]["cpu_s"]
            yield {"what": f"{ours} against {peer}", "value": share, "unit": "of its time", "limit": limit}
    if "stored" in found:
        times = found["stored"]["cpu_s"] / found["stored"]["floor_s"]
        yield {"what": "stored codes against memory", "value": times, "unit": "× the floor", "limit": 8}
    yield {"what": "one firm, whole numbers", "value": found["one firm"]["cpu_s"] * 1e6, "unit": "µs"}
    yield {"what": "one firm, scalar", "value": found["one firm"]["scalar_cpu_s"] * 1e6, "unit": "µs"}
    if "openfisca_cpu_s" in found["one firm"]:
        share = found["one firm"]["cpu_s"] / found["one firm"]["openfisca_cpu_s"]
        yield {
            "what": "one firm against a fresh openfisca simulation",
            "value": share,
            "unit": "of its time",
            "limit": 1 / 500,
        }
    if "openfisca" in found:
        share = found["threshold"]["cpu_s"] / found["openfisca"]["cpu_s"]
        yield {
            "what": "one moved threshold against openfisca",
            "value": share,
            "unit": "of its time",
            "limit": 1 / 30,
        }
    yield {"what": "differing verdicts", "value": differing(found), "unit": "", "limit": 0}


def differing(found: dict[str, Figures]) -> int:
    """Verdicts in which any reader differs from NumPy's."""
    first = np.load(found["numpy"]["verdicts"], mmap_mode="r")
    others = (
        figures["verdicts"] for name, figures in found.items() if name != "numpy" and "verdicts" in figures
    )
    return sum(int(np.count_nonzero(np.load(path, mmap_mode="r") != first)) for path in others)


def growth(setting: Setting, quick: bool) -> Iterator[Figures]:  # noqa: FBT001 (one switch of the command)
    """NumPy's cost by firms and by programmes."""
    firms = (10_000, 100_000, 300_000) if quick else (100_000, 1_000_000, 3_400_000, 10_000_000)
    programmes = (10, 100, 1_000) if quick else (10, 100, 1_000, 3_000)
    few = min(setting.firms, 1_000_000)
    for count, number in (*((each, 100) for each in firms), *((few, each) for each in programmes)):
        figures = in_own_process("parts", Setting(count, number, setting.folder))
        what = f"numpy, {count:,} firms × {number:,} programmes"
        size = {"firms": count, "programmes": number, "peak_mib": figures["peak_mib"]}
        yield {"what": what, "value": figures["cpu_s"], "unit": "s CPU", **size}


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--quick", action="store_true", help=f"{QUICK_FIRMS:,} firms: a minute")
    options.add_argument("--firms", type=int)
    options.add_argument("--programmes", type=int, default=100)
    options.add_argument("--growth", action="store_true", help="also by firms and by programmes")
    options.add_argument("--spark", action="store_true", help="also Spark, on this machine")
    options.add_argument("--reader", choices=list(READERS), help=argparse.SUPPRESS)
    options.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    asked = options.parse_args()
    firms = asked.firms or (QUICK_FIRMS if asked.quick else ALL_FIRMS)
    if asked.reader:
        read(asked.reader, Setting(firms, asked.programmes, asked.folder))
        return 0
    with tempfile.TemporaryDirectory(prefix="tsunagari-bench-") as folder:
        setting = Setting(firms, asked.programmes, Path(folder))
        there = [name for name in READERS if name not in NEEDS or find_spec(NEEDS[name])]
        left_out = {"parts", *(() if asked.spark else ("spark", "spark workers"))}
        found = {name: in_own_process(name, setting) for name in there if name not in left_out}
        printed = list(results(setting, found))
        printed += growth(setting, asked.quick) if asked.growth else []
    real = min(len(setting.catalogue.programmes), setting.programmes)
    rules = {"declared": real, "synthetic": setting.programmes - real}
    told = {"bench": "eligibility", "rules": rules, "readers": found, "results": printed}
    print(json.dumps(told, ensure_ascii=False, indent=2))
    return int(any(each["what"] == "differing verdicts" and each["value"] for each in printed))


if __name__ == "__main__":
    sys.exit(main())
