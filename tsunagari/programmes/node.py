"""A value of a YAML file with its address: reads typed words and notes every fault on the way."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tsunagari.base.words import NO_WORDS, Words
from tsunagari.programmes.faults import HOW_TO, Fault, PlanFaults, shown
from tsunagari.programmes.yaml_files import line_of, read_yaml


@dataclass(slots=True)
class Source:
    """One file being read and what was found wrong in it."""

    path: Path
    root: Path
    how_to: str = HOW_TO
    faults: list[Fault] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Node:
    """`value` at `address` of a file. Readers return a harmless default where they note a fault."""

    value: Any
    source: Source
    address: tuple[str | int, ...] = ()

    @classmethod
    def of_file(cls, path: Path, root: Path, how_to: str = HOW_TO) -> Node:
        source = Source(path, root, how_to)
        try:
            return cls(read_yaml(path), source)
        except PlanFaults as unread:
            source.faults += [Fault(shown(path, root), f.line, f.word, f.message) for f in unread.faults]
            return cls(None, source)

    # ── faults ──
    def fault(self, message: str, *, word: object = None, allowed: Collection[str] = ()) -> None:
        source = self.source
        said = ".".join(map(str, self.address)) if word is None else str(word)
        line = line_of(source.path, self.address)
        source.faults.append(
            Fault(shown(source.path, source.root), line, said, message, tuple(sorted(allowed)), source.how_to)
        )

    def only(self, *allowed: str) -> None:
        """Note every key that is not among `allowed`."""
        for key in self.keys():
            if key not in allowed:
                (self / key).fault("unknown word", word=key, allowed=allowed)

    # ── walking ──
    def __truediv__(self, key: str | int) -> Node:
        inner = self.value.get(key) if isinstance(self.value, dict) else None
        return Node(inner, self.source, (*self.address, key))

    def __contains__(self, key: str) -> bool:
        return isinstance(self.value, dict) and self.value.get(key) is not None

    def keys(self) -> tuple[str, ...]:
        if isinstance(self.value, dict):
            return tuple(map(str, self.value))
        if self.value is not None:
            self.fault("a mapping of words is expected here")
        return ()

    def items(self) -> Iterator[Node]:
        """The members of a list; a single value counts as a fault."""
        if isinstance(self.value, list):
            for position, member in enumerate(self.value):
                yield Node(member, self.source, (*self.address, position))
        elif self.value is not None:
            self.fault("a list is expected here")

    # ── typed words ──
    def text(self, default: str | None = None) -> str:
        if isinstance(self.value, str) and self.value.strip():
            return self.value.strip()
        if self.value is not None or default is None:
            self.fault("a text is expected here", word=self.value)
        return default or ""

    def words(self, *beside: str) -> Words:
        """`{ja: …, en: …}`, both required; `beside` them the entry may say more."""
        if not isinstance(self.value, dict):
            self.fault("a text in both languages is expected: {ja: …, en: …}", word=self.value)
            return NO_WORDS
        self.only("ja", "en", *beside)
        return Words((self / "ja").text(), (self / "en").text())

    def mapping(self) -> dict[str, Any]:
        """A mapping as it stands; nothing where it is missing."""
        self.keys()
        return dict(self.value) if isinstance(self.value, dict) else {}

    def choice(self, allowed: Collection[str]) -> str:
        if not isinstance(self.value, str) or self.value not in allowed:
            self.fault("not in the closed list", word=self.value, allowed=allowed)
        return str(self.value)

    def choices(self, allowed: Collection[str]) -> tuple[str, ...]:
        return tuple(item.choice(allowed) for item in self.items())

    def texts(self) -> tuple[str, ...]:
        return tuple(item.text() for item in self.items())

    def whole(self) -> int:
        if isinstance(self.value, int) and not isinstance(self.value, bool):
            return self.value
        self.fault("a whole number is expected here", word=self.value)
        return 0

    def flag(self) -> bool:
        if not isinstance(self.value, bool | None):
            self.fault("true or false is expected here", word=self.value, allowed=("true", "false"))
        return bool(self.value)

    def date(self) -> datetime.date | None:
        if isinstance(self.value, datetime.date) and not isinstance(self.value, datetime.datetime):
            return self.value
        if self.value is not None:
            self.fault("a date such as 2009-01-09 is expected here", word=self.value)
        return None
