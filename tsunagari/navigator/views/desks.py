"""Where to talk to a person: the organisations of one prefecture."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tsunagari.base.places import PREFECTURES, prefecture
from tsunagari.base.words import Words
from tsunagari.kit.access import ANYONE, access
from tsunagari.kit.address import read_choice
from tsunagari.navigator.queries.editions import edition_of
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.registry.policy.organisations import KINDS
from tsunagari.registry.queries.desks import desks_in


@access(ANYONE)
def desks(request: HttpRequest) -> HttpResponse:
    edition = edition_of()
    themes = edition.catalogue.vocabulary.facts["need.themes"].values
    codes = [place.code for place in PREFECTURES]
    code = read_choice(request.GET, "pref", codes, where=_("都道府県"))
    theme = read_choice(request.GET, "theme", tuple(themes), where=_("相談したいこと"))
    found = desks_in(code, theme) if code else []
    context = {
        "edition": edition,
        "prefectures": PREFECTURES,
        "place": place_words(code),
        "code": code,
        "themes": themes,
        "theme": theme,
        "theme_words": themes.get(theme),
        "desks": [(desk, KINDS[desk.kind]) for desk in found],
        "takes_consultations": takers(edition.catalogue),
    }
    return render(request, "navigator/desks.html", context)


def takers(catalogue: Catalogue) -> set[str]:
    """Kinds of organisation that can be asked from the page."""
    delivered = (programme.deliver for programme in catalogue.programmes if programme.deliver)
    return {kind for deliver in delivered if deliver.desk == "cases" for kind in deliver.by}


def place_words(code: str) -> Words | None:
    if not code:
        return None
    place = prefecture(code)
    return Words(place.ja, place.en)
