"""Small words for the pages of firms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

from tsunagari.base.words import Words
from tsunagari.kit.templatetags.tsunagari import is_english

register = template.Library()


@register.filter
def of(table: Mapping[str, Any], key: str) -> Any:
    """What a table holds under a name; empty where it holds nothing."""
    return table.get(key, "")


@register.filter
def plain(value: Words) -> str:
    """A text of both languages where no markup may stand, such as in an option."""
    return value.en if is_english() and value.en else value.ja
