"""Words, money and days as the reader's language writes them. Loaded into every template.

On an English page a Japanese text stands inside lang="ja", so that it is read aloud and broken as Japanese.
"""

from __future__ import annotations

import datetime
import re
import uuid
from collections.abc import Mapping

from django import template
from django.forms import BoundField
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tsunagari.base.money import oku, oku_figure, yen_en, yen_ja
from tsunagari.base.words import Words
from tsunagari.base.years import date_ja, fiscal_year_ja

register = template.Library()
JAPANESE = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")


def is_english() -> bool:
    return (get_language() or "ja").startswith("en")


@register.filter
def words(value: Words | None) -> str:
    """A text that exists in both languages."""
    if value is None:
        return ""
    if is_english():
        return value.en or ja(value.ja)
    return value.ja


@register.simple_tag
def options(offered: Mapping[str, Words | str], chosen: str = "") -> str:
    """The choices of a list, code → text: written in one go, as a list of a plan's programmes is long."""
    language, english, nothing = get_language() or "ja", is_english(), mark_safe("")
    return format_html_join(
        "",
        '<option value="{}"{}{}>{}</option>',
        (
            (
                code,
                mark_safe(" selected") if code == chosen else nothing,
                mark_safe(' lang="ja"') if english and is_japanese(text) else nothing,
                text.in_(language) if isinstance(text, Words) else text,
            )
            for code, text in offered.items()
        ),
    )


def is_japanese(text: Words | str) -> bool:
    return not text.en if isinstance(text, Words) else bool(JAPANESE.search(str(text)))


@register.filter
def ja(text: object) -> str:
    """A text that exists only in Japanese: a law, a title, the document's own wording."""
    if is_english() and text:
        return format_html('<span lang="ja">{}</span>', text)
    return str(text or "")


@register.filter
def yen(amount: int | None) -> str:
    """5,020万円 / ¥50.2 million; not stated is said, never shown as zero."""
    if amount is None:
        return _("記載なし")
    return yen_en(amount) if is_english() else yen_ja(amount)


@register.filter(name="oku")
def oku_words(amount: int | None) -> str:
    """58.0億円 / ¥5.8 billion."""
    if amount is None:
        return _("記載なし")
    return yen_en(amount) if is_english() else oku(amount)


@register.filter(name="oku_figure")
def oku_figure_words(amount: int | None) -> str:
    """58.0 where the unit (100 million yen) stands in the caption."""
    return _("記載なし") if amount is None else oku_figure(amount)


@register.filter
def day(value: datetime.date) -> str:
    """2009年10月1日（平成21年10月1日） / 1 October 2009."""
    return f"{value.day} {value:%B %Y}" if is_english() else date_ja(value)


@register.filter
def stamp(at: datetime.datetime) -> str:
    """When a line of a long list happened, in the time of the house: 2009-10-01 14:05."""
    local = timezone.localtime(at)
    shown = local.isoformat(" ", "minutes")[:16]
    return mark_safe(f'<time datetime="{local.isoformat()}">{shown}</time>')  # noqa: S308 - digits and dashes


@register.filter
def fiscal_year(value: int) -> str:
    """平成21年度（2009） / FY2009."""
    return f"FY{value}" if is_english() else fiscal_year_ja(value)


@register.filter
def lang(text: object) -> str:
    """` lang="ja"` for an element of an English page that holds what a person typed in Japanese."""
    return mark_safe(' lang="ja"') if is_english() and JAPANESE.search(str(text)) else ""


@register.filter
def mixed(text: object) -> str:
    """A text of unknown language, such as what a person typed: Japanese letters make it Japanese."""
    return ja(text) if JAPANESE.search(str(text)) else str(text)


@register.filter
def control(field: BoundField) -> str:
    """A form field's control in the house's look. What a placeholder would say stands in the label."""
    look = {} if field.widget_type in ("checkbox", "radioselect") else {"class": "input"}
    return field.as_widget(attrs=look | {"placeholder": False})


@register.simple_tag
def submission() -> str:
    """The hidden key of a form that writes: sent twice, it is done once (registry.doors.submissions)."""
    return format_html('<input type="hidden" name="submission" value="{}">', uuid.uuid4())
