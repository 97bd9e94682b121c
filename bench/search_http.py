"""The API's search over 20,000 recombined programmes, asked over HTTP by one visitor after the other.

    .venv/bin/python bench/search_http.py [--documents 20000] [--queries 300] [--facets]

The programmes are those of bench/search.py, put where the newest plan's are kept; gunicorn has the house's
own settings and one worker. What is measured is the visitor's time by the wall over loopback, connecting
included; other programs on the machine count. With --facets, three exact facets narrow each query. JSON.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

from pages import fetch, first_page, free_port
from search import NARROWED, SEED, asked, percentiles, recombined, result, timed

from tsunagari.engines.search.index import Index
from tsunagari.programmes.catalogue import Catalogue, load_catalogue
from tsunagari.programmes.finding import document_of, synonyms
from tsunagari.programmes.importer.wording import load_wording

MOST_SECONDS = 60


def serve(index: Index, offered: Catalogue, port: int, var: str) -> None:
    """In a process of its own: one worker of gunicorn, which has the index from its parent."""
    os.environ |= {"DJANGO_SETTINGS_MODULE": "tsunagari.web.settings", "TSUNAGARI_VAR": var}
    os.environ |= {"TSUNAGARI_STATIC": f"{var}/static", "TSUNAGARI_HTTPS": "0"}
    sys.stdout = sys.stderr  # the parent prints JSON
    from gunicorn.app.base import BaseApplication  # noqa: PLC0415 - the settings are read at once

    from tsunagari.web import gunicorn_conf, wsgi  # noqa: PLC0415

    put_in_place(index, offered)
    config = {name: value for name, value in vars(gunicorn_conf).items() if name.islower()}
    config |= {"bind": f"127.0.0.1:{port}", "workers": 1}

    class Served(BaseApplication):
        def load_config(self) -> None:
            for name in config.keys() & self.cfg.settings.keys():
                self.cfg.set(name, config[name])

        def load(self) -> object:
            return wsgi.application

    Served().run()


def put_in_place(index: Index, offered: Catalogue) -> None:
    """What the API takes for the newest edition from now on."""
    from tsunagari.exchange.queries import plans  # noqa: PLC0415

    edition = replace(plans.edition_of(), offered=offered, index=index)
    plans.edition_of = lambda year=None: edition
    assert len(offered.by_key) == len(index.keys)  # noqa: S101 - and made once, before the worker is forked


def measure(plans: Path, year: int, size: int, count: int, *, is_narrowed: bool) -> list[dict[str, object]]:
    catalogue, wording = load_catalogue(plans, year), load_wording(Path("var"), year)
    own = catalogue.programmes
    real = [document_of(programme, wording) for programme in own]
    dice = random.Random(SEED)  # noqa: S311
    documents, queries = recombined(real, size, dice), asked(real, count, dice)
    index = Index.build(documents, synonyms=synonyms(catalogue))
    named = tuple(replace(own[n % len(own)], key=document.key) for n, document in enumerate(documents))
    facets = {name: sorted(values)[:1] for name, values in real[0].facets.items() if name in NARROWED}
    chosen = facets if is_narrowed else {}
    in_process = percentiles(timed(lambda query: index.search(query, facets=chosen), queries, seconds=15))
    over_http = percentiles(visited(index, replace(catalogue, programmes=named), queries, chosen))
    return [
        result("the same index in process (CPU), p99", in_process["p99"], "ms"),
        *(result(f"GET /api/v1/search, {name}", over_http[name], "ms") for name in ("p50", "p95", "p99")),
        result("GET /api/v1/search, queries asked", over_http["queries"], "queries"),
    ]


def visited(
    index: Index, offered: Catalogue, queries: Sequence[str], facets: Mapping[str, Sequence[str]]
) -> list[float]:
    """Milliseconds of each query."""
    port = free_port()
    pairs = [(name, code) for name, codes in facets.items() for code in codes]
    with tempfile.TemporaryDirectory(prefix="tsunagari-bench-") as var:
        forked = multiprocessing.get_context("fork")
        server = forked.Process(target=serve, args=(index, offered, port, var))
        server.start()
        try:
            first_page(port, "/healthz")
            address = f"http://127.0.0.1:{port}/api/v1/search?"
            fetch(address + urlencode([("q", queries[0]), *pairs]))
            return timed(
                lambda query: fetch(address + urlencode([("q", query), ("limit", "10"), *pairs])),
                queries,
                seconds=MOST_SECONDS,
                clock=time.perf_counter,
            )
        finally:
            server.terminate()
            server.join(30)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the API's search over HTTP.")
    parser.add_argument("--plans", type=Path, default=Path("plans"))
    parser.add_argument("--year", type=int, default=2009)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--facets", action="store_true", help="narrow every query by three facets")
    chosen = parser.parse_args()
    results = measure(chosen.plans, chosen.year, chosen.documents, chosen.queries, is_narrowed=chosen.facets)
    print(json.dumps({"bench": "search_http", "documents": chosen.documents, "results": results}, indent=2))


if __name__ == "__main__":
    main()
