"""What can be taken: a name under /data/, what it is, and how it is made."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tsunagari.base.words import NO_WORDS, Words

CSV = "text/csv; charset=utf-8"
JSON = "application/json"
LINKED = "application/ld+json"
ATOM = "application/atom+xml; charset=utf-8"
CALENDAR = "text/calendar; charset=utf-8"
ZIP = "application/zip"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file on offer.

    group                the heading it stands under on the page; empty: too many to be listed
    is_of_organisations  whether it changes with the registry, and not only with the plan's files
    changed_at           when what stands in it beside the plan was written; None: nothing does
    """

    name: str
    media_type: str
    title: Words
    make: Callable[[], bytes] = field(compare=False)
    group: str = ""
    about: Words = NO_WORDS
    is_of_organisations: bool = False
    changed_at: datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A file's bytes and their SHA-256."""

    content: bytes
    digest: str

    @classmethod
    def of(cls, content: bytes) -> Made:
        return cls(content, hashlib.sha256(content).hexdigest())


@dataclass(frozen=True, slots=True)
class Shelf:
    """All files of one year's plan, each made when it is first asked for.

    changed_at  when the newest of the files that the plan is read from was written
    has_demo    whether organisations are among them that do not exist
    """

    year: int
    sheets: Mapping[str, Sheet]
    changed_at: datetime.datetime
    has_demo: bool = False
    _made: dict[str, Made] = field(default_factory=dict, compare=False)

    def changed(self, name: str) -> datetime.datetime:
        """When something that the file is made from was last written. Raises KeyError for an unknown name."""
        return max(self.changed_at, self.sheets[name].changed_at or self.changed_at)

    def made(self, name: str) -> Made:
        """Raises KeyError for a name that is not on offer."""
        if name not in self._made:
            self._made[name] = Made.of(self.sheets[name].make())
        return self._made[name]
