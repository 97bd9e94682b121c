"""The runner counts right, and never lets a lane that did not run look like one that passed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import run_tests
from debian_packages import Need
from run_tests import Outcome

JUNIT = """<testsuites><testsuite tests="5" failures="1" errors="1" skipped="1" time="0"/>
<testsuite tests="2" failures="0" errors="0" skipped="0"/></testsuites>"""


def test_counts_are_summed_and_errors_are_failures(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(JUNIT, encoding="utf-8")
    assert run_tests.count(report) == Outcome(passed=4, failed=2, skipped=1)


def test_what_tests_counted_is_added_up_and_shown(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    told = '<testcase><properties><property name="counted: kills" value="2"/></properties></testcase>'
    report.write_text(f'<testsuite tests="2">{told}{told}</testsuite>', encoding="utf-8")
    outcome = run_tests.count(report)
    assert outcome.figures == {"kills": 4}
    assert run_tests.figures_of({"sqlite": (outcome, 1.0)}) == "sqlite       kills 4"


def test_the_last_line_is_the_sum() -> None:
    outcomes = [Outcome(3, 1, 2), Outcome(missing="no browser"), Outcome(4, 0, 0)]
    assert run_tests.total(outcomes) == "7 passed, 1 failed, 2 skipped"


@pytest.mark.parametrize(
    ("outcome", "allow_missing", "status"),
    [
        (Outcome(passed=1), False, 0),
        (Outcome(passed=1, skipped=1), False, 0),
        (Outcome(passed=1, failed=1), False, 1),
        (Outcome(passed=1, failed=1), True, 1),
        (Outcome(missing="x"), False, 1),
        (Outcome(missing="x"), True, 0),
    ],
)
def test_the_exit_status(outcome: Outcome, allow_missing: bool, status: int) -> None:
    assert run_tests.exit_status([Outcome(passed=1), outcome], allow_missing=allow_missing) == status


def test_a_lane_without_its_needs_is_said_to_be_not_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    need = Need("Nothing", "no-such-package", lambda: None)
    monkeypatch.setattr("debian_packages.may_install", lambda: False)

    def lane(run: run_tests.Run) -> Outcome:
        return Outcome(passed=len(need.path().parts))

    monkeypatch.setitem(run_tests.LANES, "browser", lane)
    outcome, seconds = run_tests.run_lane("browser", run_tests.Run(tmp_path))
    shown = run_tests.table({"browser": (outcome, seconds)})
    assert "NOT RUN: Nothing is not installed; as root: apt-get install no-such-package" in shown


def test_a_need_is_installed_where_that_is_allowed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "program"
    monkeypatch.setattr("debian_packages.may_install", lambda: True)
    monkeypatch.setattr("debian_packages.install", program.write_text)
    need = Need("Program", "its-package", lambda: program if program.exists() else None)
    assert need.path().read_text() == "its-package"
    assert need.path() == program


@pytest.mark.parametrize(
    ("status", "report", "outcome"),
    [
        (run_tests.NO_TESTS, None, Outcome(missing="no test belongs to this lane")),
        (3, None, Outcome(failed=1)),  # pytest itself broke before it could report
        (1, JUNIT, Outcome(4, 2, 1)),
        (2, JUNIT.replace('"1"', '"0"'), Outcome(7, 1, 0)),  # interrupted, although nothing failed
    ],
)
def test_a_lane_is_read_from_status_and_report(
    status: int, report: str | None, outcome: Outcome, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def pretend(command: list[str], environment: dict[str, str], seconds: int) -> int:
        if report:
            (tmp_path / "lane.xml").write_text(report, encoding="utf-8")
        return status

    monkeypatch.setattr(run_tests, "execute", pretend)
    assert run_tests.tests(run_tests.Run(tmp_path), "lane", "slow", [], {}) == outcome


def test_the_callers_own_settings_do_not_reach_the_tests(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(os.environ, "TSUNAGARI_DATABASE_URL", "postgres://real/data")
    environment = run_tests.Run(tmp_path).environment(TSUNAGARI_TODAY="2009-10-01")
    assert "TSUNAGARI_DATABASE_URL" not in environment
    assert environment["TSUNAGARI_TODAY"] == "2009-10-01"
