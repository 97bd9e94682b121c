"""Pieces of linked data: every code and place is said to be what it is, or validators refuse it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tsunagari.base.words import Words

Node = dict[str, Any]
CONTEXT = {
    "adms": "http://www.w3.org/ns/adms#",
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
AUTHORITY = "http://publications.europa.eu/resource/authority"
JAPAN = f"{AUTHORITY}/country/JPN"
LANGUAGES = {"ja": f"{AUTHORITY}/language/JPN", "en": f"{AUTHORITY}/language/ENG"}


def texts(words: Words) -> list[Node]:
    """A text in each language there is."""
    return [
        {"@value": value, "@language": language}
        for language, value in (("ja", words.ja), ("en", words.en))
        if value
    ]


def links(addresses: Iterable[str]) -> list[Node]:
    return [{"@id": address} for address in dict.fromkeys(addresses)]


def concept(address: str, words: Words, notation: str) -> Node:
    return {
        "@id": address,
        "@type": "skos:Concept",
        "skos:prefLabel": texts(words),
        "skos:notation": notation,
    }


def shared_nodes() -> list[Node]:
    """Japan and its two languages here."""
    return [
        {"@id": JAPAN, "@type": "dct:Location", "skos:prefLabel": texts(Words("日本", "Japan"))},
        *({"@id": address, "@type": "dct:LinguisticSystem"} for address in LANGUAGES.values()),
    ]


def document(nodes: Iterable[Node]) -> Node:
    """The nodes as one JSON-LD document, each once; empty values are left out."""
    by_id = {node["@id"]: stated(node) for node in nodes}
    return {"@context": CONTEXT, "@graph": list(by_id.values())}


def stated(node: Node) -> Node:
    return {name: value for name, value in node.items() if value not in (None, "", [], {})}
