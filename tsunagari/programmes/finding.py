"""The catalogue as a search index: which words of a programme count, and by what it can be filtered."""

from __future__ import annotations

from collections.abc import Mapping

from tsunagari.engines.search.index import Document, Index
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.importer.wording import Wording
from tsunagari.programmes.schema import Programme

FACETS = ("tier", "pillar", "mechanism", "audience")
GENERAL = "何から相談すればいいかわからない 経営の相談 窓口相談"  # leads to those who listen to any worry


def build_index(catalogue: Catalogue, wording: Wording) -> Index:
    """An index over titles, owners' words, summaries, offers and, where imported, the document's own text."""
    documents = [document_of(programme, wording) for programme in catalogue.programmes]
    readings = {term.kana: (term.term,) for term in catalogue.vocabulary.terms}
    return Index.build(documents, synonyms=synonyms(catalogue), readings=readings, otherwise=GENERAL)


def document_of(programme: Programme, wording: Wording) -> Document:
    entry = wording.entry(programme.tier, programme.place)
    offers = [text for offer in programme.offers for text in (offer.words.ja, offer.words.en)]
    steps = [programme.first_step.ja, programme.first_step.en] if programme.first_step else []
    outside = programme.outside.text if programme.outside else ""
    return Document(
        key=programme.key,
        fields={
            "title": [programme.name.ja, programme.name.en, programme.alt_title or ""],
            "owner_words": programme.owner_words,
            "summary": [programme.summary.ja, programme.summary.en],
            "terms": [*offers, *steps],
            "body": [entry.get("text", ""), entry.get("commentary", ""), outside],
        },
        facets={
            "tier": frozenset({programme.tier}),
            "pillar": frozenset({programme.pillar}),
            "mechanism": frozenset(programme.mechanisms),
            "audience": frozenset(programme.audience),
        },
    )


def synonyms(catalogue: Catalogue) -> Mapping[str, tuple[str, ...]]:
    """Each other name of a term → the term; how owners say it → the term and its other names."""
    expanded: dict[str, tuple[str, ...]] = {}
    for term in catalogue.vocabulary.terms:
        for other in term.also:
            expanded[other] = (*expanded.get(other, ()), term.term)
        for spoken in term.said:
            expanded[spoken] = (*expanded.get(spoken, ()), term.term, *term.also)
    return expanded
