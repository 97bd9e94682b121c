"""Search over 20,000 programmes recombined from a real plan, beside SQLite FTS5 over the same tokens.

    .venv/bin/python bench/search.py [--documents 20000] [--queries 300] [--plans plans] [--year 2009]
                                     [--facets] [--postgres postgresql://…]

Prints JSON: processor time of one process, so that neighbours on the machine do not count; PostgreSQL is a
process of its own, its time is the wall's. All answer the same queries with the best ten of any word; ours
also adds pairs of characters, synonyms, facet counts and reasons. With --facets, three exact facets narrow
each query of ours. PostgreSQL gets the tokens as a `tsvector` with a GIN index, its fields as weights A to D.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import resource
import sqlite3
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import psycopg

from tsunagari.engines.search.gather import sentences_of
from tsunagari.engines.search.index import DEFAULT_WEIGHTS, Document, Index
from tsunagari.engines.search.query import cleaned, in_one_form
from tsunagari.engines.search.tokens import tokens_of
from tsunagari.programmes.catalogue import load_catalogue
from tsunagari.programmes.finding import document_of, synonyms
from tsunagari.programmes.importer.wording import load_wording

Clock = Callable[[], float]
FIELDS = tuple(DEFAULT_WEIGHTS)
SEED = 20_090_401
NARROWED = ("tier", "mechanism", "audience")


def recombined(real: Sequence[Document], size: int, dice: random.Random) -> list[Document]:
    """Documents whose title, words and sentences each come from other programmes; facets of a real one."""
    pools = {
        name: [s for document in real for s in sentences_of(document.fields.get(name, ""))] for name in FIELDS
    }
    lengths = {name: max(1, round(len(pool) / len(real))) for name, pool in pools.items() if pool}
    return [
        Document(
            f"d{number}",
            {name: dice.choices(pools[name], k=length) for name, length in lengths.items()},
            dice.choice(real).facets,
        )
        for number in range(size)
    ]


def asked(real: Sequence[Document], size: int, dice: random.Random) -> list[str]:
    """A third single ways of saying, a third two of them together, a third whole titles."""
    said = [word for document in real for word in document.fields["owner_words"]]
    titles = [document.fields["title"][0] for document in real]
    makers = (
        lambda: dice.choice(said),
        lambda: " ".join(dice.sample(said, 2)),
        lambda: dice.choice(titles),
    )
    return [makers[number % 3]() for number in range(size)]


def fts5(documents: Sequence[Document]) -> sqlite3.Connection:
    """The same tokens, one column a field, in memory."""
    base = sqlite3.connect(":memory:")
    base.execute(f"CREATE VIRTUAL TABLE shelf USING fts5({', '.join(FIELDS)})")
    known: dict[str, str] = {}
    rows = ([spaced(document.fields.get(name, ""), known) for name in FIELDS] for document in documents)
    base.executemany(f"INSERT INTO shelf VALUES ({', '.join('?' * len(FIELDS))})", rows)  # noqa: S608
    base.commit()
    return base


def spaced(text: str | Sequence[str], known: dict[str, str]) -> str:
    for sentence in (sentences := list(sentences_of(text))):
        if sentence not in known:
            known[sentence] = " ".join(token.term for token in tokens_of(in_one_form(sentence)))
    return " ".join(known[sentence] for sentence in sentences)


def ask_fts5(base: sqlite3.Connection, query: str) -> None:
    words = " OR ".join(f'"{token.term}"' for token in tokens_of(cleaned(query)))
    weights = ", ".join(str(weight) for weight in DEFAULT_WEIGHTS.values())
    ranked = f"SELECT rowid FROM shelf WHERE shelf MATCH ? ORDER BY bm25(shelf, {weights}) LIMIT 10"  # noqa: S608
    base.execute(ranked, (words,)).fetchall()


def tsvector(address: str, documents: Sequence[Document]) -> psycopg.Connection:
    """The same tokens as weighted lexemes in a table of this session. Titles and owners' words weigh most."""
    base = psycopg.connect(address, autocommit=True)
    base.execute("CREATE TEMP TABLE shelf (words tsvector)")
    known: dict[str, str] = {}
    with base.cursor().copy("COPY shelf (words) FROM STDIN") as copy:
        for document in documents:
            copy.write_row([lexemes(document, known)])
    base.execute("CREATE INDEX ON shelf USING gin (words)")
    base.execute("ANALYZE shelf")
    return base


def lexemes(document: Document, known: dict[str, str]) -> str:
    marked = zip(FIELDS, "AABCD", strict=True)
    words = [
        f"{quoted(word)}:{place}{mark}"
        for name, mark in marked
        for place, word in enumerate(spaced(document.fields.get(name, ""), known).split(), 1)
    ]
    return " ".join(words)


def quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def ask_postgres(base: psycopg.Connection, query: str) -> None:
    words = " | ".join(quoted(token.term) for token in tokens_of(cleaned(query)))
    ranked = (
        "SELECT ctid FROM shelf, to_tsquery('simple', %s) AS asked WHERE words @@ asked"
        " ORDER BY ts_rank('{0.17, 0.5, 0.5, 1}', words, asked) DESC LIMIT 10"
    )
    base.execute(ranked, (words,)).fetchall()


