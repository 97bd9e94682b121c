"""Runs of meaningful words, and their pairs of characters.

Pairs find what the dictionary does not know or cuts differently: かけこみ寺, 新連携, a product name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tsunagari.base.text import folded
from tsunagari.engines.search.tokens import Token

STRETCH = re.compile(r"[a-z0-9]+|[^\W_a-z0-9]+")


def runs_of(tokens: Iterable[Token]) -> Iterator[str]:
    """Neighbouring words joined; a particle or a sign between them ends a run."""
    run, end = "", -1
    for token in tokens:
        if token.begin != end and run:
            yield run
            run = ""
        run += folded(token.said)
        end = token.end
    if run:
        yield run


def pairs_of(run: str) -> tuple[str, ...]:
    """Distinct pairs of characters in order; Latin letters and digits stay whole, lest all match."""
    found: dict[str, None] = {}
    for stretch in STRETCH.findall(run):
        if stretch[0].isascii():
            found[stretch] = None
        else:
            found |= dict.fromkeys(stretch[i : i + 2] for i in range(len(stretch) - 1))
    return tuple(found)
