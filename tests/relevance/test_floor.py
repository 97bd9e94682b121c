"""The judged set keeps its floors, and the measures tell a good order from a bad one."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from bench.relevance.judged import Judged, read_judged
from bench.relevance.measures import ndcg, recall, weighted_kappa
from bench.relevance.run import Bench, bench_of, figures
from tsunagari.programmes.catalogue import load_catalogue

PLANS = Path(__file__).resolve().parents[2] / "plans"
ONE = Judged("q", "跡継ぎ", False, {"best": (3, 3), "good": (2, 2), "some": (1, 1), "doubtful": (1, 0)})


@cache
def bench() -> Bench:
    """The declarations alone, without any imported wording."""
    return bench_of(PLANS, 2009, Path("no-such-folder"))


@pytest.mark.parametrize("part", ["all", "gap", "held out"])
def test_the_floors_hold(part: str) -> None:
    bench_ = bench()
    line = figures(bench_.slices()[part], bench_.rankings["tsunagari"])
    assert line["nDCG@10"] >= 0.80
    assert line["recall@10"] >= 0.80
    assert line["empty"] == 0


def test_ours_is_better_than_plain_bm25() -> None:
    bench_ = bench()
    ours, plain = (
        figures(bench_.judged, bench_.rankings[name]) for name in ("tsunagari", "BM25, plan's words")
    )
    assert ours["nDCG@10"] > plain["nDCG@10"] + 0.1


def test_the_judged_set_is_large_enough_and_names_only_what_the_plan_has() -> None:
    judged = read_judged()
    keys = set(load_catalogue(PLANS, 2009).by_key)
    assert len(judged) >= 80
    assert sum(one.is_held_out for one in judged) * 3 == len(judged)
    assert {key for one in judged for key in one.grades} <= keys
    assert all(0 <= grade <= 3 for one in judged for pair in one.grades.values() for grade in pair)


def test_the_best_order_is_one_and_a_worse_one_less() -> None:
    assert ndcg(ONE, ["best", "good", "some", "doubtful"]) == 1
    assert 0 < ndcg(ONE, ["doubtful", "some", "good", "best"]) < 1
    assert ndcg(ONE, ["other"]) == 0


def test_only_relevant_programmes_count_for_recall() -> None:
    assert recall(ONE, ["best", "good", "some"]) == 1
    assert recall(ONE, ["doubtful", "best"]) == pytest.approx(1 / 3)


def test_agreement_is_one_for_equals_and_nothing_for_chance() -> None:
    assert weighted_kappa([(0, 0), (3, 3), (1, 1)]) == 1
    assert weighted_kappa([(0, 0), (0, 3), (3, 0), (3, 3)]) == 0
    assert weighted_kappa([(0, 3), (3, 0)]) < 0
