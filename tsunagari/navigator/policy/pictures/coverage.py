"""Where the plan is thick and where it is thin: how many programmes help whom, and in which way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tsunagari.base.words import Words
from tsunagari.navigator.policy.pictures.drawing import Drawing, Picture, element, group, text
from tsunagari.navigator.policy.pictures.lettering import shortened
from tsunagari.navigator.policy.pictures.subject import Subject
from tsunagari.navigator.policy.pictures.tables import Line, Table, table_of

DEEPEST = 5


@dataclass(frozen=True, slots=True)
class Matrix:
    """Programmes by mechanism and audience. One programme counts once in each cell, row and column it is in.

    So cells do not add up to rows: a programme for two audiences is in two columns, and once in its row.
    """

    mechanisms: Mapping[str, Words]
    audiences: Mapping[str, Words]
    cells: Counter[tuple[str, str]]
    by_mechanism: Counter[str]
    by_audience: Counter[str]
    programmes: int

    def depth(self, count: int) -> int:
        """0 for none, else 1 to 5 by the share of the fullest cell."""
        return -(-DEEPEST * count // max(self.cells.values(), default=1)) if count else 0


def matrix_of(subject: Subject) -> Matrix:
    lists = subject.catalogue.vocabulary.lists
    every = subject.programmes
    return Matrix(
        lists["mechanisms"],
        lists["audiences"],
        Counter((way, whom) for p in every for way in p.mechanisms for whom in p.audience),
        Counter(way for p in every for way in p.mechanisms),
        Counter(whom for p in every for whom in p.audience),
        len(every),
    )


def draw(subject: Subject) -> Picture | None:
    """None where no programme is left."""
    matrix = matrix_of(subject)
    if not matrix.programmes:
        return None
    empty = len(matrix.mechanisms) * len(matrix.audiences) - len(matrix.cells)
    description = _(
        "%(count)d事業を、支援のかたち（行）と相手（列）で数えました。色が濃いほど事業が多く、数のないますは、事業がないところです。"
    ) % {"count": matrix.programmes}
    notes = (
        _("事業のないますは%(empty)dあります。") % {"empty": empty},
        _("1つの事業が2つ以上のかたちや相手をもつことがあるので、ますの数を足しても事業の数になりません。"),
    )
    wide, narrow = (drawing(matrix, sheet, subject) for sheet in (WIDE, NARROW))
    return Picture(_("支援のかたちと相手"), description, wide, narrow, notes)


@dataclass(frozen=True, slots=True)
class Sheet:
    """`head` is the height of the columns' names, `side` the width of the rows'."""

    width: float
    side: float
    head: float
    row: float
    font: float


WIDE, NARROW = Sheet(1040, 190, 190, 34, 14), Sheet(328, 92, 120, 24, 11)


def drawing(matrix: Matrix, sheet: Sheet, subject: Subject) -> Drawing:
    across = (sheet.width - sheet.side) / len(matrix.audiences)
    body = []
    for place, words in enumerate(matrix.audiences.values()):
        x, y = sheet.side + across * (place + 0.5) + sheet.font * 0.36, sheet.head - 8
        name = shortened(subject.say(words), sheet.head - 12, sheet.font)
        body.append(text(name, x, y, font=sheet.font, transform=f"rotate(-90 {x:.1f} {y:.1f})"))
    for row, (way, words) in enumerate(matrix.mechanisms.items()):
        top = sheet.head + sheet.row * row
        name = shortened(subject.say(words), sheet.side - 10, sheet.font)
        body.append(text(name, sheet.side - 8, top + baseline(sheet), font=sheet.font, text_anchor="end"))
        for place, whom in enumerate(matrix.audiences):
            count = matrix.cells[way, whom]
            body.append(cell(count, matrix.depth(count), sheet.side + across * place, top, across, sheet))
    return Drawing(sheet.width, sheet.head + sheet.row * len(matrix.mechanisms), "".join(body), "tiles")


def baseline(sheet: Sheet) -> float:
    return sheet.row / 2 + sheet.font * 0.36


def cell(count: int, depth: int, x: float, y: float, width: float, sheet: Sheet) -> str:
    square = element("rect", x=x, y=y, width=width, height=sheet.row)
    marks = {"class_": f"h{depth}", "data_h": str(depth)}
    if not count:
        return group(square, **marks)
    middle = x + width / 2
    number = text(str(count), middle, y + baseline(sheet), font=sheet.font, text_anchor="middle")
    return group(square, number, **marks)


def table(subject: Subject) -> Table:
    """Rows are mechanisms; each count leads to the programmes behind it."""
    matrix = matrix_of(subject)
    titles = (_("支援のかたち"), _("事業の数"), *(subject.say(words) for words in matrix.audiences.values()))
    lines = [line_of(way, words, matrix, subject) for way, words in matrix.mechanisms.items()]
    totals = Line(
        (_("事業の数"), matrix.programmes, *(matrix.by_audience[whom] for whom in matrix.audiences))
    )
    return table_of(titles, [*lines, totals], numbers=range(1, len(titles)))


def line_of(way: str, words: Words, matrix: Matrix, subject: Subject) -> Line:
    counts = [matrix.cells[way, whom] for whom in matrix.audiences]
    asked = {
        place: (("mechanism", way), ("audience", whom))
        for place, (whom, count) in enumerate(zip(matrix.audiences, counts, strict=True), start=2)
        if count
    }
    if matrix.by_mechanism[way]:
        asked[1] = (("mechanism", way),)
    return Line((subject.say(words), matrix.by_mechanism[way], *counts), asked=asked)
