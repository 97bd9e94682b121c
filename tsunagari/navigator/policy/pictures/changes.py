"""The budgets of two years joined by lines. Heights are logarithms: equal slopes are equal percentages."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tsunagari.base.money import oku_figure
from tsunagari.base.words import Words
from tsunagari.navigator.policy.pictures.budgets import OTHERS, money
from tsunagari.navigator.policy.pictures.drawing import Drawing, Picture, element, group, line, text
from tsunagari.navigator.policy.pictures.lettering import shortened, spread
from tsunagari.navigator.policy.pictures.subject import Subject
from tsunagari.navigator.policy.pictures.tables import Line, Table, table_of
from tsunagari.programmes.schema import Programme
from tsunagari.programmes.totals import total_of

MOST_LINES = 40  # of one kind; the smaller ones are drawn together
TOP = 56


@dataclass(frozen=True, slots=True)
class Move:
    """Yen of the year before and of the year; None = the document states none, which is no zero."""

    name: Words
    before: int | None
    now: int | None
    is_new: bool = False

    @property
    def size(self) -> int:
        return max(self.before or 0, self.now or 0)

    @property
    def way(self) -> str:
        """paired, new or untold: which of the two years state an amount."""
        if self.before and self.now:
            return "paired"
        return "new" if self.is_new else "untold"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A width, where the two years stand in it, and the height of letters."""

    width: float
    before: float
    now: float
    font: float


WIDE, NARROW = Sheet(1040, 100, 560, 14), Sheet(328, 58, 132, 12)


def moves_of(programmes: Iterable[Programme]) -> list[Move]:
    """Programmes that state an amount of either year, largest first; the small ones of a kind together."""
    every = [
        Move(p.name, p.budget_before_yen, p.budget_yen, p.is_new)
        for p in programmes
        if p.budget_yen or p.budget_before_yen
    ]
    kept = [move for way in ("paired", "new", "untold") for move in together(every, way)]
    return sorted(kept, key=lambda move: -move.size)


def together(moves: Sequence[Move], way: str) -> list[Move]:
    ordered = sorted((move for move in moves if move.way == way), key=lambda move: -move.size)
    large, small = ordered[:MOST_LINES], ordered[MOST_LINES:]
    if len(small) < 2:
        return ordered
    name = Words(OTHERS.ja.format(count=len(small)), OTHERS.en.format(count=len(small)))
    return [*large, Move(name, added(m.before for m in small), added(m.now for m in small), way == "new")]


def added(amounts: Iterable[int | None]) -> int | None:
    """The sum of those stated; None where none is."""
    stated = [amount for amount in amounts if amount is not None]
    return sum(stated) if stated else None


def draw(subject: Subject) -> Picture | None:
    """None where no amount of either year is stated."""
    moves = moves_of(subject.programmes)
    if not moves:
        return None
    total = total_of(subject.programmes)
    missing = sum(not (p.budget_yen or p.budget_before_yen) for p in subject.programmes)
    notes = [_("前の年度の合計は、この年度の新規事業の前身を含まないため、合計の増減は出しません。")]
    if missing:
        notes.append(
            _("どちらの年度の予算も記載がない%(count)d事業は、図に入りません。") % {"count": missing}
        )
    told = _(
        "左が前の年度、右がこの年度。同じ傾きは、同じ割合の増減です。線のない点は、片方の年度に金額のない事業です。"
    )
    sums = _("記載のある金額の合計は、前の年度が%(before)s、この年度が%(now)s。") % {
        "before": stated(total.budget_before_yen, subject.language),
        "now": stated(total.budget_yen, subject.language),
    }
    wide, narrow = (drawing(moves, sheet, subject) for sheet in (WIDE, NARROW))
    return Picture(_("前の年度との差（億円）"), f"{told} {sums}", wide, narrow, tuple(notes))


def stated(yen: int | None, language: str) -> str:
    return _("記載なし") if yen is None else money(yen, language)


