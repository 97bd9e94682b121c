"""The first page: one box, the commonest worries, a person to talk to."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tsunagari.base.places import PREFECTURES
from tsunagari.kit.access import ANYONE, access
from tsunagari.kit.kept import kept
from tsunagari.navigator.forms.search import LONGEST
from tsunagari.navigator.policy.worries import URGENT, WORRIES
from tsunagari.navigator.queries.editions import edition_of, newest_stamp


@access(ANYONE)
@kept(newest_stamp)
def home(request: HttpRequest) -> HttpResponse:
    context = {
        "edition": edition_of(),
        "worries": WORRIES,
        "urgent": URGENT,
        "prefectures": PREFECTURES,
        "longest": LONGEST,
    }
    return render(request, "navigator/home.html", context)
