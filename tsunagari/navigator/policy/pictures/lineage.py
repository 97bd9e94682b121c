"""What became of last year's programmes, as far as this year's plan tells: threads from names to names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tsunagari.base.words import Words
from tsunagari.navigator.policy.pictures.drawing import Drawing, Picture, element, text
from tsunagari.navigator.policy.pictures.lettering import wrapped
from tsunagari.navigator.policy.pictures.subject import Subject
from tsunagari.navigator.policy.pictures.tables import Line, Table, table_of
from tsunagari.programmes.schema import Lineage, Programme

MOST_NAMES = 160
KINDS: dict[str, Words] = {
    "merges": Words("統合", "merged"),
    "splits": Words("分割", "split"),
    "renames": Words("改称", "renamed"),
    "extends": Words("拡充", "extended"),
    "replaces": Words("後継", "replaced"),
    "new": Words("新規", "new"),
    "ended": Words("終了", "ended"),
    "continues": Words("続き", "continued"),
    "untold": Words("記載なし", "not stated"),
}
QUIET = frozenset({"continues", "untold"})  # counted, not drawn


@dataclass(frozen=True, slots=True)
class Past:
    """A programme of an earlier year, by the title it had."""

    title: str
    year: int


@dataclass(frozen=True, slots=True)
class Flow:
    """Names on both sides that hang together; `ties` are the places of the two ends of each thread."""

    kind: str
    before: tuple[Past, ...]
    after: tuple[Programme, ...]
    ties: tuple[tuple[int, int], ...]


def flows_of(subject: Subject) -> list[Flow]:
    """Every programme stands in exactly one flow. The order is that of KINDS, then the plan's."""
    made = [flow_of(programmes) for programmes in hanging_together(subject.programmes)]
    made += [Flow("ended", (past,), (), ()) for past in ended(subject)]
    order = list(KINDS)
    return sorted(made, key=lambda flow: order.index(flow.kind))


def hanging_together(programmes: Sequence[Programme]) -> Iterable[list[Programme]]:
    """Programmes grouped by the predecessors they share, one by another."""
    followers: dict[Past, list[Programme]] = defaultdict(list)
    for programme in programmes:
        for past in map(past_of, programme.follows):
            followers[past].append(programme)
    seen: set[str] = set()
    for first in programmes:
        together, open_ones = [], [first]
        while open_ones:
            programme = open_ones.pop()
            if programme.key not in seen:
                seen.add(programme.key)
                together.append(programme)
                open_ones += (
                    other for past in map(past_of, programme.follows) for other in followers.pop(past, ())
                )
        if together:
            yield together


def past_of(lineage: Lineage) -> Past:
    return Past(lineage.title, lineage.year)


def flow_of(programmes: Sequence[Programme]) -> Flow:
    before = tuple(dict.fromkeys(past_of(lineage) for p in programmes for lineage in p.follows))
    place_of = {past: place for place, past in enumerate(before)}
    ties = tuple(
        (place_of[past_of(lineage)], place)
        for place, programme in enumerate(programmes)
        for lineage in programme.follows
    )
    return Flow(kind_of(programmes, before), before, tuple(programmes), ties)


def kind_of(programmes: Sequence[Programme], before: Sequence[Past]) -> str:
    """By the shape of the threads where it tells, else by the plan's own word."""
    if not before:
        return "new" if programmes[0].is_new else "untold"
    if len(before) > 1:
        return "merges"
    if len(programmes) > 1:
        return "splits"
    return programmes[0].follows[0].how


def ended(subject: Subject) -> list[Past]:
    """Programmes of the year before that nothing of this year's whole plan goes on from."""
    plan = subject.catalogue
    followed = {lineage.title for programme in plan.programmes for lineage in programme.follows}
    return [
        Past(programme.name.ja, plan.year - 1)
        for programme in subject.earlier or ()
        if programme.key not in plan.by_key and programme.name.ja not in followed
    ]


def told_of(flows: Iterable[Flow]) -> list[Flow]:
    """Those worth drawing, as far as MOST_NAMES allow; one that is too large leaves room for the next."""
    told, names = [], 0
    for flow in flows:
        size = len(flow.before) + len(flow.after)
        if flow.kind not in QUIET and names + size <= MOST_NAMES:
            told.append(flow)
            names += size
    return told


def draw(subject: Subject) -> Picture | None:
    """None where nothing changed, or nothing is told."""
    flows = flows_of(subject)
    told = told_of(flows)
    if not told:
        return None
    kinds = Counter(flow.kind for flow in flows)
    wide, narrow = (drawing(told, sheet, subject) for sheet in (WIDE, NARROW))
    how_to_read = _("左が前の年度、右がこの年度の事業。糸は、統合・分割・改称・拡充などのつながりです。")
    counted = _("、").join(
        f"{subject.say(words)} {kinds[kind]}" for kind, words in KINDS.items() if kinds[kind]
    )
    notes = tuple(notes_of(subject, kinds, len(told)))
    return Picture(_("前の年度からのつながり"), how_to_read + counted, wide, narrow, notes)


