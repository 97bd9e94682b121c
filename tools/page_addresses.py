"""Every page's address, taken from the router, so that a page cannot be forgotten; parameters are filled."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from django.urls import URLPattern, URLResolver

from tsunagari.kit.access import ANYONE, routes

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
GIVEN = frozenset({"word", "token", "uidb36"})  # parameters that only the link of a mail carries


def is_public(route: URLPattern) -> bool:
    """Whether any visitor can come to it: not signed in, and without a word that was given to one person."""
    parameters = set(PARAMETER.findall(str(route.pattern)))
    return getattr(route.callback, "access", None) is ANYONE and not parameters & GIVEN


def page_addresses(
    patterns: Iterable[URLPattern | URLResolver],
    samples: Mapping[str, str],
    *,
    is_wanted: Callable[[URLPattern], bool] = lambda route: True,
) -> dict[str, str]:
    """Address by route name. Raises KeyError for a parameter without a sample: then one is to be chosen."""
    return {
        route.name or path: "/" + PARAMETER.sub(lambda found: samples[found.group(1)], path)
        for path, route in routes(patterns)
        if is_wanted(route)
    }
