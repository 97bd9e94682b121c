"""The figures a plan reports, as small pictures. Only those of one programme, unit and time share a scale."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tsunagari.base.words import Words
from tsunagari.base.years import date_ja, fiscal_year_ja
from tsunagari.navigator.policy.pictures.drawing import Drawing, Picture, element, group, text
from tsunagari.navigator.policy.pictures.lettering import wrapped
from tsunagari.navigator.policy.pictures.subject import Subject
from tsunagari.navigator.policy.pictures.tables import Line, Table, table_of
from tsunagari.navigator.policy.units import counted, unit_in
from tsunagari.programmes.schema import Programme, Reported

MOST_PANELS = 60
FISCAL_YEAR = re.compile(r"FY([0-9]{4})")
BOUNDS = {">=": Words("{figure}以上", "at least {figure}"), "about": Words("約{figure}", "about {figure}")}


@dataclass(frozen=True, slots=True)
class Panel:
    """Figures of one programme that may be compared: they share unit and time."""

    programme: Programme
    when: str
    figures: tuple[Reported, ...]

    @property
    def is_share(self) -> bool:
        return self.figures[0].unit in ("％", "%")

    @property
    def is_comparable(self) -> bool:
        """Whether bars say anything: of shares, and where there are two to compare."""
        return self.is_share or len(self.figures) > 1

    @property
    def whole(self) -> int:
        """What the full width stands for."""
        return 100 if self.is_share else max(figure.value for figure in self.figures) or 1


def panels_of(programmes: Iterable[Programme]) -> list[Panel]:
    """In the plan's order."""
    made = []
    for programme in programmes:
        grouped: dict[tuple[str, str], list[Reported]] = {}
        for figure in programme.reported:
            grouped.setdefault((figure.unit, when_of(figure)), []).append(figure)
        made += [Panel(programme, when, tuple(figures)) for (_unit, when), figures in grouped.items()]
    return made


def when_of(figure: Reported) -> str:
    return figure.as_of.isoformat() if figure.as_of else figure.period


def when_words(figure: Reported, language: str) -> str:
    """The day or the fiscal years as the reader's language writes them."""
    if language.startswith("en"):
        return f"{figure.as_of.day} {figure.as_of:%B %Y}" if figure.as_of else figure.period
    if figure.as_of:
        return date_ja(figure.as_of)
    return FISCAL_YEAR.sub(lambda found: fiscal_year_ja(int(found[1])), figure.period)


def draw(subject: Subject) -> Picture | None:
    """None where the programmes report nothing."""
    panels = panels_of(subject.programmes)
    if not panels:
        return None
    count = sum(len(panel.figures) for panel in panels)
    told = _("計画に書かれた%(count)d個の数。棒の長さは、同じ枠のなかだけで比べられます。") % {"count": count}
    silent = sum(not programme.reported for programme in subject.programmes)
    notes = [_("時期や単位のちがう数は、別の枠に分けています。")]
    if silent:
        notes.append(
            _("数が書かれていない事業は%(count)dあります。0という意味ではありません。") % {"count": silent}
        )
    if len(panels) > MOST_PANELS:
        left = {"most": MOST_PANELS, "left": len(panels) - MOST_PANELS}
        notes.append(_("図には%(most)d件をかきました。残りの%(left)d件は、CSVにあります。") % left)
    wide, narrow = (drawing(panels[:MOST_PANELS], sheet, subject) for sheet in (WIDE, NARROW))
    return Picture(_("これまでの数"), told, wide, narrow, tuple(notes))


@dataclass(frozen=True, slots=True)
class Sheet:
    width: float
    columns: int
    font: float

    @property
    def panel(self) -> float:
        return (self.width - GUTTER * (self.columns - 1)) / self.columns


GUTTER = 32
WIDE, NARROW = Sheet(1040, 3, 14), Sheet(328, 1, 13)


def drawing(panels: Sequence[Panel], sheet: Sheet, subject: Subject) -> Drawing:
    body, top = [], 0.0
    for start in range(0, len(panels), sheet.columns):
        row = [panel_lines(panel, sheet, subject) for panel in panels[start : start + sheet.columns]]
        for place, (drawn, _high) in enumerate(row):
            x = place * (sheet.panel + GUTTER)
            body.append(group(drawn, transform=f"translate({x:.1f} {top:.1f})"))
        top += max(high for _drawn, high in row) + GUTTER * 0.75
    return Drawing(sheet.width, top, "".join(body))


def panel_lines(panel: Panel, sheet: Sheet, subject: Subject) -> tuple[str, float]:
    """The panel from its own corner, and how high it is."""
    font, step = sheet.font, sheet.font * 1.5
    parts = [element("path", d=f"M0 0.5H{sheet.panel:.1f}", class_="axis")]
    y = 0.0
    for words in wrapped(subject.say(panel.programme.name), sheet.panel, font):
        y += step
        parts.append(text(words, 0, y, font=font, class_="strong"))
    if panel.when:
        y += step
        parts.append(text(when_words(panel.figures[0], subject.language), 0, y, font=font, class_="soft"))
    for figure in panel.figures:
        told = f"{subject.say(figure.what)} {shown(figure, subject.language)}"
        for words in wrapped(told, sheet.panel, font):
            y += step
            parts.append(text(words, 0, y, font=font))
        if panel.is_comparable:
            length = sheet.panel * min(figure.value / panel.whole, 1)
            parts += [bar(y + 6, sheet.panel, "mute-fill"), bar(y + 6, length, "bar")]
            y += 16
    return "".join(parts), y


def bar(y: float, length: float, kind: str) -> str:
    return element("rect", x=0, y=y, width=length, height=8, class_=kind)


def shown(figure: Reported, language: str) -> str:
    """1,971社; 約50％; 40名以上."""
    plain = counted(figure.value, figure.unit, language)
    bound = BOUNDS.get(figure.op)
    return bound.in_(language).format(figure=plain) if bound else plain


def table(subject: Subject) -> Table:
    titles = (_("事業"), _("数えたもの"), _("数"), _("単位"), _("正確さ"), _("時期"))
    exact = {"=": _("ちょうど"), ">=": _("以上"), "about": _("約")}
    lines = [
        Line(
            (
                subject.say(p.name),
                subject.say(figure.what),
                figure.value,
                unit_in(figure.unit, subject.language),
                exact[figure.op],
                when_of(figure) or _("記載なし"),
            ),
            p.key,
        )
        for p in subject.programmes
        for figure in p.reported
    ]
    return table_of(titles, lines, numbers=(2,))