def timed(
    ask: Callable[[str], object], queries: Sequence[str], *, seconds: float, clock: Clock = time.process_time
) -> list[float]:
    """Milliseconds of each query by `clock`, in order; stops asking after `seconds` of it."""
    times: list[float] = []
    end = clock() + seconds
    for query in queries:
        start = clock()
        if start > end:
            break
        ask(query)
        times.append(1_000 * (clock() - start))
    return times


def percentiles(times: Sequence[float]) -> dict[str, float]:
    p50, p95, p99 = np.percentile(times, [50, 95, 99])
    return {"p50": round(p50, 2), "p95": round(p95, 2), "p99": round(p99, 2), "queries": len(times)}


def megabytes() -> float:
    unit = 1 if sys.platform == "darwin" else 1_024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def measure(
    plans: Path, year: int, size: int, count: int, *, is_narrowed: bool = False, postgres: str = ""
) -> dict[str, object]:
    catalogue = load_catalogue(plans, year)
    wording = load_wording(Path("var"), year)
    real = [document_of(programme, wording) for programme in catalogue.programmes]
    dice = random.Random(SEED)  # noqa: S311
    documents, queries = recombined(real, size, dice), asked(real, count, dice)
    before = megabytes()
    start = time.process_time()
    index = Index.build(documents, synonyms=synonyms(catalogue))
    built = time.process_time() - start
    after = megabytes()
    start = time.process_time()
    base = fts5(documents)
    peer_built = time.process_time() - start
    index.search(queries[0])
    ask_fts5(base, queries[0])
    facets = {name: sorted(values)[:1] for name, values in real[0].facets.items() if name in NARROWED}
    chosen = facets if is_narrowed else {}
    ours = percentiles(timed(lambda query: index.search(query, facets=chosen), queries, seconds=15))
    peer = percentiles(timed(lambda query: ask_fts5(base, query), queries, seconds=25))
    third = measure_postgres(postgres, documents, queries) if postgres else []
    return {
        "bench": "search",
        "documents": size,
        "queries": {"ours": ours["queries"], "fts5": peer["queries"]},
        "machine": {
            "python": platform.python_version(),
            "numpy": np.__version__,
            "sqlite": sqlite3.sqlite_version,
        },
        "results": [
            result("search, p50", ours["p50"], "ms"),
            result("search, p95", ours["p95"], "ms"),
            result("search, p99", ours["p99"], "ms", limit=30),
            result(f"index of {size:,} programmes built", built, "s", limit=30),
            result("memory while building, peak added", after - before, "MB"),
            result("SQLite FTS5, same tokens and queries, p50", peer["p50"], "ms"),
            result("SQLite FTS5, same tokens and queries, p95", peer["p95"], "ms"),
            result("SQLite FTS5, same tokens and queries, p99", peer["p99"], "ms"),
            result("SQLite FTS5, table built", peer_built, "s"),
            result("p50 ÷ that of FTS5", ours["p50"] / peer["p50"], "times", limit=1),
            result("p99 ÷ that of FTS5", ours["p99"] / peer["p99"], "times", limit=1),
            *third,
        ],
    }


def measure_postgres(
    address: str, documents: Sequence[Document], queries: Sequence[str]
) -> list[dict[str, object]]:
    start = time.perf_counter()
    with tsvector(address, documents) as base:
        built = time.perf_counter() - start
        ask_postgres(base, queries[0])
        times = timed(lambda query: ask_postgres(base, query), queries, seconds=30, clock=time.perf_counter)
    lines = percentiles(times)
    return [
        *(result(f"PostgreSQL tsvector, same tokens, {name}", lines[name], "ms") for name in ("p50", "p99")),
        result("PostgreSQL tsvector, queries asked", lines["queries"], "queries"),
        result("PostgreSQL tsvector, table and index built", built, "s"),
    ]


def result(what: str, value: float, unit: str, *, limit: float | None = None) -> dict[str, object]:
    """One line of docs/performance.md; `limit` is the most that is still in order."""
    line: dict[str, object] = {"what": what, "value": round(value, 3), "unit": unit}
    return line if limit is None else {**line, "limit": limit}


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure search beside SQLite FTS5.")
    parser.add_argument("--plans", type=Path, default=Path("plans"))
    parser.add_argument("--year", type=int, default=2009)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--facets", action="store_true", help="narrow every query by three facets")
    parser.add_argument("--postgres", default="", metavar="ADDRESS", help="measure PostgreSQL too")
    chosen = parser.parse_args()
    measured = measure(
        chosen.plans,
        chosen.year,
        chosen.documents,
        chosen.queries,
        is_narrowed=chosen.facets,
        postgres=chosen.postgres,
    )
    print(json.dumps(measured, indent=2))


if __name__ == "__main__":
    main()
