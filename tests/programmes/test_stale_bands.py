"""A joined band is dropped when another answer changes so that an edge inside it counts again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tsunagari.programmes.asking import stale_bands
from tsunagari.programmes.catalogue import Catalogue, load_catalogue
from tsunagari.programmes.questions import edges_inside

EMPLOYEES = "firm.employees_regular"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(Path(__file__).parents[2] / "plans", 2009)


def stale(catalogue: Catalogue, code: str, people: int, **given: str) -> frozenset[str]:
    facts = {name.replace("__", "."): value for name, value in given.items()} | {EMPLOYEES: people}
    return stale_bands(catalogue, facts, {EMPLOYEES: (code,)}, catalogue.plan.as_of)


def test_a_factory_s_band_says_too_little_of_a_shop(catalogue: Catalogue) -> None:
    assert stale(catalogue, "0-20", 20, applicant__kind="company", firm__industry="24") == frozenset()
    assert stale(catalogue, "0-20", 20, applicant__kind="company", firm__industry="58") == {EMPLOYEES}


def test_a_joined_band_needs_the_answers_it_was_joined_for(catalogue: Catalogue) -> None:
    assert stale(catalogue, "0-20", 20, applicant__kind="company") == {EMPLOYEES}


def test_a_band_of_the_vocabulary_never_goes_stale(catalogue: Catalogue) -> None:
    fact = catalogue.vocabulary.facts[EMPLOYEES]
    assert edges_inside(fact, "6-20") == ()
    assert edges_inside(fact, "0-20") == (5,)
    assert edges_inside(fact, "51-") == (100, 200, 300, 900)
    assert stale(catalogue, "6-20", 20, applicant__kind="company") == frozenset()
