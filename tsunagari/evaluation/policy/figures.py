"""A figure for every indicator of the plan. The pages, the files and next year's draft all read these."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tsunagari.engines.indicator.declared import COUNT, YEN, Indicator
from tsunagari.engines.indicator.measure import Record, measure
from tsunagari.engines.indicator.period import fiscal_year, recorded_until
from tsunagari.engines.indicator.result import Quantity, Result, Source
from tsunagari.evaluation.policy.counted import NOTHING, Counted, Scope
from tsunagari.evaluation.policy.watching import watched_events
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.schema import Programme


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator of one programme. `number` is the programme's in the document's order, from 1."""

    number: int
    programme: Programme
    indicator: Indicator
    result: Result
    counted: Counted

    @property
    def counts(self) -> Quantity | None:
        """How much was counted: the cases below the line, else the count itself; None for a sum."""
        if self.result.denominator:
            return self.result.denominator
        return self.result.numerator if self.indicator.form == COUNT else None

    @property
    def counted_event(self) -> str:
        """The event that `counts` counts; for a sum the event whose values it adds."""
        return (self.indicator.denominator or self.indicator.numerator).event


def figures_of(
    catalogue: Catalogue, programmes: Iterable[Programme], counted: Mapping[str, Counted], scope: Scope
) -> list[Figure]:
    """The figures of `programmes`, indicator by indicator, in the order declared."""
    number = {programme.key: place for place, programme in enumerate(catalogue.programmes, start=1)}
    made = []
    for programme in programmes:
        found = counted.get(programme.key, NOTHING)
        record, budget = record_of(catalogue, programme, found, scope), budget_of(programme, scope.year)
        for indicator in programme.indicators.values():
            result = measure(indicator, record, budget)
            made.append(Figure(number[programme.key], programme, indicator, result, found))
    return made


def record_of(catalogue: Catalogue, programme: Programme, counted: Counted, scope: Scope) -> Record:
    """A desk that records a programme at all records every event of its procedure."""
    is_recorded = counted.lines > 0 and programme.deliver is not None
    procedure = catalogue.procedures[programme.deliver.procedure] if programme.deliver else None
    watched = watched_events(procedure) if is_recorded and procedure else frozenset()
    return Record(recorded_until(scope.year, scope.until), counted.tallies, watched, scope.is_part)


def budget_of(programme: Programme, year: int) -> Quantity:
    """The line of the plan: yen for the whole fiscal year."""
    return Quantity(programme.budget_yen, YEN, fiscal_year(year), Source.BUDGET)


def events_of(programme: Programme) -> list[str]:
    """The events its indicators count, each once: first those that stand below a line."""
    indicators = programme.indicators.values()
    below = [indicator.denominator.event for indicator in indicators if indicator.denominator]
    return list(dict.fromkeys([*below, *(indicator.numerator.event for indicator in indicators)]))
