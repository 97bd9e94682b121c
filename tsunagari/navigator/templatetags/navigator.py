"""Labels of the plan's closed lists, and figures as the plan reports them."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from tsunagari.base.money import oku, oku_figure, yen_en
from tsunagari.kit.templatetags.tsunagari import is_english, ja, words
from tsunagari.navigator.policy import budget
from tsunagari.programmes.schema import Reported

register = template.Library()


@register.simple_tag(takes_context=True)
def labels(context: Any, name: str, codes: str | Iterable[str]) -> str:
    """Labels of `codes` in the closed list `name`, joined as the language joins them."""
    listed = context["edition"].catalogue.vocabulary.lists[name]
    each = [codes] if isinstance(codes, str) else codes
    return _("・").join(words(listed[code]) for code in each)


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
