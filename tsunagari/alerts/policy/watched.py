"""What is watched: a search or the answers of a check, as the address of their page carries them."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from tsunagari.base.words import Words

SEARCH, CHECK = "search", "check"
KINDS: dict[str, Words] = {
    SEARCH: Words("さがした条件", "A search"),
    CHECK: Words("確かめた答え", "The answers of a check"),
}
RHYTHMS: dict[str, Words] = {
    "weekly": Words("週に1回まで", "At most once a week"),
    "daily": Words("1日に1回まで", "At most once a day"),
}
PAUSES = {"daily": datetime.timedelta(days=1), "weekly": datetime.timedelta(days=7)}
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Watched:
    """`pairs` say what, in the order of the page's address; the year is not among them: the newest counts."""

    kind: str
    pairs: Pairs

    @property
    def digest(self) -> str:
        """The same for the same question, whatever the order it was asked in."""
        return hashlib.sha256(json.dumps([self.kind, sorted(self.pairs)]).encode()).hexdigest()


def watched_of(kind: str, pairs: Iterable[Iterable[str]]) -> Watched:
    """As it was kept: JSON knows lists only."""
    return Watched(kind, tuple((name, value) for name, value in pairs))
