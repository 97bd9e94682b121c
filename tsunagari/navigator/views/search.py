"""A worry in one's own words → the programmes that answer it, each with why."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tsunagari.base.words import Words
from tsunagari.kit.access import ANYONE, access
from tsunagari.kit.address import query
from tsunagari.kit.kept import kept
from tsunagari.navigator.forms.edition import asked_edition
from tsunagari.navigator.forms.search import LONGEST, SearchQuestion, read_search
from tsunagari.navigator.policy.facets import boxes, facet_words, passes
from tsunagari.navigator.policy.hits import Found, found_by
from tsunagari.navigator.queries.editions import Edition, newest_stamp
from tsunagari.programmes.understanding import without

MOST = 100  # hits on one page: whoever wants fewer narrows them down


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force, or a fact the words told, and the address without it."""

    words: Words
    href: str


@access(ANYONE)
@kept(newest_stamp)
def search(request: HttpRequest) -> HttpResponse:
    edition = asked_edition(request)
    question = read_search(request.GET, edition.offered)
    found = Found((), ()) if question.fault else found_by(edition.index, edition.offered, question.text)
    programmes = [hit.programme for hit in found.hits]
    hits = [hit for hit in found.hits if passes(hit.programme, question.filters)]
    context = {
        "edition": edition,
        "question": question,
        "longest": LONGEST,
        "hits": hits[:MOST],
        "total": len(hits),
        "suggestions": found.suggestions,
        "instead": found.instead,
        "chips": [*told_chips(edition, question, found), *chips(edition, question)],
        "facets": boxes(edition.catalogue, programmes, question.filters),
    }
    return render(request, "navigator/search.html", context, status=400 if question.fault else 200)


def told_chips(edition: Edition, question: SearchQuestion, found: Found) -> list[Chip]:
    """One chip per fact that the words told; without it they are searched anew."""
    pairs = [(facet, code) for facet, codes in question.filters.items() for code in codes]
    return [
        Chip(one.words, query([("q", without(question.text, one)), *edition.address, *pairs]))
        for one in found.told
    ]


def chips(edition: Edition, question: SearchQuestion) -> list[Chip]:
    """One chip per filter in force."""
    here = [("q", question.text), *edition.address]
    pairs = [(facet, code) for facet, codes in question.filters.items() for code in codes]
    labels = {facet: facet_words(edition.catalogue, facet) for facet in question.filters}
    return [
        Chip(labels[facet][code], query([*here, *(pair for pair in pairs if pair != (facet, code))]))
        for facet, code in pairs
    ]
