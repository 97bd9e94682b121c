"""What an address asks of the directory: a place, kinds, whose, worries, words and a page of the list."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from tsunagari.base.errors import BadInput
from tsunagari.base.places import PREFECTURES
from tsunagari.kit.address import read_choice, read_choices, read_text
from tsunagari.registry.policy.organisations import KINDS, TIERS
from tsunagari.registry.policy.territory import LONGEST_TOWN, read_town
from tsunagari.registry.queries.directory import Narrowed, town_names

CODES = tuple(place.code for place in PREFECTURES)
LONGEST = 100
PAGE = re.compile("[1-9][0-9]{0,4}")


@dataclass(frozen=True, slots=True)
class Place:
    """A prefecture and a municipality of it; both may be empty. `said` is what was typed for the latter."""

    prefecture: str = ""
    municipality: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class DirectoryQuestion:
    """What the list is narrowed to, and which page of it."""

    narrowed: Narrowed
    said: str
    page: int = 1

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """What a link must carry to ask the same again, from the first page on."""
        asked = self.narrowed
        several = {"kind": asked.kinds, "tier": asked.tiers, "theme": asked.themes}
        one = [("pref", asked.prefecture), ("town", self.said), ("q", asked.words)]
        return one + [(name, code) for name, codes in several.items() for code in codes]


def read_place(params: QueryDict) -> Place:
    """`pref` and `town`; a municipality's code alone tells the prefecture. Raises BadInput."""
    code = read_choice(params, "pref", CODES, where=_("都道府県"))
    said = read_text(params, "town", limit=LONGEST_TOWN, where=_("市区町村"))
    if not said:
        return Place(code)
    town = read_town(said, {} if said[0].isdigit() else town_names(), within=code)
    return Place(town[:2], town, said)


def read_directory(params: QueryDict, themes: Collection[str]) -> DirectoryQuestion:
    """Raises BadInput for a code that is none, and for a page that is no number."""
    place = read_place(params)
    narrowed = Narrowed(
        prefecture=place.prefecture,
        municipality=place.municipality,
        kinds=read_choices(params, "kind", KINDS, where=_("機関の種類")),
        tiers=read_choices(params, "tier", TIERS, where=_("だれの機関か")),
        themes=read_choices(params, "theme", themes, where=_("相談したいこと")),
        words=read_text(params, "q", limit=LONGEST, where=_("名前でしぼる")),
    )
    return DirectoryQuestion(narrowed, place.said, read_page(params))


def read_page(params: QueryDict) -> int:
    said = params.get("page", "") or "1"
    if not PAGE.fullmatch(said):
        raise BadInput(given=said, allowed=_("1から始まるページの番号"), where=_("ページ"))
    return int(said)
