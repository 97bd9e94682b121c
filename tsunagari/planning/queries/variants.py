"""Counts at every place a limit may stand, made once and read off while the slider moves."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from tsunagari.census.counting import Counted, count_every, count_open
from tsunagari.census.country import Country
from tsunagari.planning.policy.thresholds import Threshold, Variant, moved, thresholds_of
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.schema import Programme


@dataclass(frozen=True, slots=True)
class Moved:
    """What each step of a limit comes to, and every firm there is."""

    steps: tuple[int, ...]
    counts: tuple[Counted, ...]
    every: Counted

    def at(self, limit: int) -> Counted:
        return self.counts[self.steps.index(limit)]


@lru_cache(maxsize=64)
def move(country: Country, catalogue: Catalogue, key: str, code: str, steps: tuple[int, ...]) -> Moved:
    programme = catalogue.by_key[key]
    threshold = threshold_named(catalogue, programme, code)
    as_of = catalogue.plan.as_of
    counts = []
    for limit in steps:
        rule, statutes = moved(catalogue, Variant(programme, threshold, limit))
        counts.append(count_open(country, rule, statutes=statutes, as_of=as_of))
    return Moved(steps, tuple(counts), count_every(country))


def threshold_named(catalogue: Catalogue, programme: Programme, code: str) -> Threshold:
    return next(each for each in thresholds_of(catalogue, programme) if each.code == code)
