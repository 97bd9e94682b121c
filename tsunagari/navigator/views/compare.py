"""Programmes side by side, and those a browser keeps for itself."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tsunagari.base.words import Words
from tsunagari.kit.access import ANYONE, access
from tsunagari.kit.address import query
from tsunagari.kit.kept import kept
from tsunagari.navigator.forms.compare import MOST, read_compared
from tsunagari.navigator.forms.edition import asked_edition
from tsunagari.navigator.policy.burden import Burden, burden_of
from tsunagari.navigator.policy.conditions import condition_lines, in_a_sentence
from tsunagari.navigator.policy.grounds import OfferRow, offer_rows
from tsunagari.navigator.policy.similar import similar
from tsunagari.navigator.queries.editions import edition_of, newest_stamp
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.schema import Programme


@dataclass(frozen=True, slots=True)
class Compared:
    """One column: who may use it, what one gets, what it asks of one, and the page without it."""

    programme: Programme
    who: Words
    offers: list[OfferRow]
    burden: Burden | None
    without: str


@access(ANYONE)
def compare(request: HttpRequest) -> HttpResponse:
    edition = asked_edition(request)
    catalogue = edition.catalogue
    programmes = read_compared(request.GET, catalogue)
    keys = [("key", programme.key) for programme in programmes]
    columns = [
        column(
            catalogue,
            programme,
            edition.as_of,
            query([*(k for k in keys if k[1] != programme.key), *edition.address]),
        )
        for programme in programmes
    ]
    near = similar(catalogue, programmes[0], limit=MOST + 4) if programmes else []
    others = [one for one in near if one.programme not in programmes][:MOST]
    context = {
        "edition": edition,
        "columns": columns,
        "is_full": len(programmes) >= MOST,
        "most": MOST,
        "others": [(one, query([*keys, ("key", one.programme.key), *edition.address])) for one in others],
    }
    return render(request, "navigator/compare.html", context)


def column(catalogue: Catalogue, programme: Programme, as_of: datetime.date, without: str) -> Compared:
    procedure = catalogue.procedures.get(programme.deliver.procedure) if programme.deliver else None
    return Compared(
        programme,
        in_a_sentence(condition_lines(programme, catalogue.vocabulary)),
        offer_rows(programme, catalogue, as_of),
        burden_of(procedure) if procedure else None,
        without,
    )


@access(ANYONE)
@kept(newest_stamp)
def saved(request: HttpRequest) -> HttpResponse:
    """The same page for everyone: what a browser keeps is filled in by the browser and never sent."""
    return render(request, "navigator/saved.html", {"edition": edition_of(), "most": MOST})
