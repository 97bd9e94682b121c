"""check-all: from a file to verdicts and reasons, through kills and full disks, to the same bytes."""

from __future__ import annotations

import datetime
import hashlib
import json
import random
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.census.files import Firm, job_of, told, write_csv, write_parquet
from tsunagari.base.errors import BadInput
from tsunagari.base.trades import division_of
from tsunagari.census import by_numpy, intake
from tsunagari.census.run import Job, check_all
from tsunagari.census.words import WORD
from tsunagari.cli.groups import of_group
from tsunagari.cli.main import main
from tsunagari.engines.eligibility.verdict import Verdict
from tsunagari.engines.masks.masks import compile_masks
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.checking import possible_facts

HOUSE = Path(__file__).resolve().parents[2]
NOW = datetime.datetime(2009, 10, 1, tzinfo=datetime.UTC)


def run_job(job: Job) -> dict[str, Any]:
    return check_all(job, by_numpy.judged, clock=lambda: NOW, watch=lambda *_: None)


def verdicts_in(out: Path) -> list[dict[str, Verdict]]:
    """Firm by firm, read as the contract says it: words in the manifest's order."""
    keys = json.loads((out / "manifest.json").read_text())["programmes"]
    rows = pq.read_table(out / "verdicts.parquet").to_pylist()
    return [{key: verdict_at(row, *divmod(place, 62)) for place, key in enumerate(keys)} for row in rows]


def verdict_at(row: dict[str, int], word: int, bit: int) -> Verdict:
    return Verdict((row[f"certain_w{word}"] >> bit & 1) + (row[f"possible_w{word}"] >> bit & 1))


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_file_is_judged_as_the_scalar_engine_judges(
    catalogue: Catalogue, firms: list[Firm], tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "PART", 300)
    path = tmp_path / f"firms.{kind}"
    if kind == "csv":
        write_csv(path, firms, list(told(catalogue)))
    else:
        write_parquet(path, firms, told(catalogue))
    manifest = run_job(job_of(catalogue, path, tmp_path / "out"))
    rules = {programme.key: programme.rule for programme in catalogue.programmes}
    expected = []
    for firm in firms:
        facts = possible_facts(catalogue, firm, catalogue.plan.as_of)
        expected.append({key: rule.verdict(facts) for key, rule in rules.items()})
    assert verdicts_in(tmp_path / "out") == expected
    assert manifest["rows"] == len(firms)
    yes = Counter(key for said in expected for key, verdict in said.items() if verdict is Verdict.YES)
    assert {key: counts["yes"] for key, counts in manifest["counts"].items()} == {k: yes[k] for k in rules}
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["manifest.json", "verdicts.parquet"]


def test_reasons_are_those_of_each_firm(catalogue: Catalogue, firms: list[Firm], tmp_path: Path) -> None:
    some = firms[:200]
    path = write_csv(tmp_path / "firms.csv", some, list(told(catalogue)))
    run_job(job_of(catalogue, path, tmp_path / "out", explain=True))
    masks = compile_masks({programme.key: programme.rule for programme in catalogue.programmes})
    near: Counter[tuple[Any, ...]] = Counter()
    blocked: Counter[tuple[Any, ...]] = Counter()
    for firm in some:
        facts = possible_facts(catalogue, firm, catalogue.plan.as_of)
        place = firm.get("firm.prefecture"), firm.get("firm.industry")
        cell = place[0], division_of(place[1]) if place[1] else None
        for fact, programmes in masks.blocked_by(facts).items():
            near.update((key, fact, *cell) for key in keys_in(masks.programmes, programmes))
        _, possible = masks.judge(facts)
        for fact, own in masks.facts.items():
            closed = ~masks.folded(own.masks(facts.get(fact))[1] & masks.existing) & ~possible
            asked = masks.folded(masks.existing & ~own.untouched)
            blocked.update((key, fact, *cell) for key in keys_in(masks.programmes, closed & asked))
    for name, counted in (("near_misses", near), ("blocked", blocked)):
        rows = pq.read_table(tmp_path / "out" / f"{name}.parquet").to_pylist()
        assert {tuple(row.values())[:4]: row["firms"] for row in rows} == counted
        assert counted


