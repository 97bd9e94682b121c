"""The judged set: what owners ask, and how well each programme answers, graded twice from 0 to 3.

`owner_grade` was given query by query: would this solve what the person worries about? `desk_grade` was given
afterwards, programme by programme and from the last to the first, without sight of the other grades: should
this desk take the person in? What neither listing names is 0 by both. Every third query is held out: it is
measured, and nothing is changed because of it.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Judged:
    """A query and, per programme key, the grades of the two judgings."""

    id: str
    text: str
    is_held_out: bool
    grades: Mapping[str, tuple[int, int]]

    def gain(self, key: str) -> float:
        """The mean of both grades; 0 for a programme nobody listed."""
        return sum(self.grades.get(key, (0, 0))) / 2


def read_judged(folder: Path = HERE) -> tuple[Judged, ...]:
    """All queries in their order. Raises ValueError for a grade that is no number."""
    grades: dict[str, dict[str, tuple[int, int]]] = {}
    for row in rows(folder / "grades.csv"):
        pair = (int(row["owner_grade"]), int(row["desk_grade"]))
        grades.setdefault(row["query"], {})[row["programme"]] = pair
    return tuple(
        Judged(row["id"], row["query"], row["held_out"] == "yes", grades[row["id"]])
        for row in rows(folder / "queries.csv")
    )


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
