"""What the address of a page of figures asks for."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from django.http import Http404, HttpRequest, QueryDict
from django.utils.translation import gettext as _

from tsunagari.base.errors import BadInput
from tsunagari.base.places import PREFECTURES
from tsunagari.base.years import fiscal_year_of
from tsunagari.evaluation.policy.counted import Scope
from tsunagari.kit.address import read_choice, read_choices
from tsunagari.kit.published import plan_for, published, years
from tsunagari.navigator.policy.facets import FACETS, Filters, facet_codes
from tsunagari.programmes.catalogue import Catalogue

NARROWED_BY = ("tier", "pillar")
ONLY = ("given", "flagged")
YEAR, ID = re.compile(r"[0-9]{4}"), re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True, slots=True)
class Asked:
    """`only` is one of ONLY; empty: all. `pairs` are what a link to the same question carries."""

    catalogue: Catalogue
    scope: Scope
    filters: Filters
    only: str
    pairs: tuple[tuple[str, str], ...]


def read_asked(request: HttpRequest, today: datetime.date) -> Asked:
    """Raises BadInput for a filter the plan does not know, Http404 for a year without a plan."""
    params = request.GET
    catalogue = asked_plan(params, today)
    filters = {
        facet: read_choices(params, facet, facet_codes(catalogue, facet), where=str(FACETS[facet]))
        for facet in NARROWED_BY
    }
    known = [place.code for place in PREFECTURES]
    prefecture = read_choice(params, "prefecture", known, where=_("都道府県"))
    only = read_choice(params, "only", ONLY, where=_("表示するもの"))
    names = ("year", *NARROWED_BY, "prefecture", "only", "sort")
    pairs = tuple((name, value) for name in names for value in params.getlist(name) if value)
    return Asked(catalogue, Scope(catalogue.year, today, prefecture), filters, only, pairs)


def asked_plan(params: QueryDict, today: datetime.date) -> Catalogue:
    """The plan of `year`, else the one in force today."""
    text = params.get("year", "")
    if not text:
        return plan_for(fiscal_year_of(today))
    if not YEAR.fullmatch(text) or int(text) not in years():
        raise Http404(_("その年度の計画はありません。"))
    return published(int(text)).catalogue


def read_before(params: QueryDict) -> int | None:
    """The id of the line to go on from. Raises BadInput for anything but digits."""
    text = params.get("before", "")
    if text and not ID.fullmatch(text):
        raise BadInput(given=text, allowed=_("数字"), where="before")
    return int(text) if text else None