def drawing(moves: Sequence[Move], sheet: Sheet, subject: Subject) -> Drawing:
    gap = sheet.font * 1.45
    bottom = TOP + max(gap * len(moves), 300)
    height_of = scale([yen for move in moves for yen in (move.before, move.now) if yen], TOP, bottom - gap)
    body = [
        text(
            str(subject.catalogue.year - 1),
            sheet.before,
            20,
            font=sheet.font,
            class_="strong",
            text_anchor="middle",
        ),
        text(
            str(subject.catalogue.year), sheet.now, 20, font=sheet.font, class_="strong", text_anchor="middle"
        ),
        line([(sheet.before, TOP - 16), (sheet.before, bottom)], class_="grid"),
        line([(sheet.now, TOP - 16), (sheet.now, bottom)], class_="grid"),
        *(joined(move, sheet, height_of, subject) for move in moves),
        *lettered(moves, sheet, height_of, subject, bottom),
    ]
    return Drawing(sheet.width, bottom + 12, "".join(body))


def scale(amounts: Sequence[int], top: float, bottom: float) -> Callable[[int], float]:
    """The height at which an amount lies: the largest at the top, the smallest at the bottom."""
    low, high = math.log(min(amounts)), math.log(max(amounts))
    reach = high - low or 1.0
    return lambda yen: bottom - (math.log(yen) - low) / reach * (bottom - top)


def joined(move: Move, sheet: Sheet, height_of: Callable[[int], float], subject: Subject) -> str:
    ends = [(x, height_of(yen)) for x, yen in ((sheet.before, move.before), (sheet.now, move.now)) if yen]
    is_down = bool(move.before and move.now and move.now < move.before)
    tie = [line(ends, class_="ink-line down" if is_down else "ink-line")] if len(ends) == 2 else []
    dots = [
        element("circle", cx=x, cy=y, r=4, class_="thread-fill" if move.is_new else "ink-fill")
        for x, y in ends
    ]
    amounts = " → ".join(stated(yen, subject.language) for yen in (move.before, move.now))
    return group(*tie, *dots, title=f"{subject.say(move.name)} {amounts}")


def lettered(
    moves: Sequence[Move], sheet: Sheet, height_of: Callable[[int], float], subject: Subject, bottom: float
) -> Iterable[str]:
    """Amounts at the left, amounts and names at the right, each beside its point and none over another."""
    gap, reach = sheet.font * 1.45, sheet.font * 1.6
    for x, side in ((sheet.before, -1), (sheet.now, 1)):
        told = [(yen, move) for move in moves if (yen := move.before if side < 0 else move.now)]
        told.sort(key=lambda pair: -pair[0])
        places = spread([height_of(yen) for yen, _move in told], gap, TOP - 8, bottom)
        for (yen, move), y in zip(told, places, strict=True):
            yield line([(x + side * 6, height_of(yen)), (x + side * reach, y)], class_="lead")
            yield label(move, yen, x + side * (reach + 4), y, sheet, subject, is_left=side < 0)


def label(move: Move, yen: int, x: float, y: float, sheet: Sheet, subject: Subject, *, is_left: bool) -> str:
    words = oku_figure(yen)
    if not is_left:
        mark = _("新規") if move.is_new else ""
        words = shortened(
            " ".join(part for part in (words, subject.say(move.name), mark) if part),
            sheet.width - x,
            sheet.font,
        )
    elif move.now is None:
        words = shortened(f"{subject.say(move.name)} {words}", x, sheet.font)
    return text(words, x, y + sheet.font * 0.36, font=sheet.font, text_anchor="end" if is_left else None)


def table(subject: Subject) -> Table:
    titles = (_("事業"), _("前の年度の予算"), _("この年度の予算"), _("増減"), _("新規"))
    lines = (
        Line(
            (
                subject.say(p.name),
                p.budget_before_yen if not p.is_new else "—",
                p.budget_yen,
                p.budget_yen - p.budget_before_yen
                if p.budget_yen is not None and p.budget_before_yen is not None
                else "—",
                _("新規") if p.is_new else "",
            ),
            p.key,
        )
        for p in subject.programmes
    )
    return table_of(titles, lines, yen=(1, 2), moves=(3,))
