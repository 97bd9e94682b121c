"""The catalogue as a search index: which words of a programme count, and by what it can be filtered."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tsunagari.engines.search.index import Answer, Document, Index
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.importer.wording import Wording
from tsunagari.programmes.schema import Programme
from tsunagari.programmes.understanding import Understood, understood, worry_of

FACETS = ("tier", "pillar", "mechanism", "audience")
GENERAL = "何から相談すればいいかわからない 経営の相談 窓口相談"  # leads to those who listen to any worry
NO_FACETS: Mapping[str, Collection[str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer to a query's worry, and what else the query told."""

    answer: Answer
    told: tuple[Understood, ...]


def find(
    index: Index, query: str, *, limit: int = 10, facets: Mapping[str, Collection[str]] = NO_FACETS
) -> Finding:
    """Search for the worry in `query`; whoever names a place finds what prefectures offer a little nearer."""
    told = understood(query)
    is_placed = any(one.fact == "firm.prefecture" for one in told)
    nearer = {"tier": ("prefecture",)} if is_placed and "tier" in index.facets.masks else NO_FACETS
    return Finding(index.search(worry_of(query, told), limit=limit, facets=facets, nearer=nearer), told)


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