def keys_in(programmes: tuple[str, ...], bits: int) -> list[str]:
    return [key for place, key in enumerate(programmes) if bits >> place & 1]


# ── killed, and out of room ───────────────────────────────────────────────────────────────────────
def start(*words: object, kill_at: int = 0, largest: int = 0) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.census.killed_run", str(kill_at), str(largest), *map(str, words)]
    return subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False)


def digests(out: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in out.glob("*.parquet")}


def test_killed_at_three_points_it_goes_on_to_the_same_bytes(
    catalogue: Catalogue, firms: list[Firm], tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "firms.csv", firms, list(told(catalogue)))
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    assert start(path, "--out", whole, "--explain").returncode == 0
    chance = random.Random(20091001)  # noqa: S311 - a seed, so that a failure comes again
    for files in ((1, 5), (1, 5), (2, 5)):  # of the firms, the verdicts, the reasons and what follows
        killed = start(path, "--out", broken, "--explain", kill_at=chance.randint(*files))
        assert killed.returncode == -signal.SIGKILL
        assert [p.name for p in broken.iterdir() if not p.name.startswith(".")] == []
    assert start(path, "--out", broken, "--explain").returncode == 0
    assert digests(broken) == digests(whole)
    assert len(digests(whole)) == 3


def test_a_full_disk_leaves_no_manifest_and_the_run_goes_on(
    catalogue: Catalogue, firms: list[Firm], tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "firms.csv", firms, list(told(catalogue)))
    full = start(path, "--out", tmp_path / "out", largest=4_000)
    assert full.returncode == 2, full.stderr
    assert "goes on from there" in full.stderr
    assert not (tmp_path / "out" / "manifest.json").exists()
    assert start(path, "--out", tmp_path / "out").returncode == 0


def test_a_run_that_is_done_is_left_alone_and_another_is_refused(
    catalogue: Catalogue, firms: list[Firm], tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "firms.csv", firms[:50], list(told(catalogue)))
    job = job_of(catalogue, path, tmp_path / "out")
    first = run_job(job)
    assert run_job(job) == first
    day = catalogue.plan.as_of + datetime.timedelta(1)
    with pytest.raises(BadInput, match="as_of"):
        run_job(job_of(catalogue, path, tmp_path / "out", as_of=day))


def test_what_was_begun_with_other_firms_is_not_gone_on_with(
    catalogue: Catalogue, firms: list[Firm], tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "firms.csv", firms, list(told(catalogue)))
    assert start(path, "--out", tmp_path / "out", kill_at=7).returncode == -signal.SIGKILL
    write_csv(path, firms[:300], list(told(catalogue)))
    assert start(path, "--out", tmp_path / "out").returncode == 0
    assert len(verdicts_in(tmp_path / "out")) == 300