def notes_of(subject: Subject, kinds: Counter[str], drawn: int) -> Iterable[str]:
    left = sum(count for kind, count in kinds.items() if kind not in QUIET) - drawn
    if left:
        yield _("図には%(most)d件をかきました。残りの%(left)d件は、CSVにあります。") % {
            "most": drawn,
            "left": left,
        }
    if kinds["continues"]:
        yield _("同じ名前で続く%(count)d事業は、図に入れていません。") % {"count": kinds["continues"]}
    if kinds["untold"]:
        yield _("前の年度との関係が計画に書かれていない事業が%(count)dあります。") % {
            "count": kinds["untold"]
        }
    if subject.earlier is None:
        yield _("前の年度の計画がここにないので、終わった事業は、この計画が書くものだけが分かります。")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Names end at `left`, begin at `right`; threads between."""

    width: float
    left: float
    right: float
    font: float


WIDE, NARROW = Sheet(1040, 400, 560, 15), Sheet(328, 136, 186, 12)


def drawing(flows: Sequence[Flow], sheet: Sheet, subject: Subject) -> Drawing:
    year = subject.catalogue.year
    body = [
        text(str(year - 1), sheet.left, 18, font=sheet.font, class_="strong", text_anchor="end"),
        text(str(year), sheet.right, 18, font=sheet.font, class_="strong"),
    ]
    top = 18 + sheet.font
    for flow in flows:
        drawn, top = drawn_flow(flow, top, sheet, subject)
        body.append(drawn)
    return Drawing(sheet.width, top, "".join(body))


def drawn_flow(flow: Flow, top: float, sheet: Sheet, subject: Subject) -> tuple[str, float]:
    """The flow below `top`, and where the next begins."""
    kind = subject.say(KINDS[flow.kind])
    left = [wrapped(past.title, sheet.left, sheet.font) for past in flow.before]
    room = sheet.width - sheet.right
    right = [[*wrapped(subject.say(p.name), room, sheet.font), kind] for p in flow.after] or [[kind]]
    step = sheet.font * 1.45
    high = max(sum(map(len, left)), sum(map(len, right))) * step + step
    starts, left_words = column(left, top, high, sheet.left, sheet.font, anchor="end")
    ends, right_words = column(right, top, high, sheet.right, sheet.font, anchor="start")
    threads = [thread(starts[a], ends[b], sheet) for a, b in flow.ties]
    rule = element("path", d=f"M0 {top + high:.1f}H{sheet.width}", class_="grid")
    return "".join((*left_words, *threads, *right_words, rule)), top + high


def column(
    blocks: Sequence[Sequence[str]], top: float, high: float, x: float, font: float, *, anchor: str
) -> tuple[list[float], list[str]]:
    """Blocks of lines spaced evenly: the middle of each, and the lines."""
    share = high / max(len(blocks), 1)
    middles, drawn = [], []
    for place, lines in enumerate(blocks):
        middle = top + share * (place + 0.5)
        first = middle - (len(lines) - 1) / 2 * font * 1.45 + font * 0.36
        middles.append(middle)
        drawn += [
            text(
                words,
                x,
                first + number * font * 1.45,
                font=font,
                text_anchor=anchor,
                class_="soft" if anchor == "start" and number == len(lines) - 1 else None,
            )
            for number, words in enumerate(lines)
        ]
    return middles, drawn


def thread(start: float, end: float, sheet: Sheet) -> str:
    left, right = sheet.left + 8, sheet.right - 12
    middle = (left + right) / 2
    path = f"M{left:.1f} {start:.1f}C{middle:.1f} {start:.1f} {middle:.1f} {end:.1f} {right:.1f} {end:.1f}"
    dot = element("circle", cx=right, cy=end, r=4, class_="thread-fill")
    return element("path", d=path, class_="tie") + dot


def table(subject: Subject) -> Table:
    """One row per thread, and one per programme that has none."""
    titles = (_("前の年度"), _("年度"), _("つながり"), _("この年度"), _("予算"))
    lines = [line for flow in flows_of(subject) for line in lines_of(flow, subject)]
    return table_of(titles, lines, yen=(4,), lead=3)


def lines_of(flow: Flow, subject: Subject) -> Iterable[Line]:
    kind = subject.say(KINDS[flow.kind])
    for past, place in flow.ties:
        before, after = flow.before[past], flow.after[place]
        yield Line(
            (before.title, str(before.year), kind, subject.say(after.name), after.budget_yen), after.key
        )
    if not flow.ties:
        for past in flow.before:
            yield Line((past.title, str(past.year), kind, "—", ""))
        for programme in flow.after:
            yield Line(("—", "", kind, subject.say(programme.name), programme.budget_yen), programme.key)
