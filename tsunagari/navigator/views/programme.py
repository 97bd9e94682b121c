"""One programme: what it is, who may use it, what one gets, how it goes, and on what all this rests."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tsunagari.kit.access import ANYONE, access
from tsunagari.kit.kept import kept
from tsunagari.navigator.forms.edition import asked_edition
from tsunagari.navigator.policy.budget import budget_move, slope
from tsunagari.navigator.policy.conditions import condition_lines
from tsunagari.navigator.policy.grounds import assumptions, laws_of, offer_rows
from tsunagari.navigator.queries.editions import newest_stamp
from tsunagari.programmes.asking import next_question
from tsunagari.programmes.checking import check_firm


@access(ANYONE)
@kept(newest_stamp)
def programme(request: HttpRequest, key: str) -> HttpResponse:
    edition = asked_edition(request)
    catalogue = edition.catalogue
    if key not in catalogue.by_key:
        raise Http404(_("その名前の制度は、この年度の計画にありません。"))
    programme = catalogue.by_key[key]
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
        "wording": edition.wording.entry(programme.tier, programme.place),
    }
    return render(request, "navigator/programme.html", context)
