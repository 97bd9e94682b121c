"""Labels of the plan's closed lists, and figures as the plan reports them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from tsunagari.base.money import oku, oku_figure, yen_en
from tsunagari.base.words import Words
from tsunagari.kit.address import query
from tsunagari.kit.tables import Cell, Column
from tsunagari.kit.templatetags.tsunagari import fiscal_year, is_english, ja, mixed, words
from tsunagari.navigator.policy import budget
from tsunagari.navigator.policy.glossary import Part
from tsunagari.navigator.policy.pictures.drawing import Picture, on_page
from tsunagari.navigator.policy.pictures.lineage import KINDS, Flow
from tsunagari.navigator.policy.pictures.tables import MOVE, YEN, Line
from tsunagari.programmes.schema import Reported

register = template.Library()
FISCAL_YEAR = re.compile(r"FY([0-9]{4})")
Pairs = list[tuple[str, str]]


@register.simple_tag(takes_context=True)
def labels(context: Any, name: str, codes: str | Iterable[str]) -> str:
    """Labels of `codes` in the closed list `name`, joined as the language joins them."""
    listed = context["edition"].catalogue.vocabulary.lists[name]
    each = [codes] if isinstance(codes, str) else codes
    return _("・").join(words(listed[code]) for code in each)


@register.simple_tag(takes_context=True)
def explained(context: Any, text: Words) -> SafeString:
    """A text whose terms lead to the glossary and show their meaning under the pointer."""
    language = "en" if is_english() else "ja"
    spotter = context["edition"].spotters[language]
    return format_html_join(
        "", "{}", ([linked(part, language)] for part in spotter.parts(text.in_(language)))
    )


def linked(part: Part, language: str) -> str:
    if isinstance(part, str):
        return part
    word, term = part
    address = f"{reverse('glossary')}#{term.id}"
    return format_html(
        '<a class="term" href="{}" title="{}">{}</a>', address, term.meaning.in_(language), word
    )


@register.filter
def first_query(pairs: Pairs) -> SafeString:
    """`?year=2008`, or nothing where there is nothing to carry."""
    return mark_safe(query(pairs)) if pairs else SafeString("")  # noqa: S308 - query() encodes


@register.filter
def more_query(pairs: Pairs) -> str:
    """`&year=2008`, after a query that has begun."""
    return f"&{query(pairs)[1:]}" if pairs else ""


@register.filter
def figure_or_gap(amount: int | None) -> str:
    """The figure in 億, or 記載なし set back a little."""
    if amount is None:
        return format_html('<span class="ink-2">{}</span>', _("記載なし"))
    return oku_figure(amount)


@register.filter
def plain(text: Words) -> str:
    """For an attribute, where no element can say which language it is."""
    return text.in_("en" if is_english() else "ja") or text.ja


@register.filter
def percent(share: Fraction) -> str:
    return budget.percent(share)


@register.filter
def signed_oku(amount: int | None) -> str:
    """−3.0億円, +3.7億円, ±0."""
    if amount is None:
        return "—"
    if amount == 0:
        return "±0"
    sign = "+" if amount > 0 else "−"
    return sign + (yen_en(abs(amount)) if is_english() else oku(abs(amount)))


@register.filter
def figure(reported: Reported) -> SafeString:
    """262か所; the unit of the document stands in Japanese."""
    return mark_safe(f"{reported.value:,}{ja(reported.unit)}")  # noqa: S308 - ja() escapes on an English page


@register.filter
def signed_figure(amount: int | None) -> str:
    """−3.0 where the unit (100 million yen) stands in the caption."""
    if amount is None:
        return "—"
    return "±0" if amount == 0 else ("+" if amount > 0 else "−") + oku_figure(abs(amount))


@register.simple_tag
def draw(picture: Picture, name: str) -> SafeString:
    """The drawing for wide screens and the one for narrow ones; the style sheet shows one of the two."""
    return mark_safe(  # noqa: S308 - the drawing escapes its words
        on_page(picture, picture.wide, f"{name}-wide", classes="only-wide")
        + on_page(picture, picture.narrow, f"{name}-narrow", classes="only-narrow")
    )


@register.simple_tag(takes_context=True)
def picture_cell(context: Any, line: Line, place: int, column: Column[Line], cell: Cell) -> str:
    """A cell of a picture's table: numbers with commas, 記載なし set back, a count with its rows behind."""
    if cell is None:
        return format_html('<span class="ink-2">{}</span>', column.missing)
    if column.code == MOVE and isinstance(cell, int):
        return signed_oku(cell)
    if column.code == YEN and isinstance(cell, int):
        return yen_en(cell) if is_english() else oku(cell)
    shown = f"{cell:,}" if isinstance(cell, int) else str(mixed(cell))
    if place not in line.asked:
        return shown
    edition = context["edition"]
    kept = [pair for pair in context["selection"].asked if pair[0] not in ("mechanism", "audience", "year")]
    address = reverse("plan") + query([*kept, *line.asked[place], *edition.address])
    return format_html('<a href="{}">{}<span class="sr">{}</span></a>', address, shown, _("事業を見る"))


@register.simple_tag
def flow_words(kind: str) -> str:
    return words(KINDS[kind])


@register.simple_tag
def ties(flow: Flow) -> str:
    """Threads between evenly spaced names on the left and on the right."""
    left, right = len(flow.before), len(flow.after)
    ends = [(round(100 * (a + 0.5) / left), round(100 * (b + 0.5) / right)) for a, b in flow.ties]
    return "".join(f"M0 {start}C50 {start} 50 {end} 100 {end}" for start, end in ends)


@register.filter
def period(text: str) -> str:
    """FY2008 or FY2004–FY2008 as the reader's language writes fiscal years; other texts as they are."""
    return FISCAL_YEAR.sub(lambda found: fiscal_year(int(found[1])), text)
