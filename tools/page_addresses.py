"""Every page's address, taken from the router, so that a page cannot be forgotten; parameters are filled."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from django.urls import URLPattern, URLResolver

from tsunagari.kit.access import ANYONE, routes

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
# What other programs speak: no page, and it answers only what it is asked. "^": what no door of theirs takes.
PROGRAMS = ("api/", "exp/", "mcp", "^")
# parameters that only the link of a mail carries, or that nothing has before something was pulled
GIVEN = frozenset({"word", "token", "uidb36", "subsidy_id"})


def page_addresses(
    patterns: Iterable[URLPattern | URLResolver],
    samples: Mapping[str, str],
    *,
    leave_out: Collection[str] = (),
) -> dict[str, str]:
    """Address by route name. Raises KeyError for a parameter without a sample: then one is to be chosen."""
    return {
        name: "/" + PARAMETER.sub(lambda found: samples[found.group(1)], path)
        for path, route in routes(patterns)
        if (name := route.name or path) not in leave_out and not path.startswith(PROGRAMS)
    }


def behind_doors(patterns: Iterable[URLPattern | URLResolver]) -> set[str]:
    """The routes that a visitor cannot simply open: one signs in first, or was given a word in a mail."""
    return {
        route.name or path
        for path, route in routes(patterns)
        if getattr(route.callback, "access", ANYONE) is not ANYONE or GIVEN & set(PARAMETER.findall(path))
    }
