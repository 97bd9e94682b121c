"""What is wrong with a declaration, said so that its author can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

HOW_TO = "docs/how-to/add-a-programme.md"


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault: the file, the line (1-based, 0 = whole file), the word that failed and the words allowed."""

    file: str
    line: int
    word: str
    message: str
    allowed: tuple[str, ...] = ()
    how_to: str = HOW_TO

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        allowed = f" Allowed: {', '.join(self.allowed)}." if self.allowed else ""
        near = get_close_matches(self.word, self.allowed, n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        return f"{where}: {self.word}: {self.message}.{allowed}{hint} See {self.how_to}"


class PlanFaults(Exception):
    """A plan that cannot be loaded; `faults` lists every fault found, not only the first."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))


def shown(path: Path, root: Path) -> str:
    """`path` as people name it: relative to the plans folder where it lies inside."""
    return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)
