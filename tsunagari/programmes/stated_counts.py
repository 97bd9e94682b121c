"""organisations.yaml: how many support organisations of each kind there are, and who says so."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from tsunagari.base.words import Words
from tsunagari.programmes.node import Node
from tsunagari.programmes.schema import Programme

FIGURE = re.compile(r"([a-z0-9-]+)\.reported\.([0-9]{1,3})")


@dataclass(frozen=True, slots=True)
class StatedCount:
    """So many organisations of a kind, and who says so.

    value   None where `figure` leads nowhere, which `plan check` says
    figure  the address of a programme's figure, <key>.reported.0; empty where the file gives the number
    lines   of the document; None where the document does not say it
    source  who says it instead; with neither, it is assumed
    """

    kind: str
    value: int | None = None
    unit: str = ""
    period: str = ""
    figure: str = ""
    lines: tuple[int, int] | None = None
    source: Words | None = None
    is_assumed: bool = False

    @property
    def programme(self) -> str:
        """Key of the programme that reports the number; empty where none does."""
        return self.figure.partition(".")[0]


def read_stated_counts(node: Node, kinds: Collection[str]) -> tuple[StatedCount, ...]:
    """The file's entries in order; faults are noted on the node."""
    return tuple(read_count(item, kinds) for item in node.items())


def read_count(node: Node, kinds: Collection[str]) -> StatedCount:
    node.only("kind", "figure", "value", "unit", "period", "lines", "source", "assumed")
    is_given = "figure" not in node
    if not is_given and any(word in node for word in ("value", "unit", "period")):
        node.fault("the number stands with the programme already", word="value", allowed=("figure", "lines"))
    count = StatedCount(
        kind=(node / "kind").choice(kinds),
        value=(node / "value").whole() if is_given else None,
        unit=(node / "unit").text() if is_given else "",
        period=(node / "period").text(""),
        figure="" if is_given else (node / "figure").text(),
        lines=read_lines(node / "lines") if "lines" in node else None,
        source=(node / "source").words() if "source" in node else None,
        is_assumed=(node / "assumed").flag(),
    )
    if [bool(count.lines), bool(count.source), count.is_assumed].count(True) != 1:
        node.fault("say where it comes from", word=count.kind, allowed=("lines", "source", "assumed"))
    return count


def read_lines(node: Node) -> tuple[int, int] | None:
    ends = [end.whole() for end in node.items()]
    if len(ends) == 2 and 0 < ends[0] <= ends[1]:
        return ends[0], ends[1]
    node.fault("two line numbers in order are expected: [first, last]", word=node.value)
    return None


def looked_up(count: StatedCount, programmes: Mapping[str, Programme]) -> StatedCount:
    """The count with the number that its programme reports, where there is such a programme and figure."""
    said = FIGURE.fullmatch(count.figure)
    reported = programmes[said[1]].reported if said and said[1] in programmes else ()
    if said is None or int(said[2]) >= len(reported):
        return count
    figure = reported[int(said[2])]
    return replace(count, value=figure.value, unit=figure.unit, period=figure.period)


def count_faults(
    counts: Collection[StatedCount], programmes: Mapping[str, Programme]
) -> Iterator[tuple[str, str]]:
    """What only shows across files, as word and message: figures that lead nowhere, things counted twice."""
    seen: set[tuple[str, str]] = set()
    for count in counts:
        if count.value is None:
            yield count.figure, "no programme reports such a figure"
        elif (found := programmes.get(count.programme)) and not is_within(count.lines, found.lines):
            yield count.figure, "the lines are not among those of the programme"
        if (count.kind, count.period) in seen:
            yield count.kind, "counted twice for the same period"
        seen.add((count.kind, count.period))


def is_within(inner: tuple[int, int] | None, outer: tuple[int, int] | None) -> bool:
    return inner is None or outer is None or (outer[0] <= inner[0] and inner[1] <= outer[1])
