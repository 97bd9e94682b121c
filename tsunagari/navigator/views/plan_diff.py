"""Two years of the plan side by side, the changed words marked."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tsunagari.kit.access import ANYONE, access
from tsunagari.kit.address import read_choice
from tsunagari.kit.published import years
from tsunagari.navigator.policy.comparison import compare, counted
from tsunagari.navigator.policy.pictures.gallery import GALLERY
from tsunagari.navigator.queries.editions import edition_of
from tsunagari.navigator.queries.sides import choices, side_of
from tsunagari.programmes.faults import PlanFaults
from tsunagari.registry.doors.access import PLANNERS


@access(ANYONE)
def diff(request: HttpRequest) -> HttpResponse:
    """`?from=2009&to=2010`; without them the last two. Drafts are there for planners only."""
    offered = choices(with_drafts=PLANNERS.admits(request))
    by_code = {choice.code: choice for choice in offered}
    *_rest, newest = list(by_code)
    first = read_choice(request.GET, "from", by_code, where=_("はじめの年度"), default=list(by_code)[-2:][0])
    second = read_choice(request.GET, "to", by_code, where=_("くらべる年度"), default=newest)
    context = {
        "edition": edition_of(),
        "years": years(),
        "gallery": GALLERY,
        "choices": offered,
        "first": by_code[first],
        "second": by_code[second],
        "is_same": first == second,
    }
    if first != second:
        try:
            changes = compare(side_of(by_code[first]), side_of(by_code[second]), get_language() or "ja")
            context |= {"changes": changes, "counted": counted(changes)}
        except PlanFaults as found:
            context["faults"] = found.faults
    return render(request, "navigator/plan_diff.html", context)
