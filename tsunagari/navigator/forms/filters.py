"""The filters in force on a list of programmes."""

from __future__ import annotations

from django.http import QueryDict

from tsunagari.kit.address import read_choices
from tsunagari.navigator.policy.facets import FACETS, Filters, facet_codes
from tsunagari.programmes.catalogue import Catalogue


def read_filters(params: QueryDict, catalogue: Catalogue) -> Filters:
    """The codes chosen per facet. Raises BadInput for a code the plan does not have."""
    return {
        facet: read_choices(params, facet, facet_codes(catalogue, facet), where=str(label))
        for facet, label in FACETS.items()
    }
