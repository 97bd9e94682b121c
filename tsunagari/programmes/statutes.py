"""plans/statutes/*.yaml → dated rows. Overlaps, gaps and rows without a source are faults."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

from tsunagari.engines.facts.statutes import Row, Statutes
from tsunagari.programmes.faults import Fault
from tsunagari.programmes.node import Node

OWN_WORDS = frozenset({"name", "value", "from", "to", "source", "verified", "note", "unit"})


def load_statutes(folder: Path, root: Path) -> tuple[Statutes, list[Fault]]:
    """Every row of every file; a row's other words say for whom or what it counts (`where`)."""
    rows: list[Row] = []
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.yaml")):
        node = Node.of_file(path, root)
        node.only("title", "law", "rows")
        (node / "title").words()
        (node / "law").text()
        found = [read_row(item, path.stem) for item in (node / "rows").items()]
        note_overlaps(node, found)
        note_gaps(node, found)
        rows += found
        faults += node.source.faults
    return Statutes(tuple(rows)), faults


def read_row(node: Node, statute: str) -> Row:
    from_, to = (node / "from").date(), (node / "to").date()
    if from_ and to and to < from_:
        (node / "to").fault("ends before it begins", word=to)
    return Row(
        statute=statute,
        name=(node / "name").text(),
        value=figure(node / "value"),
        from_=from_,
        to=to,
        source=(node / "source").text(),
        is_verified=(node / "verified").flag(),
        where={key: (node / key).value for key in node.keys() if key not in OWN_WORDS},
    )


def figure(node: Node) -> Any:
    """Whole numbers and texts (2/3, 14.6%); never a float."""
    if isinstance(node.value, float) or node.value is None:
        node.fault("a whole number, or a ratio as text such as '2/3', is expected", word=node.value)
    return node.value


def note_overlaps(node: Node, rows: Iterable[Row]) -> None:
    for one, other in combinations(rows, 2):
        if one.name == other.name and meet(one.where, other.where) and overlap(one, other):
            (node / "rows").fault("two rows are in force on the same day", word=one.name)


def meet(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two rows speak of the same thing: equal words, or lists that share a member."""
    return one.keys() == other.keys() and all(
        not set(one[key]).isdisjoint(other[key]) if isinstance(one[key], list) else one[key] == other[key]
        for key in one
    )


def overlap(one: Row, other: Row) -> bool:
    first = max(one.from_ or datetime.date.min, other.from_ or datetime.date.min)
    last = min(one.to or datetime.date.max, other.to or datetime.date.max)
    return first <= last


def note_gaps(node: Node, rows: Iterable[Row]) -> None:
    """A figure that ends must be followed the next day by its successor, if it has one at all."""
    rows = list(rows)
    for row in rows:
        later = [
            other.from_
            for other in rows
            if (other.name, other.where) == (row.name, row.where)
            and other.from_
            and row.to
            and other.from_ > row.to
        ]
        if row.to and later and min(later) != row.to + datetime.timedelta(1):
            (node / "rows").fault(f"no row is in force from {row.to} to {min(later)}", word=row.name)
