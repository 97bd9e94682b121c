"""Pages to read: what words mean, what this site is, how well it can be used."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tsunagari.kit.access import ANYONE, access
from tsunagari.kit.kept import kept
from tsunagari.navigator.queries.editions import edition_of, newest_stamp


@access(ANYONE)
@kept(newest_stamp)
def glossary(request: HttpRequest) -> HttpResponse:
    edition = edition_of()
    terms = sorted(edition.catalogue.vocabulary.terms, key=lambda term: term.kana)
    return render(request, "navigator/glossary.html", {"edition": edition, "terms": terms})


@access(ANYONE)
@kept(newest_stamp)
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "navigator/about.html", {"edition": edition_of()})


@access(ANYONE)
@kept(newest_stamp)
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "navigator/accessibility.html", {"edition": edition_of()})
