"""What can be wrong with a chain."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    CHANGED = "changed"
    MISSING = "missing"
    INSERTED = "inserted"
    REORDERED = "reordered"
    TAIL_LOST = "tail lost"
    RECOMPUTED = "recomputed"
    PAYLOAD_CHANGED = "payload changed"
    ERASED = "erased unsaid"


SAID = {
    Kind.CHANGED: "not as it was sealed",
    Kind.MISSING: "gone",
    Kind.INSERTED: "never sealed into the chain",
    Kind.REORDERED: "sealed at another place than it stands at",
    Kind.TAIL_LOST: "gone from the end of the chain",
    Kind.RECOMPUTED: "sealed anew: its hash is not the one that was noted",
    Kind.PAYLOAD_CHANGED: "its values are not those it was sealed with",
    Kind.ERASED: "its values are gone, and no line says who erased them",
}


@dataclass(frozen=True, slots=True)
class Break:
    """One fault of a chain, at one line or at the lines `number` to `last`."""

    kind: Kind
    number: int
    last: int = 0
    fields: tuple[str, ...] = ()

    def __str__(self) -> str:
        lines = f"lines {self.number}–{self.last}" if self.last > self.number else f"line {self.number}"
        named = f" ({', '.join(self.fields)})" if self.fields else ""
        return f"{lines}: {SAID[self.kind]}{named}"
