"""The plans that can be laid side by side: published years, and for planners the years they are drafting."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from tsunagari.kit.published import years
from tsunagari.navigator.policy.comparison import Side
from tsunagari.navigator.queries.editions import edition_of
from tsunagari.programmes.catalogue import load_catalogue, years_under
from tsunagari.programmes.importer.wording import Wording

DRAFT = "draft-"


@dataclass(frozen=True, slots=True)
class Choice:
    """A plan by the word it has in an address: 2009, or draft-2010."""

    code: str
    year: int

    @property
    def is_draft(self) -> bool:
        return self.code.startswith(DRAFT)


def choices(*, with_drafts: bool) -> list[Choice]:
    """Oldest first; a draft comes after its year."""
    found = [Choice(str(year), year) for year in years()]
    if with_drafts:
        found += [Choice(f"{DRAFT}{year}", year) for year in years_under(settings.VAR / "drafts")]
    return sorted(found, key=lambda choice: (choice.year, choice.is_draft))


def side_of(choice: Choice) -> Side:
    """Raises PlanFaults where a draft does not read."""
    if choice.is_draft:
        drafts = settings.VAR / "drafts"
        return Side(load_catalogue(settings.PLANS, choice.year, drafts=drafts), Wording())
    edition = edition_of(choice.year)
    return Side(edition.catalogue, edition.wording)
