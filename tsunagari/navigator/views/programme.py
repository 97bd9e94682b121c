"""One programme: what it is, who may use it, what one gets, how it goes, and on what all this rests."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tsunagari.base.places import PREFECTURES
from tsunagari.kit import png
from tsunagari.kit.access import ANYONE, access
from tsunagari.kit.address import read_choice
from tsunagari.kit.kept import kept
from tsunagari.navigator.forms.edition import asked_edition
from tsunagari.navigator.policy.budget import budget_move, slope
from tsunagari.navigator.policy.conditions import condition_lines
from tsunagari.navigator.policy.grounds import assumptions, laws_of, offer_rows
from tsunagari.navigator.policy.linked_data import programme_data
from tsunagari.navigator.policy.similar import Similar, similar
from tsunagari.navigator.queries.editions import newest_stamp
from tsunagari.programmes.asking import next_question
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.checking import check_firm
from tsunagari.programmes.schema import Programme
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.queries.desks import desks_in

NEAREST = 4


@access(ANYONE)
@kept(newest_stamp)
def programme(request: HttpRequest, key: str) -> HttpResponse:
    edition = asked_edition(request)
    catalogue = edition.catalogue
    if key not in catalogue.by_key:
        raise Http404(_("その名前の制度は、この年度の計画にありません。"))
    programme = catalogue.by_key[key]
    codes = [place.code for place in PREFECTURES]
    code = read_choice(request.GET, "pref", codes, where=_("都道府県"))
    move = budget_move(programme, catalogue.year)
    check = check_firm(catalogue, {}, edition.as_of, among=(programme,))
    context = {
        "edition": edition,
        "programme": programme,
        "chapter": catalogue.plan.chapter(programme.tier),
        "pillar": next(
            p for p in catalogue.plan.chapter(programme.tier).pillars if p.pillar == programme.pillar
        ),
        "mechanisms": [catalogue.vocabulary.words("mechanisms", code) for code in programme.mechanisms],
        "audience": [catalogue.vocabulary.words("audiences", code) for code in programme.audience],
        "conditions": condition_lines(programme, catalogue.vocabulary),
        "can_ask": next_question(catalogue, check) is not None,
        "offers": offer_rows(programme, catalogue, edition.as_of),
        "procedure": catalogue.procedures.get(programme.deliver.procedure) if programme.deliver else None,
        "move": move,
        "slope": slope(move),
        "laws": laws_of(programme),
        "assumptions": assumptions(programme, catalogue),
        "follows": [(past, catalogue.vocabulary.words("follows", past.how)) for past in programme.follows],
        "linked_data": data_block(
            programme_data(catalogue, programme, settings.SITE + request.path, get_language() or "ja")
        ),
        "has_cards": png.can_draw(),
        "similar": similar(catalogue, programme, limit=NEAREST),
        "prefectures": PREFECTURES,
        "code": code,
        "nearby": nearby(catalogue, programme, code) if code else [],
        "wording": edition.wording.entry(programme.tier, programme.place),
    }
    return render(request, "navigator/programme.html", context)


def nearby(catalogue: Catalogue, programme: Programme, code: str) -> list[tuple[Similar, Organisation]]:
    """The nearest other programmes that somebody in the prefecture delivers, each with the first who does."""
    by_kind: dict[str, Organisation] = {}
    for desk in desks_in(code):
        by_kind.setdefault(desk.kind, desk)
    here = {
        other.key: by_kind[kind]
        for other in catalogue.programmes
        if other.deliver
        for kind in reversed(other.deliver.by)
        if kind in by_kind
    }
    among = [other for other in catalogue.programmes if other.key in here]
    return [
        (one, here[one.programme.key]) for one in similar(catalogue, programme, limit=NEAREST, among=among)
    ]


def data_block(data: dict[str, Any]) -> SafeString:
    """JSON-LD inside a page. It is never executed; `<` is written so that no name can end the element."""
    written = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return mark_safe(f'<script type="application/ld+json">{written}</script>')  # noqa: S308
