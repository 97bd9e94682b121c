"""Which programmes of which year an address asks for: year, filters, words."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from tsunagari.kit.address import read_text
from tsunagari.kit.published import published, years
from tsunagari.navigator.forms.edition import asked_edition
from tsunagari.navigator.forms.filters import read_filters
from tsunagari.navigator.policy.facets import FACETS, Filters
from tsunagari.navigator.policy.pictures.subject import Subject
from tsunagari.navigator.policy.selecting import select
from tsunagari.navigator.queries.editions import Edition
from tsunagari.programmes.schema import Programme

LONGEST = 100
NARROWING = (*FACETS, "q")


@dataclass(frozen=True, slots=True)
class Selection:
    """What was asked of a plan, and the programmes that are left."""

    edition: Edition
    filters: Filters
    words: str
    programmes: tuple[Programme, ...]
    asked: tuple[tuple[str, str], ...]

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words) or any(self.filters.values())

    def subject(self, language: str) -> Subject:
        """What pictures are drawn of. The year before counts only if it is published itself."""
        before = self.edition.catalogue.year - 1
        earlier = None
        if before in years():
            earlier = select(published(before).catalogue.programmes, self.filters, self.words)
        return Subject(self.edition.catalogue, self.programmes, language, earlier)


def read_selection(request: HttpRequest) -> Selection:
    """Raises BadInput for a filter the plan does not have, Http404 for a year without a plan."""
    edition = asked_edition(request)
    filters = read_filters(request.GET, edition.catalogue)
    words = read_text(request.GET, "q", limit=LONGEST, where=_("ことばでしぼる"))
    programmes = select(edition.catalogue.programmes, filters, words)
    asked = [(name, value) for name in (*NARROWING, "year") for value in request.GET.getlist(name) if value]
    return Selection(edition, filters, words, programmes, tuple(asked))
