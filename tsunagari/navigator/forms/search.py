"""What a search asks: a worry and the filters in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext as _

from tsunagari.base.errors import BadInput
from tsunagari.base.text import without_controls
from tsunagari.kit.address import read_choices, read_text
from tsunagari.navigator.policy.facets import FACETS, facet_codes
from tsunagari.programmes.catalogue import Catalogue

LONGEST = 400


@dataclass(frozen=True, slots=True)
class SearchQuestion:
    """`fault` is set when the text was refused; `text` is then still what the person wrote."""

    text: str
    filters: Mapping[str, tuple[str, ...]] = field(hash=False)
    fault: BadInput | None = None


def read_search(params: QueryDict, catalogue: Catalogue) -> SearchQuestion:
    filters = {
        facet: read_choices(params, facet, facet_codes(catalogue, facet), where=str(label))
        for facet, label in FACETS.items()
    }
    try:
        return SearchQuestion(read_text(params, "q", limit=LONGEST, where=_("困りごと")), filters)
    except BadInput as refused:
        return SearchQuestion(without_controls(params.get("q", "")), filters, refused)
