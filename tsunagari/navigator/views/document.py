"""The imported document beside what was read from it: each field points at its lines, each line back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tsunagari.kit.access import ANYONE, access
from tsunagari.kit.address import query, read_choice
from tsunagari.kit.published import years
from tsunagari.navigator.actions.correcting import correct
from tsunagari.navigator.forms.edition import asked_edition
from tsunagari.navigator.policy.pictures.gallery import GALLERY
from tsunagari.navigator.policy.pointing import fields_of, pointing_at
from tsunagari.navigator.queries.editions import Edition
from tsunagari.programmes.importer.corrections import FIELDS, load_corrections
from tsunagari.programmes.schema import Programme
from tsunagari.registry.doors.access import PLANNERS
from tsunagari.registry.doors.submissions import redirect_once


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
    corrections = load_corrections(settings.VAR, edition.catalogue.year) if PLANNERS.admits(request) else ()
    here_corrected = {one.field: one for one in corrections if programme and one.key == programme.key}
    context |= {
        "entry": entry,
        "programme": programme,
        "fields": [(field, here_corrected.get(field.code)) for field in fields],
        "can_correct": PLANNERS.admits(request) and programme is not None,
        "correctable": FIELDS,
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


@access(PLANNERS)
@require_POST
def correction(request: HttpRequest) -> HttpResponse:
    """An amount put right by a planner: kept as a draft, and back to the entry."""
    edition = asked_edition(request)
    sent = {name: request.POST.get(name, "") for name in ("entry", "programme", "field", "value")}

    def act() -> str:
        correct(
            request.actor,
            edition.catalogue,
            sent["programme"],
            sent["field"],
            sent["value"],
            var=settings.VAR,
            now=request.now,
        )
        back = query([("entry", sent["entry"]), *edition.address])
        return f"{reverse('plan-document')}{back}#field-{sent['field']}"

    return redirect_once(request, act)
