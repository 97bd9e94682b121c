"""Loading and checking every declared plan, and reading a plan document.

    .venv/bin/python bench/plan.py [--document FILE]

The document is one rendered from the declared plan (titles, amounts and filler text), so that it can be
measured anywhere; with --document, the one given. Prints JSON; every figure is the best of five.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tsunagari.base.money import oku
from tsunagari.programmes.catalogue import Catalogue, load_catalogue, years_under
from tsunagari.programmes.check import check_plan
from tsunagari.programmes.checking import check_firm
from tsunagari.programmes.importer.document import parse_document

PLANS = Path("plans")
RUNS = 5
FILLER = "計測のための本文です。この行は何も述べません。"


def best_of(run: Callable[[], object]) -> float:
    """Seconds of the quickest of five runs."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def load_and_check() -> None:
    for year in years_under(PLANS):
        if check_plan(load_catalogue(PLANS, year)):
            raise SystemExit(f"the plan of {year} is not in order")


def rendered(catalogue: Catalogue) -> Iterator[str]:
    """A document of the published form: as many entries, headings and wrapped lines as a real one."""
    yield "平成２１年度 中小企業支援計画（案）【解 説】"
    group = pillar = chapter = ""
    for programme in catalogue.programmes:
        where = catalogue.plan.chapter(programme.tier)
        if where.chapter != chapter:
            chapter, pillar = where.chapter, ""
            yield from ("", f"{chapter} {where.name.ja}", "")
        if programme.pillar != pillar:
            pillar = programme.pillar
            yield f"（{'１２３'[int(pillar[1]) - 1]}）計測の柱"
        mark, _, member = programme.place.split("-", 1)[1].partition("-")
        if member and (programme.group.ja if programme.group else "") + mark != group:
            group = (programme.group.ja if programme.group else "") + mark
            yield from ("", f"{mark}{programme.group.ja if programme.group else ''}", "")
        yield from ("", "", f"{member} {programme.name.ja}" if member else f"{mark}{programme.name.ja}")
        if programme.budget_yen is not None:
            yield from ("", f"{oku(programme.budget_yen)}（新規）")
        for _ in range(12):
            yield from ("", FILLER)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--document", type=Path)
    given = options.parse_args()
    catalogue = load_catalogue(PLANS, years_under(PLANS)[0])
    with tempfile.TemporaryDirectory() as folder:
        document = given.document or Path(folder, "plan.txt")
        if not given.document:
            document.write_text("\n".join(rendered(catalogue)), encoding="utf-8")
        parsed = parse_document(document)
        firm = {"firm.kind": "company", "firm.industry": "58", "firm.employees_regular": 3}
        results = [
            {"what": "load and check all plans", "value": best_of(load_and_check), "unit": "s", "limit": 1},
            {
                "what": f"plan parse, {len(parsed.programmes)} programmes, {len(parsed.lines)} lines",
                "value": best_of(lambda: parse_document(document)),
                "unit": "s",
                "limit": 1,
            },
            {
                "what": f"one firm × {len(catalogue.programmes)} programmes, with reasons",
                "value": best_of(lambda: check_firm(catalogue, firm, catalogue.plan.as_of)) * 1000,
                "unit": "ms",
            },
        ]
    print(json.dumps({"bench": "plan", "results": results}, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
