"""Where to talk to a person: who covers a place and a worry, and why each is named."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tsunagari.base.places import PREFECTURES
from tsunagari.kit.access import ANYONE, access
from tsunagari.kit.address import read_choice
from tsunagari.navigator.forms.directory import read_place
from tsunagari.navigator.policy.directory import kinds_that_take
from tsunagari.navigator.queries.editions import edition_of
from tsunagari.registry.policy.organisations import KINDS
from tsunagari.registry.policy.territory import LONGEST_TOWN, place_words
from tsunagari.registry.queries.directory import desks_covering


@access(ANYONE)
def desks(request: HttpRequest) -> HttpResponse:
    edition = edition_of()
    themes = edition.catalogue.vocabulary.facts["need.themes"].values
    asked = read_place(request.GET)
    theme = read_choice(request.GET, "theme", tuple(themes), where=_("相談したいこと"))
    code = asked.prefecture
    covers = desks_covering(code, asked.municipality, theme) if code else []
    context = {
        "edition": edition,
        "prefectures": PREFECTURES,
        "place": place_words(code, {}) if code else None,
        "town": asked.said,
        "longest_town": LONGEST_TOWN,
        "code": code,
        "themes": themes,
        "theme": theme,
        "theme_words": themes.get(theme),
        "covers": [
            (cover, KINDS[cover.desk.kind], place_words(cover.desk.prefecture, {})) for cover in covers
        ],
        "takes_consultations": kinds_that_take(edition.catalogue.programmes),
    }
    return render(request, "navigator/desks.html", context)
