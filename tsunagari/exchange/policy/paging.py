"""A long list in pages: a cursor names the last item seen, so that nothing is lost or told twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from tsunagari.base.errors import Conflict

Item = TypeVar("Item")
MOST = 100
USUAL = 20


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Some items in a row, and the cursor of what follows; empty at the end."""

    items: tuple[Item, ...]
    next: str = ""


def page_after(items: Sequence[Item], cursor: str, limit: int, name: Callable[[Item], str]) -> Page[Item]:
    """The `limit` items after the one named by `cursor`. Raises Conflict where it is not in the list."""
    start = 0
    if cursor:
        places = (place for place, item in enumerate(items) if name(item) == cursor)
        found = next(places, None)
        if found is None:
            allowed = "the cursor of a page of this very list"
            raise Conflict(given=cursor, allowed=allowed, mend="Begin again without it.", where="cursor")
        start = found + 1
    shown = tuple(items[start : start + limit])
    return Page(shown, name(shown[-1]) if start + limit < len(items) else "")
