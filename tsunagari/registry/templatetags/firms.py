"""Small words for the pages of firms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tsunagari.base.words import Words
from tsunagari.kit.templatetags.tsunagari import is_english, ja, stamp
from tsunagari.kit.templatetags.tsunagari import words as in_language
from tsunagari.registry.queries.cards import Event

register = template.Library()


@register.filter
def of(table: Mapping[str, Any], key: str) -> Any:
    """What a table holds under a name; empty where it holds nothing."""
    return table.get(key, "")


@register.filter
def plain(value: Words) -> str:
    """A text of both languages where no markup may stand, such as in an option."""
    return value.en if is_english() and value.en else value.ja


@register.simple_tag
def thread_lines(events: Iterable[Event]) -> SafeString:
    """The thread of a firm, written in one go; one's own cases are links to them."""
    return format_html_join(
        "\n",
        "<li>{}<b>{}</b>{}{}</li>",
        ((stamp(one.at), in_language(one.what), title_of(one), teller_of(one)) for one in events),
    )


def title_of(event: Event) -> str:
    if not event.title:
        return ""
    href = case_address(event.subject_id) if event.is_own and event.subject_kind == "case" else ""
    if href:
        return format_html('<br><a href="{}">{}</a>', href, ja(event.title))
    return format_html("<br>{}", ja(event.title))


def case_address(pk: int) -> str:
    """Where a case is; empty where this house has no desk."""
    try:
        return reverse("case", args=[pk])
    except NoReverseMatch:
        return ""


def teller_of(event: Event) -> str:
    """Who of one's own did it, or which other organisation."""
    who = event.who if event.is_own else event.organisation
    return format_html('<br><span class="ink-2">{}</span>', ja(who)) if who else ""
