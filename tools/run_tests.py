"""Run every lane of the test suite and say what happened.

A lane is a group of tests that needs the same things: the linters; the tests on SQLite and the coverage they
owe; those that touch the database once more on PostgreSQL; faults made on purpose; Spark; a real browser.
A lane that cannot run is printed as NOT RUN and fails the run, unless ALLOW_MISSING=1 says this is known.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from debian_packages import CHROMIUM, JAVA, POSTGRES, Missing
from throwaway_postgres import throwaway_postgres

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
LANE_SECONDS, LANE_SECONDS_OF_THE_LONG_FORM = 35 * 60, 60 * 60
COUNTED = "counted: "  # what a test records under such a name is a figure to show
NO_TESTS = 5  # pytest's exit status

LINTERS = {
    "style": ["ruff", "check", "--quiet", "."],
    "layout": ["ruff", "format", "--check", "--quiet", "."],
    "types": ["mypy"],
    "floors": ["lint-imports", "--no-cache", "--no-logo"],
    "templates": ["djlint", "tsunagari", "--lint", "--quiet"],
    "dependencies": ["python", "-m", "pip", "check"],  # the lists are installed as they are, unresolved
    "plan": ["tsunagari", "plan", "check"],
    "migrations": ["python", "manage.py", "makemigrations", "--check", "--dry-run"],
    "deployment": ["python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
}
# Of lines and branches.
COVERAGE_OWED = (
    *(
        f"tsunagari/engines/{room}/*"
        for room in ("eligibility", "facts", "indicator", "masks", "procedure", "trace")
    ),
    "tsunagari/base/money.py",
    "tsunagari/kit/access.py",
    "tsunagari/registry/doors/access.py",
    "tsunagari/registry/actions/journal.py",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a lane came to. `missing` says why it could not run; then nothing is counted.

    figures  what the tests counted besides, by what they call it
    """

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    missing: str = ""
    figures: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Run:
    """What all lanes of one run share: where reports go, and whether this is the long form."""

    reports: Path
    full: bool = False

    def environment(self, **extra: str) -> dict[str, str]:
        """The caller's environment without their own settings: a test run looks the same on every machine."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("TSUNAGARI_")}
        kept["PATH"] = f"{BIN}{os.pathsep}{kept['PATH']}"
        kept["COVERAGE_FILE"] = str(self.reports / "coverage")
        return {**kept, "HYPOTHESIS_PROFILE": "full" if self.full else "quick", **extra}

    @property
    def seconds(self) -> int:
        """How long one command of a lane may take."""
        return LANE_SECONDS_OF_THE_LONG_FORM if self.full else LANE_SECONDS

    def marked(self, marks: str) -> str:
        return marks if self.full else f"({marks}) and not slow"


# ── lanes ─────────────────────────────────────────────────────────────────────────────────────────
def lint(run: Run) -> Outcome:
    (run.reports / "var").mkdir(exist_ok=True)
    own = {"VAR": str(run.reports / "var"), "SECRET_KEY": os.urandom(32).hex(), "HOSTS": "example.jp"}
    production = run.environment(**{f"TSUNAGARI_{name}": value for name, value in own.items()})
    failed = 0
    for name, command in LINTERS.items():
        print(f"· {name}: {' '.join(command)}", flush=True)
        if execute([BIN / command[0], *command[1:]], production):
            print(f"✗ {name}", flush=True)
            failed += 1
    return Outcome(passed=len(LINTERS) - failed, failed=failed)


def sqlite(run: Run) -> Outcome:
    coverage = ["--cov", "--cov-report=", "-n", "2"]
    return tests(run, "sqlite", run.marked("not browser and not spark"), coverage, run.environment())


def postgresql(run: Run) -> Outcome:
    programs = POSTGRES.path()
    marks = "database and not browser and not spark"  # the others would only be the same tests again
    with throwaway_postgres(programs) as address:
        environment = run.environment(TSUNAGARI_DATABASE_URL=address)
        environment["PATH"] += f"{os.pathsep}{programs}"
        return tests(run, "postgresql", run.marked(marks), ["-n", "2"], environment)


def browser(run: Run) -> Outcome:
    POSTGRES.path()  # the loop is walked on both databases; its test makes a cluster of its own
    environment = run.environment(TSUNAGARI_CHROMIUM=str(CHROMIUM.path()))
    return tests(run, "browser", run.marked("browser"), ["-n", "2"], environment)


def spark(run: Run) -> Outcome:
    """One session with two workers on this machine."""
    java = JAVA.path()
    environment = run.environment(SPARK_LOCAL_IP="127.0.0.1", JAVA_HOME=str(java.parent.parent))
    return tests(run, "spark", run.marked("spark"), [], environment)


def faults(run: Run) -> Outcome:
    """One count for each experiment and each control, on each database; docs/reliability.md."""
    POSTGRES.path()
    kills, verdicts, figures = "50" if run.full else "3", [], {}
    for database in ("sqlite", "postgresql"):
        report = run.reports / f"faults-{database}.json"
        words = ["--only", database, "--kills", kills, "--json", report]
        if (
            execute([BIN / "python", "tools/run_faults.py", *words], run.environment(), run.seconds)
            and not report.exists()
        ):
            return Outcome(failed=1)
        made = json.loads(report.read_text(encoding="utf-8"))[database]
        verdicts += [found["as it must be"] for found in made.values()]
        figures |= dict(counted_in(made, database))
    return Outcome(sum(verdicts), len(verdicts) - sum(verdicts), figures=figures)


def counted_in(made: Mapping[str, Mapping[str, object]], database: str) -> Iterator[tuple[str, int]]:
    """Every count of every experiment."""
    for experiment, found in made.items():
        for name, value in found.items():
            if isinstance(value, int) and not isinstance(value, bool):
                yield f"{database}, {experiment}: {name}", value


def coverage(run: Run) -> Outcome:
    owed = [BIN / "coverage", "report", f"--include={','.join(COVERAGE_OWED)}", "--fail-under=100"]
    failed = execute(owed, run.environment()) != 0
    return Outcome(passed=not failed, failed=failed)


# Found, or installed where that is allowed, before the first lane: a test may use what another lane needs.
NEEDS = {"postgresql": (POSTGRES,), "faults": (POSTGRES,), "browser": (CHROMIUM, POSTGRES)}

LANES: dict[str, Callable[[Run], Outcome]] = {
    "lint": lint,
    "sqlite": sqlite,
    "coverage": coverage,
    "postgresql": postgresql,
    "faults": faults,
    "spark": spark,
    "browser": browser,
}


# ── running and counting ──────────────────────────────────────────────────────────────────────────
def tests(run: Run, name: str, marks: str, options: list[str], environment: dict[str, str]) -> Outcome:
    report = run.reports / f"{name}.xml"
    words = ["-q", "-m", marks, f"--junitxml={report}", "--durations=8", "--durations-min=5", *options]
    status = execute([BIN / "pytest", *words], environment, run.seconds)
    if status == NO_TESTS:
        return Outcome(missing="no test belongs to this lane")
    counted = count(report) if report.exists() else Outcome()
    unexplained = bool(status) and not counted.failed
    return replace(counted, failed=counted.failed + unexplained)


def count(report: Path) -> Outcome:
    """The figures of one JUnit report. An error while setting up a test counts as a failure.

    What tests record under one name (`record_property("counted: …", 3)`) is added up.
    """
    root = ET.parse(report).getroot()  # noqa: S314 (pytest wrote it a moment ago)
    names = ("tests", "failures", "errors", "skipped")
    rows = [[int(suite.get(name, 0)) for name in names] for suite in root.iter("testsuite")]
    total, failures, errors, skipped = (sum(column) for column in zip(*rows, strict=True))
    figures: Counter[str] = Counter()
    for told in root.iter("property"):
        _, is_ours, name = told.get("name", "").partition(COUNTED)
        if is_ours:
            figures[name] += int(told.get("value", 0))
    passed = max(total - failures - errors - skipped, 0)
    return Outcome(passed, failures + errors, skipped, figures=dict(figures))


def execute(command: Iterable[str | Path], environment: dict[str, str], seconds: int = LANE_SECONDS) -> int:
    """Run one command at the root of the house; its exit status, 1 if it had to be stopped."""
    try:
        return subprocess.run([*command], cwd=ROOT, env=environment, timeout=seconds, check=False).returncode
    except subprocess.TimeoutExpired:
        print(f"✗ stopped after {seconds} seconds", flush=True)
        return 1


def run_lane(name: str, run: Run) -> tuple[Outcome, float]:
    print(f"\n── {name} ──", flush=True)
    started = time.monotonic()
    try:
        outcome = LANES[name](run)
    except Missing as reason:
        outcome = Outcome(missing=str(reason))
    return outcome, time.monotonic() - started


def prepare(names: Iterable[str]) -> None:
    for need in (need for name in names for need in NEEDS.get(name, ())):
        with suppress(Missing):  # the lane itself will say so
            need.path()


def table(outcomes: dict[str, tuple[Outcome, float]]) -> str:
    rows = [f"{'lane':<12} {'passed':>7} {'failed':>7} {'skipped':>7} {'seconds':>8}"]
    for name, (outcome, seconds) in outcomes.items():
        if outcome.missing:
            rows.append(f"{name:<12} NOT RUN: {outcome.missing}")
        else:
            figures = f"{outcome.passed:>7} {outcome.failed:>7} {outcome.skipped:>7}"
            rows.append(f"{name:<12} {figures} {seconds:>8.1f}")
    return "\n".join(rows)


def figures_of(outcomes: dict[str, tuple[Outcome, float]]) -> str:
    """What was counted besides tests: cells, pages, forgeries, kills."""
    return "\n".join(
        f"{lane:<12} {name} {value:,}"
        for lane, (outcome, _) in outcomes.items()
        for name, value in outcome.figures.items()
    )


def total(outcomes: Iterable[Outcome]) -> str:
    sums = [sum(column) for column in zip(*((o.passed, o.failed, o.skipped) for o in outcomes), strict=True)]
    return f"{sums[0]} passed, {sums[1]} failed, {sums[2]} skipped"


def exit_status(outcomes: Iterable[Outcome], *, allow_missing: bool) -> int:
    return int(any(outcome.failed or (outcome.missing and not allow_missing) for outcome in outcomes))


def main() -> int:
    arguments = argparse.ArgumentParser(description="Run the lanes of the test suite.")
    arguments.add_argument("--full", action="store_true", help="the long form")
    arguments.add_argument("--only", action="append", choices=list(LANES), help="this lane; may be repeated")
    chosen = arguments.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # leave through the `with` blocks
    prepare(chosen.only or LANES)
    with tempfile.TemporaryDirectory(prefix="tsunagari-tests-") as reports:
        run = Run(Path(reports), full=chosen.full)
        results = {name: run_lane(name, run) for name in chosen.only or LANES}
    print(f"\n{figures_of(results)}\n\n{table(results)}\n")
    outcomes = [outcome for outcome, _ in results.values()]
    print(total(outcomes))
    return exit_status(outcomes, allow_missing=os.environ.get("ALLOW_MISSING") == "1")


if __name__ == "__main__":
    sys.exit(main())
