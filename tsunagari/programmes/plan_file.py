"""plan.yaml: the frame of a year's plan."""

from __future__ import annotations

import datetime

from tsunagari.programmes.node import Node
from tsunagari.programmes.schema import Chapter, Pillar, Plan


def read_plan(node: Node) -> Plan:
    node.only("year", "title", "as_of", "law", "chapters")
    year = (node / "year").whole()
    if str(year) != node.source.path.parent.name:
        (node / "year").fault("the year is the folder's name", word=year)
    return Plan(
        year=year,
        title=(node / "title").words(),
        as_of=(node / "as_of").date() or datetime.date(max(year, 1), 10, 1),
        law=(node / "law").text(""),
        chapters=tuple(read_chapter(item) for item in (node / "chapters").items()),
    )


def read_chapter(node: Node) -> Chapter:
    node.only("tier", "chapter", "name", "pillars")
    return Chapter(
        tier=(node / "tier").choice(("national", "prefecture", "smrj")),
        chapter=(node / "chapter").text(),
        name=(node / "name").words(),
        pillars=tuple(
            Pillar((item / "pillar").text(), (item / "name").words()) for item in (node / "pillars").items()
        ),
    )
