"""The figures of a plan year as the journal stands: one reading for pages, files and next year's draft."""

from __future__ import annotations

from collections.abc import Iterable

from tsunagari.evaluation.policy.counted import Scope
from tsunagari.evaluation.policy.figures import Figure, figures_of
from tsunagari.evaluation.queries.tallies import count_programmes
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.schema import Programme


def read_figures(
    catalogue: Catalogue, scope: Scope, programmes: Iterable[Programme] | None = None
) -> list[Figure]:
    """The figures of `programmes`, else of the whole plan. `scope.year` is the catalogue's."""
    counted = count_programmes(scope, catalogue.vocabulary.sums)
    return figures_of(catalogue, catalogue.programmes if programmes is None else programmes, counted, scope)
