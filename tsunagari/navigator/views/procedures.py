"""How programmes are delivered: each shared procedure as a drawing and as a table."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tsunagari.engines.procedure.declared import Procedure
from tsunagari.engines.procedure.drawing import drawing
from tsunagari.engines.procedure.wording import table
from tsunagari.kit.access import ANYONE, access
from tsunagari.kit.kept import kept
from tsunagari.navigator.policy.delivery import delivered_by
from tsunagari.navigator.queries.editions import Edition, edition_of, newest_stamp

SVG = "image/svg+xml; charset=utf-8"


@access(ANYONE)
@kept(newest_stamp)
def procedures(request: HttpRequest) -> HttpResponse:
    edition = edition_of()
    catalogue = edition.catalogue
    rows = [(procedure, delivered_by(catalogue, procedure)) for procedure in catalogue.procedures.values()]
    return render(request, "navigator/procedures.html", {"edition": edition, "rows": rows})


@access(ANYONE)
@kept(newest_stamp)
def procedure(request: HttpRequest, name: str) -> HttpResponse:
    edition = edition_of()
    found = named(edition, name)
    context = {
        "edition": edition,
        "procedure": found,
        "drawing": drawing(found, language()),
        "rows": table(found, language()),
        "programmes": delivered_by(edition.catalogue, found),
    }
    return render(request, "navigator/procedure.html", context)


@access(ANYONE)
def procedure_drawing(request: HttpRequest, name: str) -> HttpResponse:
    """The drawing as a file."""
    found = named(edition_of(), name)
    disposition = f'attachment; filename="procedure-{found.name}-{language()}.svg"'
    return HttpResponse(
        drawing(found, language()), content_type=SVG, headers={"Content-Disposition": disposition}
    )


def named(edition: Edition, name: str) -> Procedure:
    procedures = edition.catalogue.procedures
    if name not in procedures:
        raise Http404(_("その名前の手続きはありません。"))
    return procedures[name]


def language() -> str:
    return get_language() or "ja"
