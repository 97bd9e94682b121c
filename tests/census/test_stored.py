"""Stored codes and the compiled loop say what columns say, to the bit."""

from __future__ import annotations

import datetime

import numpy as np
import pytest

from tests.census.firms import columns_of, given_facts, random_firms
from tsunagari.census.columns import ordered
from tsunagari.census.judging import build_judge
from tsunagari.census.stored import store, stored_judge
from tsunagari.census.whatif import count_up_to
from tsunagari.engines.facts.statutes import Statutes
from tsunagari.engines.masks.masks import compile_masks
from tsunagari.programmes.catalogue import Catalogue


@pytest.fixture(scope="module")
def day(catalogue: Catalogue) -> datetime.date:
    return catalogue.plan.as_of


def test_the_compiled_loop_says_what_columns_say(catalogue: Catalogue, day: datetime.date) -> None:
    columns = columns_of(random_firms(catalogue, day, count=700, seed=3), given_facts(catalogue))
    judge = build_judge(catalogue.masks, columns, statutes=catalogue.statutes, as_of=day)
    stored, compiled = store(judge, columns, 700), stored_judge(judge)
    found = compiled.judge(stored)
    assert np.array_equal(found, np.concatenate(judge.judge(columns, 700)))
    assert np.array_equal(compiled.judge(stored, np.full_like(found, -1)), found)
    assert found.any()


def test_a_wrong_row_is_seen(catalogue: Catalogue, day: datetime.date) -> None:
    columns = columns_of(random_firms(catalogue, day, count=300, seed=4), given_facts(catalogue))
    judge = build_judge(catalogue.masks, columns, statutes=catalogue.statutes, as_of=day)
    wrong = stored_judge(judge)
    wrong.rows[0] ^= 1
    assert not np.array_equal(
        wrong.judge(store(judge, columns, 300)), np.concatenate(judge.judge(columns, 300))
    )


def test_counts_up_to_a_limit_are_those_of_counting_anew() -> None:
    values = [3, 0, None, 20, 7, 3, 21, None, 20]
    cells = np.array([0, 1, 1, 0, 2, 0, 2, 0, 1])
    among = np.array([True] * 8 + [False])
    counted = count_up_to(ordered(values), cells, 3, among)
    for limit in range(-1, 25):
        anew = [0, 0, 0]
        for value, cell, is_in in zip(values, cells, among, strict=True):
            anew[cell] += value is not None and value <= limit and bool(is_in)
        assert counted.at_most(limit).tolist() == anew


def test_a_plan_without_rules_has_no_groups(catalogue: Catalogue, day: datetime.date) -> None:
    judge = build_judge(compile_masks({}), {}, statutes=Statutes(()), as_of=day)
    certain, _ = judge.judge({}, 3)
    assert certain.shape == (0, 3)
