"""The real statutes, loaded once for the tests."""

from __future__ import annotations

import datetime
from functools import lru_cache
from pathlib import Path

from tsunagari.engines.facts.statutes import Statutes
from tsunagari.programmes.statutes import load_statutes

PLANS = Path(__file__).parents[3] / "plans"
DAY = datetime.date(2009, 10, 1)


@lru_cache(maxsize=1)
def statutes() -> Statutes:
    found, faults = load_statutes(PLANS / "statutes", PLANS)
    assert faults == []
    return found
