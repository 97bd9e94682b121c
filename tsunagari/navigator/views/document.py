"""The imported document beside what was read from it: each field points at its lines, each line back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tsunagari.kit.access import ANYONE, access
from tsunagari.kit.address import read_choice
from tsunagari.kit.published import years
from tsunagari.navigator.forms.edition import asked_edition
from tsunagari.navigator.policy.pictures.gallery import GALLERY
from tsunagari.navigator.policy.pointing import fields_of, pointing_at
from tsunagari.navigator.queries.editions import Edition
from tsunagari.programmes.schema import Programme


@access(ANYONE)
def document(request: HttpRequest) -> HttpResponse:
    """All entries; or, with `entry=national/(1)-①`, one of them beside its lines."""
    edition = asked_edition(request)
    entries = {f"{tier}/{place}": entry for (tier, place), entry in edition.wording.entries.items()}
    code = read_choice(request.GET, "entry", entries, where=_("文書の項目"))
    context = {"edition": edition, "years": years(), "gallery": GALLERY, "asked": "", "code": code}
    if not code:
        rows = [(key, entry, fields_of(entry, counterpart(edition, entry))) for key, entry in entries.items()]
        context["rows"] = [
            (key, entry, sum(field.differs for field in fields)) for key, entry, fields in rows
        ]
        return render(request, "navigator/document.html", context)
    entry, codes = entries[code], list(entries)
    here = codes.index(code)
    programme = counterpart(edition, entry)
    fields = fields_of(entry, programme)
    back = pointing_at(fields)
    context |= {
        "entry": entry,
        "programme": programme,
        "fields": fields,
        "lines": [(number, text, back.get(number, ())) for number, text in entry["original"]],
        "before": codes[here - 1] if here else "",
        "after": codes[here + 1] if here + 1 < len(codes) else "",
    }
    return render(request, "navigator/document_entry.html", context)


def counterpart(edition: Edition, entry: Mapping[str, Any]) -> Programme | None:
    """The declared programme of the same tier at the same place; else with the same title."""
    tier = edition.catalogue.of(entry["tier"])
    same_title = [programme for programme in tier if programme.name.ja == entry["title"]]
    same_place = [programme for programme in tier if programme.place == entry["place"]]
    return next(iter([*same_title, *same_place]), None)
