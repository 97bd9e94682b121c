"""`year=2009` in an address: which plan is meant."""

from __future__ import annotations

import re

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from tsunagari.kit.published import years
from tsunagari.navigator.queries.editions import Edition, edition_of

YEAR = re.compile(r"[0-9]{4}")


def asked_edition(request: HttpRequest) -> Edition:
    """The plan the address names, else the newest. A year without a plan is no page of ours: 404."""
    text = request.GET.get("year", "")
    if not text:
        return edition_of()
    if not YEAR.fullmatch(text) or int(text) not in years():
        declared = "、".join(map(str, years()))
        raise Http404(_("その年度の計画はありません。あるのは：%(years)s") % {"years": declared})
    return edition_of(int(text))
