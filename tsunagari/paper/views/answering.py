"""A paper as an answer: what has not changed is not set again, nor sent again."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from tsunagari.paper.policy.blocks import Paper
from tsunagari.paper.press import Copy, PressFault, can_print, copy_of, kept_print

log = logging.getLogger("tsunagari.paper")
Press = Callable[[Copy], bytes]


def answer(request: HttpRequest, paper: Paper, name: str, *, press: Press = kept_print) -> HttpResponse:
    """The PDF, shown in the browser and saved as `name`.pdf. 503 where the press did not manage."""
    if not can_print():
        raise Http404(_("PDFを作るための字体が、このサーバーに置かれていません。ページを印刷してください。"))
    copy = copy_of(paper)
    headers = {
        "ETag": f'"{copy.digest}"',
        "Cache-Control": "no-cache",
        "Content-Disposition": content_disposition_header(False, f"{name}.pdf"),  # noqa: FBT003
    }
    unchanged = get_conditional_response(request, etag=headers["ETag"])
    if unchanged is not None:
        return unchanged
    try:
        content = b"" if request.method == "HEAD" else press(copy)
    except PressFault as fault:
        log.warning("no PDF of %s: %s", name, fault)
        return busy(request)
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def busy(request: HttpRequest) -> HttpResponse:
    response = render(request, "paper/busy.html", status=503)
    response["Retry-After"] = "60"
    return response