# ── bad input ─────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"firm_id": ["a", "a"], "firm.kind": ["company", None]}, "rows 1 and 2"),
        ({"firm_id": ["a", None], "firm.kind": ["company", None]}, "firm_id, row 2"),
        ({"firm.kind": ["company", "other"]}, "firm_id"),
        ({"firm_id": ["a", "b"], "firm.size": ["small", "large"]}, "derived"),
        ({"firm_id": ["a", "b"], "company": ["x", "y"]}, "firm.kind"),
        ({"firm_id": ["a", "b"], "firm.kind": ["company", "k.k."]}, "firm.kind, row 2"),
        ({"firm_id": ["a", "b"], "firm.capital_yen": [1, -1]}, "firm.capital_yen, row 2"),
        ({"firm_id": ["a", "b"], "firm.capital_yen": [1.5, 2.0]}, "firm.capital_yen, row 1"),
        ({"firm_id": ["a", "b"], "firm.capital_yen": ["300万円", "1e9"]}, "firm.capital_yen, row 2"),
        ({"firm_id": ["a", "b"], "firm.employees_regular": [3, 10_000_001]}, "firm.employees_regular, row 2"),
        ({"firm_id": ["a", "b"], "firm.employees_regular": ["3", "٣"]}, "firm.employees_regular, row 2"),
        ({"firm_id": ["a", "b"], "firm.prefecture": ["47", "48"]}, "firm.prefecture, row 2"),
        ({"firm_id": ["a", "b"], "firm.industry": ["E", "Z9"]}, "firm.industry, row 2"),
        (
            {"firm_id": ["a", "b"], "firm.exports": [True, False], "firm.founded_on": [None, "2010-01-01"]},
            "up to",
        ),
        (
            {"firm_id": ["a", "b"], "firm.large_officer_ratio": ["1/2", "3/2"]},
            "firm.large_officer_ratio, row 2",
        ),
        (
            {"firm_id": ["a", "b"], "firm.certifications": [["shotengai"], ["x"]]},
            "firm.certifications, row 2",
        ),
    ],
)
def test_bad_cells_are_named_and_nothing_is_judged(
    catalogue: Catalogue, tmp_path: Path, columns: dict[str, list[Any]], said: str
) -> None:
    pq.write_table(pa.table(columns), tmp_path / "firms.parquet")
    with pytest.raises(BadInput) as refused:
        run_job(job_of(catalogue, tmp_path / "firms.parquet", tmp_path / "out"))
    assert said in str(refused.value)
    assert not (tmp_path / "out" / "manifest.json").exists()


def test_a_truncated_parquet_is_refused(catalogue: Catalogue, firms: list[Firm], tmp_path: Path) -> None:
    path = write_parquet(tmp_path / "firms.parquet", firms, told(catalogue))
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(BadInput, match="cut short"):
        run_job(job_of(catalogue, path, tmp_path / "out"))


def test_a_parquet_spoilt_inside_is_refused(catalogue: Catalogue, firms: list[Firm], tmp_path: Path) -> None:
    path = write_parquet(tmp_path / "firms.parquet", firms, told(catalogue))
    content = bytearray(path.read_bytes())
    content[100:3000] = bytes(2900)
    path.write_bytes(content)
    with pytest.raises(BadInput):
        run_job(job_of(catalogue, path, tmp_path / "out"))
    assert not (tmp_path / "out" / "manifest.json").exists()


def test_a_csv_with_a_ragged_row_or_foreign_bytes_is_refused(catalogue: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "firms.csv"
    for content in (b"firm_id,firm.kind\na,company\nb\n", "firm_id,firm.kind\na,会社\n".encode("cp932"), b""):
        path.write_bytes(content)
        with pytest.raises(BadInput):
            run_job(job_of(catalogue, path, tmp_path / "out"))


def test_what_is_refused_is_said_with_status_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-all", str(tmp_path / "none.csv"), "--out", str(tmp_path / "out")]) == 2
    assert "registry" in capsys.readouterr().err


def test_columns_that_are_missing_are_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "firms.csv"
    path.write_text("\ufefffirm_id,firm.kind,note\n1,company,x\n2,,y\n", encoding="utf-8")
    assert main(["check-all", str(path), "--out", str(tmp_path / "out"), "--format", "jsonl"]) == 0
    told_ = capsys.readouterr()
    assert "firm.industry: no such column" in told_.err
    assert "note: not a fact" in told_.err
    assert len(told_.out.splitlines()) == 70


# ── the base group is enough for everything else ──────────────────────────────────────────────────
def test_no_other_command_loads_the_batch_packages() -> None:
    code = (
        "import sys, tsunagari.cli.main; "
        "print({'pyarrow','duckdb','ibis','numba','pyspark','polars'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=HOUSE, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_a_missing_group_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "tsunagari.census.by_duckdb", raising=False)
    monkeypatch.setitem(sys.modules, "ibis", None)
    with pytest.raises(BadInput, match="--group batch"):
        of_group("batch", "tsunagari.census.by_duckdb.judged")


def test_the_words_are_as_wide_as_the_contract_says() -> None:
    assert WORD == 62
