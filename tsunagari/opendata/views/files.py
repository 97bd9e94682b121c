"""`/data/…`: the files themselves, for programs of any origin. What has not changed is not sent again."""

from __future__ import annotations

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tsunagari.kit.access import ANYONE, access
from tsunagari.kit.headers import FOR_ANY_ORIGIN
from tsunagari.kit.published import years
from tsunagari.opendata.policy.sheets import Shelf
from tsunagari.opendata.queries.shelves import shelf_of

YEAR = re.compile(r"(?P<year>[0-9]{4})/(?P<name>.+)")
ANY_ORIGIN = FOR_ANY_ORIGIN | {"Access-Control-Expose-Headers": "ETag, Last-Modified"}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
    "Access-Control-Max-Age": "86400",
}
open_methods = require_http_methods(["GET", "HEAD", "OPTIONS"])


@access(ANYONE)
@open_methods
def data_file(request: HttpRequest, file: str) -> HttpResponse:
    """One file: of the year that its name begins with, else of the newest plan."""
    return answer(request, file)


@access(ANYONE)
@open_methods
def llms(request: HttpRequest) -> HttpResponse:
    return answer(request, "llms.txt")


def answer(request: HttpRequest, name: str) -> HttpResponse:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers=ANY_ORIGIN | PREFLIGHT)
    shelf, name = found(name)
    sheet, made = shelf.sheets[name], shelf.made(name)
    headers = {
        "Cache-Control": "public, no-cache",
        "Content-Disposition": f'inline; filename="{name.rpartition("/")[2]}"',
        "ETag": f'"{made.digest}"',
    }
    # when an organisation changed is not recorded
    changed_at = None if sheet.is_of_organisations else int(shelf.changed(name).timestamp())
    if changed_at is not None:
        headers["Last-Modified"] = http_date(changed_at)
    whole = HttpResponse(made.content, content_type=sheet.media_type, headers=headers)
    sent = get_conditional_response(request, headers["ETag"], changed_at, whole)
    for header, value in ANY_ORIGIN.items():  # on a 304 too, or a script may not see it
        sent[header] = value
    return sent


def found(name: str) -> tuple[Shelf, str]:
    """The shelf and the name on it. 404 for a year or a name that is not there."""
    dated = YEAR.fullmatch(name)
    if dated and int(dated["year"]) not in years():
        raise Http404(_("その年度の計画はありません。"))
    shelf = shelf_of(int(dated["year"]) if dated else None)
    wanted = dated["name"] if dated else name
    if wanted not in shelf.sheets:
        raise Http404(_("そのデータはありません。オープンデータのページから選んでください。"))
    return shelf, wanted
