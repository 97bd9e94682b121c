"""What a firm can use is judged once for the same facts, and anew for any other."""

from __future__ import annotations

import datetime
import gc
import weakref
from typing import Any

import pytest
from django.conf import settings

from tsunagari.programmes.catalogue import Catalogue, load_catalogue
from tsunagari.registry.policy import use_now as room
from tsunagari.registry.policy.use_now import judge_all, use_now

DAY = datetime.date(2009, 10, 1)
SMALL = {"firm.employees_regular": 5, "firm.capital_yen": 3_000_000, "firm.industry": "24"}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(settings.PLANS, 2009)


def test_the_same_facts_are_judged_once(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    first = use_now(catalogue, SMALL, DAY)
    monkeypatch.setattr(room, "judge_all", None)
    assert use_now(catalogue, dict(reversed(SMALL.items())), DAY) is first


@pytest.mark.parametrize(
    ("given", "as_of", "later"),
    [
        (SMALL | {"firm.employees_regular": 5000}, DAY, ()),
        ({}, DAY, ()),
        (SMALL, datetime.date(2031, 10, 1), ()),
        (SMALL, DAY, ("firm.founded_on", "firm.prefecture")),
    ],
)
def test_other_facts_another_day_or_a_question_put_off_are_judged_anew(
    catalogue: Catalogue, given: dict[str, Any], as_of: datetime.date, later: tuple[str, ...]
) -> None:
    use_now(catalogue, SMALL, DAY)
    assert use_now(catalogue, given, as_of, later) == judge_all(catalogue, given, as_of, later)


def test_only_the_last_answers_are_kept(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "KEPT", 2)
    first = use_now(catalogue, SMALL, DAY)
    for people in (6, 7):
        use_now(catalogue, SMALL | {"firm.employees_regular": people}, DAY)
    assert use_now(catalogue, SMALL, DAY) is not first


def test_a_plan_read_anew_is_judged_anew_and_the_old_one_goes() -> None:
    old, new = load_catalogue(settings.PLANS, 2009), load_catalogue(settings.PLANS, 2009)
    assert use_now(old, SMALL, DAY) is not use_now(new, SMALL, DAY)
    gone = weakref.ref(old)
    del old
    gc.collect()
    assert gone() is None
