"""Programmes as linked data: CPSV-AP 3.2 (https://semiceu.github.io/CPSV-AP/releases/3.2.0/)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tsunagari.base.words import Words
from tsunagari.opendata.policy.addresses import Addresses
from tsunagari.opendata.policy.graph import (
    JAPAN,
    LANGUAGES,
    Node,
    concept,
    document,
    links,
    shared_nodes,
    texts,
)
from tsunagari.opendata.policy.licence import LICENCE
from tsunagari.opendata.policy.requirements import Requirements
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.schema import Offer, Programme


def services(catalogue: Catalogue, programmes: Iterable[Programme], addresses: Addresses) -> Node:
    """The programmes with all that they name, as one JSON-LD document."""
    writer = Writer(catalogue, addresses)
    nodes = [node for programme in programmes for node in writer.programme(programme)]
    return document([*writer.plan(), *shared_nodes(), *nodes])


@dataclass(frozen=True, slots=True)
class Writer:
    catalogue: Catalogue
    addresses: Addresses

    def programme(self, programme: Programme) -> Iterator[Node]:
        requirements = self.requirements(programme)
        yield self.service(programme, requirements)
        yield self.authority(programme)
        yield from requirements.nodes()
        yield from (self.output(programme, place, offer) for place, offer in enumerate(programme.offers))
        yield from (self.law(text) for text in laws_of(programme))
        yield from self.codes("mechanisms", self.mechanisms(programme))
        yield from self.codes("audiences", programme.audience)
        yield {"@id": self.addresses.page(programme.key), "@type": "foaf:Document"}

    def requirements(self, programme: Programme) -> Requirements:
        return Requirements(programme, self.catalogue.vocabulary, self.addresses)

    def service(self, programme: Programme, requirements: Requirements) -> Node:
        to = self.addresses
        key = programme.key
        return {
            "@id": to.service(key),
            "@type": "cpsv:PublicService",
            "dct:identifier": f"{to.year}/{key}",
            "dct:title": texts(programme.name),
            "dct:alternative": texts(Words(programme.alt_title or "", "")),
            "dct:description": texts(programme.summary),
            "dcat:keyword": texts_of(programme.owner_words),
            "dct:language": links(LANGUAGES.values()),
            "dct:spatial": links([JAPAN]),
            "dct:isPartOf": links([to.plan()]),
            "dct:audience": links(to.word("audiences", code) for code in programme.audience),
            "cv:isClassifiedBy": links(to.word("mechanisms", code) for code in programme.mechanisms),
            "cv:hasCompetentAuthority": links([to.word("tiers", programme.tier)]),
            "cv:hasLegalResource": links(map(to.law, laws_of(programme))),
            "cv:holdsRequirement": requirements.root(),
            "cpsv:produces": links(to.part(key, f"offers.{place}") for place in range(len(programme.offers))),
            "foaf:page": links([to.page(key)]),
        }

    def authority(self, programme: Programme) -> Node:
        return {
            "@id": self.addresses.word("tiers", programme.tier),
            "@type": "cv:PublicOrganisation",
            "skos:prefLabel": texts(self.catalogue.vocabulary.words("tiers", programme.tier)),
            "dct:spatial": links([JAPAN]),
        }

    def output(self, programme: Programme, place: int, offer: Offer) -> Node:
        return {
            "@id": self.addresses.part(programme.key, f"offers.{place}"),
            "@type": "cv:Output",
            "dct:identifier": f"{self.addresses.year}/{programme.key}/offers.{place}",
            "dct:title": texts(offer.words),
            "dct:type": links([self.addresses.word("mechanisms", offer.kind)]),
        }

    def law(self, text: str) -> Node:
        return {
            "@id": self.addresses.law(text),
            "@type": "eli:LegalResource",
            "dct:title": texts(Words(text, "")),
        }

    def mechanisms(self, programme: Programme) -> list[str]:
        return [*programme.mechanisms, *(offer.kind for offer in programme.offers)]

    def codes(self, name: str, codes: Iterable[str]) -> Iterator[Node]:
        for code in codes:
            words = self.catalogue.vocabulary.words(name, code)
            yield concept(self.addresses.word(name, code), words, code)

    def plan(self) -> Iterator[Node]:
        """The plan, of which every programme is a part, and who publishes it here."""
        to, plan = self.addresses, self.catalogue.plan
        about = Words(f"{plan.title.ja}の制度（{plan.law}）", f"Programmes of the {plan.title.en}")
        yield {
            "@id": to.plan(),
            "@type": "dcat:Dataset",
            "dct:identifier": f"sme-support-plan-{to.year}",
            "dct:title": texts(plan.title),
            "dct:description": texts(about),
            "dct:publisher": links([f"{to.site}/#publisher"]),
            "dct:license": links([LICENCE["path"]]),
            "dcat:landingPage": links([f"{to.site}/data/"]),
        }
        yield {
            "@id": f"{to.site}/#publisher",
            "@type": "foaf:Agent",
            "dct:identifier": f"{to.site}/",
            "dct:title": texts(Words("つながり", "Tsunagari")),
        }
        yield {"@id": f"{to.site}/data/", "@type": "foaf:Document"}


def texts_of(words: Iterable[str]) -> list[Node]:
    return [{"@value": word, "@language": "ja"} for word in words]


def laws_of(programme: Programme) -> tuple[str, ...]:
    """Every law that a condition or an offer rests on, each once."""
    clauses = programme.eligibility.clauses.values() if programme.eligibility else ()
    cited = [*(clause.law for clause in clauses), *(offer.law for offer in programme.offers)]
    return tuple(dict.fromkeys(law for law in cited if law))
