"""One picture of the plan with its table, and both as files."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tsunagari.kit import png
from tsunagari.kit.access import ANYONE, access
from tsunagari.kit.address import query
from tsunagari.kit.exports import as_csv
from tsunagari.kit.kept import kept
from tsunagari.kit.published import years
from tsunagari.navigator.forms.selection import read_selection
from tsunagari.navigator.policy.facets import boxes
from tsunagari.navigator.policy.pictures.drawing import as_file
from tsunagari.navigator.policy.pictures.gallery import GALLERY, Frame
from tsunagari.navigator.policy.pictures.lineage import flows_of, told_of
from tsunagari.navigator.policy.pictures.tables import columns_of_file
from tsunagari.navigator.queries.editions import newest_stamp

KINDS = {"svg": "image/svg+xml", "png": "image/png", "csv": "text/csv; charset=utf-8"}


@access(ANYONE)
@kept(newest_stamp)
def show(request: HttpRequest, picture: str) -> HttpResponse:
    frame = named(picture)
    selection = read_selection(request)
    subject = selection.subject(language())
    catalogue = selection.edition.catalogue
    drawn = frame.draw(subject)
    kinds = [kind for kind in KINDS if kind == "csv" or (drawn and (kind != "png" or png.can_draw()))]
    asked = query(selection.asked)
    context = {
        "edition": selection.edition,
        "selection": selection,
        "years": years(),
        "gallery": GALLERY,
        "asked": asked,
        "has_cards": png.can_draw(),
        "name": picture,
        "frame": frame,
        "picture": drawn,
        "table": frame.table(subject),
        "flows": told_of(flows_of(subject)) if picture == "lineage" else (),
        "facets": boxes(catalogue, catalogue.programmes, selection.filters),
        "files": [(kind, reverse("plan-picture-file", args=[picture, kind]) + asked) for kind in kinds],
    }
    return render(request, "navigator/picture.html", context)


@access(ANYONE)
def picture_file(request: HttpRequest, picture: str, kind: str) -> HttpResponse:
    """The picture as SVG or PNG, its table as CSV. Raises Http404 where there is nothing to draw."""
    frame = named(picture)
    selection = read_selection(request)
    subject = selection.subject(language())
    if kind == "csv":
        table = frame.table(subject)
        content: bytes | str = as_csv(columns_of_file(table), table.lines)
    elif kind in KINDS and (drawn := frame.draw(subject)):
        content = as_file(drawn)
        if kind == "png":
            content = png.from_svg(content)
    else:
        raise Http404(_("この条件では、図にかくものがありません。ファイルの形は svg、png、csv です。"))
    disposition = f'attachment; filename="plan-{subject.catalogue.year}-{picture}.{kind}"'
    return HttpResponse(content, content_type=KINDS[kind], headers={"Content-Disposition": disposition})


def named(name: str) -> Frame:
    if name not in GALLERY:
        raise Http404(_("その名前の図はありません。"))
    return GALLERY[name]


def language() -> str:
    return get_language() or "ja"
