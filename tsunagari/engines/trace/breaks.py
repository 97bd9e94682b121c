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


SAID = {
    Kind.CHANGED: "is not as it was sealed",
    Kind.MISSING: "is gone",
    Kind.INSERTED: "was never sealed into the chain",
    Kind.REORDERED: "stands at another place than it was sealed at",
    Kind.TAIL_LOST: "was at the end of the chain and is gone",
    Kind.RECOMPUTED: "has another hash than was noted when it was the last: it was sealed anew",
    Kind.PAYLOAD_CHANGED: "has other values than it was sealed with",
}


@dataclass(frozen=True, slots=True)
class Break:
    """One fault of a chain, at one line or at the lines `number` to `last`."""

    kind: Kind
    number: int
    last: int = 0
    fields: tuple[str, ...] = ()

    def __str__(self) -> str:
        lines = f"lines {self.number} to {self.last}:" if self.last > self.number else f"line {self.number}"
        named = f" ({', '.join(self.fields)})" if self.fields else ""
        return f"{lines} {SAID[self.kind]}{named}"
