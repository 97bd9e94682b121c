"""`/embed/`: search and check as a small frame within other sites. No cookie, no script, nothing kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from csp.constants import NONE
from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from tsunagari.base.places import PREFECTURES
from tsunagari.base.words import Words
from tsunagari.kit.access import ANYONE, access
from tsunagari.kit.address import read_choice
from tsunagari.navigator.forms.search import LONGEST, read_search
from tsunagari.navigator.policy.hits import Found, found_by
from tsunagari.navigator.queries.editions import edition_of
from tsunagari.programmes.catalogue import Catalogue

View = Callable[..., HttpResponse]
MOST = 5
SHOWN = ("both", "search", "check")
LOOKS = ("auto", "light", "dark")
ASKED = ("applicant.kind", "need.themes")  # and the prefecture: enough for a first answer
PLACES = {place.code: Words(place.ja, place.en) for place in PREFECTURES}


def framed(view: View) -> View:
    """Let the hosts of TSUNAGARI_EMBED_HOSTS frame a page that needs neither script nor font."""

    @wraps(view)
    def page(request: HttpRequest) -> HttpResponse:
        hosts = settings.EMBED_HOSTS
        policy = {"frame-ancestors": hosts or [NONE], "script-src": [NONE], "connect-src": [NONE]}
        answer = csp_replace(policy)(view)
        return (xframe_options_exempt(answer) if hosts else answer)(request)

    return page


@access(ANYONE)
@require_safe
@framed
def embed(request: HttpRequest) -> HttpResponse:
    """`show`, `look` and `pref` are the site's choice; `q` is what a person asks."""
    edition = edition_of()
    catalogue = edition.catalogue
    question = read_search(request.GET, catalogue)
    is_asked = bool(question.text) and not question.fault
    found = found_by(edition.index, catalogue, question.text) if is_asked else Found((), ())
    show = read_choice(request.GET, "show", SHOWN, where=_("出すもの"), default="both")
    context = {
        "show": show,
        "look": read_choice(request.GET, "look", LOOKS, where=_("色"), default="auto"),
        "prefecture": read_choice(request.GET, "pref", PLACES, where=_("都道府県")),
        "question": question,
        "longest": LONGEST,
        "is_asked": is_asked,
        "hits": found.hits[:MOST],
        "more": max(len(found.hits) - MOST, 0),
        "suggestions": found.suggestions,
        "instead": found.instead,
        "asked": asked(catalogue),
        "places": PLACES,
        "site": settings.SITE,
        "today": settings.TODAY,
    }
    return render(request, "opendata/embed.html", context, status=400 if question.fault else 200)


def asked(catalogue: Catalogue) -> list[tuple[str, Words, dict[str, Words]]]:
    """Name, question and choices of what the check begins with."""
    facts = (catalogue.vocabulary.facts[name] for name in ASKED)
    return [(fact.name, fact.label, dict(fact.values)) for fact in facts]
