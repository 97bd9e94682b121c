"""Hits of a search as a page tells them: the programme, and which of the person's words led to it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tsunagari.engines.search.index import Index
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.schema import Programme

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
    """All hits, best first, and words to try where there are none."""

    hits: tuple[Hit, ...]
    suggestions: tuple[str, ...]


def found_by(index: Index, catalogue: Catalogue, text: str) -> Found:
    """Hits for a worry among the programmes of `catalogue`; all of them in order where nothing was asked."""
    if not text:
        return Found(tuple(Hit(programme) for programme in catalogue.programmes), ())
    answer = index.search(text, limit=max(len(index.keys), 1))
    hits = tuple(
        Hit(catalogue.by_key[hit.key], tuple(Match(why.said, why.term, FIELDS[why.field]) for why in hit.why))
        for hit in answer.hits
        if hit.key in catalogue.by_key
    )
    return Found(hits, tuple(answer.suggestions))
