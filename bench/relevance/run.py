"""Relevance on the judged set, beside plain BM25: `make bench-search`, or with --json for programs.

A query is in the gap when at least half of its words stand nowhere in the plan's own text.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from bench.relevance.judged import Judged, read_judged
from bench.relevance.measures import TOP, ndcg, recall, weighted_kappa
from bench.relevance.peers import PLAN_FIELDS, Bm25, text_of, words, words_and_pairs
from tsunagari.engines.search.index import DEFAULT_WEIGHTS, Document
from tsunagari.programmes.catalogue import load_catalogue
from tsunagari.programmes.finding import build_index, document_of
from tsunagari.programmes.importer.wording import load_wording

Ranking = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Bench:
    """The judged queries, the plan's documents, and ways of ranking by name."""

    judged: tuple[Judged, ...]
    documents: tuple[Document, ...]
    rankings: dict[str, Ranking]

    def slices(self) -> dict[str, tuple[Judged, ...]]:
        known = {word for document in self.documents for word in words(text_of(document, PLAN_FIELDS))}
        return {
            "all": self.judged,
            "gap": tuple(one for one in self.judged if is_gap(one.text, known)),
            "tuned on": tuple(one for one in self.judged if not one.is_held_out),
            "held out": tuple(one for one in self.judged if one.is_held_out),
        }

    def agreement(self) -> dict[str, float]:
        listed = [pair for one in self.judged for pair in one.grades.values()]
        unlisted = len(self.judged) * len(self.documents) - len(listed)
        return {
            "every query with every programme": weighted_kappa([*listed, *[(0, 0)] * unlisted]),
            "only what one of them listed": weighted_kappa(listed),
        }


def bench_of(plans: Path, year: int, var: Path) -> Bench:
    catalogue, wording = load_catalogue(plans, year), load_wording(var, year)
    documents = tuple(document_of(programme, wording) for programme in catalogue.programmes)
    index = build_index(catalogue, wording)
    everything = tuple(DEFAULT_WEIGHTS)
    rankings: dict[str, Ranking] = {
        "tsunagari": lambda query: [hit.key for hit in index.search(query, limit=TOP).hits],
        "BM25, plan's words": Bm25.of(documents, PLAN_FIELDS, words).ranked,
        "BM25, plan's words and pairs": Bm25.of(documents, PLAN_FIELDS, words_and_pairs).ranked,
        "BM25, owners' words too": Bm25.of(documents, everything, words).ranked,
    }
    return Bench(read_judged(), documents, rankings)


def is_gap(query: str, known: set[str]) -> bool:
    said = words(query)
    return 2 * sum(word not in known for word in said) >= len(said)


def figures(judged: Sequence[Judged], rank: Ranking) -> dict[str, float]:
    ranked = [(one, rank(one.text)) for one in judged]
    return {
        "queries": len(ranked),
        "nDCG@10": round(fmean(ndcg(one, keys) for one, keys in ranked), 3),
        "recall@10": round(fmean(recall(one, keys) for one, keys in ranked), 3),
        "empty": sum(not keys for _, keys in ranked),
    }


def measured(bench: Bench) -> dict[str, dict[str, dict[str, float]]]:
    slices = bench.slices()
    return {
        name: {part: figures(judged, rank) for part, judged in slices.items()}
        for name, rank in bench.rankings.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--plans", type=Path, default=Path("plans"))
    parser.add_argument("--var", type=Path, default=Path("var"))
    parser.add_argument("--year", type=int, default=2009)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    bench = bench_of(chosen.plans, chosen.year, chosen.var)
    results, agreement = measured(bench), bench.agreement()
    if chosen.json:
        print(json.dumps({"results": results, "kappa": agreement}, ensure_ascii=False, indent=2))
        return
    for what, kappa in agreement.items():
        print(f"weighted kappa, {what}: {kappa:.2f}")
    print(f"{'ranking':30} {'queries':>14} {'nDCG@10':>8} {'recall@10':>9} {'empty':>5}")
    for name, parts in results.items():
        for part, line in parts.items():
            print(
                f"{name:30} {part:>9} {line['queries']:>4} {line['nDCG@10']:8.3f} {line['recall@10']:9.3f}"
                f" {line['empty']:5}"
            )


if __name__ == "__main__":
    main()
