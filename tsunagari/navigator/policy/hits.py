"""Hits of a search as a page tells them: the programme, and which of the person's words led to it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tsunagari.engines.search.index import Index
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.finding import find
from tsunagari.programmes.schema import Programme
from tsunagari.programmes.understanding import Understood

FIELDS: dict[str, Promise] = {
    "title": _("制度の名前"),
    "owner_words": _("困りごとのことば"),
    "summary": _("制度の説明"),
    "terms": _("受けられること・進め方"),
    "body": _("計画の原文"),
}


@dataclass(frozen=True, slots=True)
class Match:
    """The person's own word, the word of the programme it met, and the label of where that stands."""

    said: str
    term: str
    field: Promise


@dataclass(frozen=True, slots=True)
class Hit:
    programme: Programme
    matches: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """All hits, best first, and what else the person told.

    Where the words met nothing, the hits are those of `instead`, and `suggestions` are words spelt like them.
    """

    hits: tuple[Hit, ...]
    suggestions: tuple[str, ...]
    told: tuple[Understood, ...] = ()
    instead: str = ""


def found_by(index: Index, catalogue: Catalogue, text: str) -> Found:
    """Hits for a worry among the programmes of `catalogue`; all of them in order where nothing was asked."""
    if not text:
        return Found(tuple(Hit(programme) for programme in catalogue.programmes), ())
    finding = find(index, text, limit=max(len(index.keys), 1))
    hits = tuple(
        Hit(catalogue.by_key[hit.key], tuple(Match(why.said, why.term, FIELDS[why.field]) for why in hit.why))
        for hit in finding.answer.hits
        if hit.key in catalogue.by_key
    )
    return Found(hits, finding.answer.suggestions, finding.told, finding.answer.instead)
