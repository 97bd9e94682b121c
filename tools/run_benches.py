"""Run benches under bench/, all or those named, and write what was measured into docs/performance.md.

A bench is a script that prints a JSON object: {"bench": …, "results": [{"what", "value", "unit", "limit"}]},
where `limit` may be missing. This exits 1 if a bench fails or a limit is passed. The JSON is kept under
var/bench/; of a bench that is not named, what was kept last stands in the page.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- measured -->", "<!-- /measured -->"
OWN_TARGET = {"eligibility"}  # make bench-eligibility: its peers want most of a machine's memory
Result = dict[str, Any]


def run_bench(script: Path, kept: Path) -> list[Result]:
    """The results of one bench; a bench that fails is one result that says so."""
    print(f"· {script.stem}", flush=True)
    file = kept / f"{script.stem}.json"
    file.unlink(missing_ok=True)
    done = subprocess.run([sys.executable, script], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    try:
        results: list[Result] = json.loads(done.stdout)["results"]
    except (ValueError, KeyError, TypeError):
        return [failure(script.stem, "printed no result")]
    results = [{"bench": script.stem, **result} for result in results]
    if done.returncode:
        return [*results, failure(script.stem, f"exit status {done.returncode}")]
    kept.mkdir(parents=True, exist_ok=True)
    file.write_text(done.stdout, encoding="utf-8")
    return results


def kept_of(bench: str, kept: Path) -> list[Result]:
    """What a bench measured last; nothing if it never ran here, or failed."""
    file = kept / f"{bench}.json"
    if not file.exists():
        return []
    results: list[Result] = json.loads(file.read_text(encoding="utf-8"))["results"]
    return [{"bench": bench, **result} for result in results]


def failure(bench: str, why: str) -> Result:
    return {"bench": bench, "what": f"failed: {why}", "value": 1, "limit": 0, "unit": "failure"}


def is_over(result: Result) -> bool:
    return result.get("limit") is not None and result["value"] > result["limit"]


def table(results: Iterable[Result]) -> str:
    rows = ["| bench | what | measured | at most |", "|---|---|---|---|"]
    for result in results:
        limit = "" if result.get("limit") is None else f"{result['limit']:g} {result['unit']}"
        measured = f"{result['value']:.4g} {result['unit']}" + (" **over**" if is_over(result) else "")
        rows.append(f"| {result['bench']} | {result['what']} | {measured} | {limit} |")
    return "\n".join(rows)


def put_between(page: str, measured: str) -> str:
    """The page with what stands between the two marks replaced."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{measured}\n{END}{after}"


def main() -> int:
    every = sorted((ROOT / "bench").glob("*.py"))
    scripts = {path.stem: path for path in every if path.stem not in OWN_TARGET}
    parser = argparse.ArgumentParser(description="Run benches and write docs/performance.md.")
    parser.add_argument("benches", nargs="*", help=f"only these of {', '.join(scripts)}; none: all")
    chosen = parser.parse_args().benches or list(scripts)
    if unknown := set(chosen) - set(scripts):
        parser.error(f"no such bench: {', '.join(sorted(unknown))}; there are {', '.join(scripts)}")
    kept = ROOT / "var" / "bench"
    results = [
        result
        for name, script in scripts.items()
        for result in (run_bench(script, kept) if name in chosen else kept_of(name, kept))
    ]
    PAGE.write_text(put_between(PAGE.read_text(encoding="utf-8"), table(results)), encoding="utf-8")
    print(table(results))
    return int(not results or any(map(is_over, results)))


if __name__ == "__main__":
    sys.exit(main())
