"""Every page's address, taken from the router, so that a page cannot be forgotten; parameters are filled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from django.urls import URLPattern, URLResolver

from tsunagari.kit.access import routes

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


def page_addresses(
    patterns: Iterable[URLPattern | URLResolver], samples: Mapping[str, str]
) -> dict[str, str]:
    """Address by route name. Raises KeyError for a parameter without a sample: then one is to be chosen."""
    return {
        route.name or path: "/" + PARAMETER.sub(lambda found: samples[found.group(1)], path)
        for path, route in routes(patterns)
    }
