"""A programme as schema.org knows it, for search engines: a service of government, by whom and for whom."""

from __future__ import annotations

from typing import Any

from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.schema import Programme


def programme_data(catalogue: Catalogue, programme: Programme, address: str, language: str) -> dict[str, Any]:
    """https://schema.org/GovernmentService. `address` is the page's, whole."""
    words = catalogue.vocabulary.words

    def labels(name: str, codes: tuple[str, ...]) -> list[str]:
        return [words(name, code).in_(language) for code in codes]

    return {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "@id": address,
        "url": address,
        "identifier": f"{catalogue.year}/{programme.key}",
        "name": programme.name.in_(language),
        "alternateName": [name for name in (programme.name.ja, programme.alt_title) if name],
        "description": programme.summary.in_(language),
        "inLanguage": language,
        "serviceType": labels("mechanisms", programme.mechanisms),
        "provider": {"@type": "GovernmentOrganization", "name": words("tiers", programme.tier).in_(language)},
        "areaServed": {"@type": "Country", "name": "JP"},
        "audience": [
            {"@type": "Audience", "audienceType": label} for label in labels("audiences", programme.audience)
        ],
        "isPartOf": {
            "@type": "CreativeWork",
            "name": catalogue.plan.title.in_(language),
            "temporalCoverage": f"{catalogue.year}-04-01/{catalogue.year + 1}-03-31",
        },
    }
