"""A bench that fails, says nothing or passes its limit cannot look like one that went well."""

from __future__ import annotations

from pathlib import Path

import pytest
import run_benches

GOOD = 'print(\'{"bench": "b", "results": [{"what": "x", "value": 2, "unit": "ms", "limit": 3}]}\')'


@pytest.mark.parametrize(
    ("script", "is_in_order"),
    [
        (GOOD, True),
        (GOOD.replace('"value": 2', '"value": 4'), False),
        (GOOD + "\nraise SystemExit(1)", False),
        ("print('no JSON')", False),
        ("print('[]')", False),
    ],
)
def test_a_bench_is_in_order_or_over(script: str, is_in_order: bool, tmp_path: Path) -> None:
    bench = tmp_path / "speed.py"
    bench.write_text(script)
    results = run_benches.run_bench(bench, tmp_path / "kept")
    assert any(map(run_benches.is_over, results)) is not is_in_order
    assert "**over**" in run_benches.table(results) or is_in_order


def test_what_was_measured_stands_between_the_marks() -> None:
    page = f"before\n{run_benches.BEGIN}\nold\n{run_benches.END}\nafter\n"
    new = run_benches.put_between(page, "| new |")
    assert new == f"before\n{run_benches.BEGIN}\n| new |\n{run_benches.END}\nafter\n"
    assert run_benches.put_between(new, "| new |") == new


def test_what_was_measured_last_is_kept_until_it_fails(tmp_path: Path) -> None:
    bench, kept = tmp_path / "speed.py", tmp_path / "kept"
    assert run_benches.kept_of("speed", kept) == []
    bench.write_text(GOOD)
    run_benches.run_bench(bench, kept)
    assert [line["value"] for line in run_benches.kept_of("speed", kept)] == [2]
    bench.write_text(GOOD + "\nraise SystemExit(1)")
    run_benches.run_bench(bench, kept)
    assert run_benches.kept_of("speed", kept) == []
