"""What a search asks: a worry and the filters in force."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext as _

from tsunagari.base.errors import BadInput
from tsunagari.base.text import without_controls
from tsunagari.kit.address import read_text
from tsunagari.navigator.forms.filters import read_filters
from tsunagari.navigator.policy.facets import Filters
from tsunagari.programmes.catalogue import Catalogue

LONGEST = 400


@dataclass(frozen=True, slots=True)
class SearchQuestion:
    """`fault` is set when the text was refused; `text` is then still what the person wrote."""

    text: str
    filters: Filters = field(hash=False)
    fault: BadInput | None = None


def read_search(params: QueryDict, catalogue: Catalogue) -> SearchQuestion:
    filters = read_filters(params, catalogue)
    try:
        return SearchQuestion(read_text(params, "q", limit=LONGEST, where=_("困りごと")), filters)
    except BadInput as refused:
        return SearchQuestion(without_controls(params.get("q", "")), filters, refused)
