"""Figures as people read them: exact inside, rounded only here."""

from __future__ import annotations

from fractions import Fraction

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tsunagari.base.words import Words
from tsunagari.engines.indicator.declared import CASES, SHARE, YEN
from tsunagari.engines.indicator.period import Period
from tsunagari.engines.indicator.result import Flag, Quantity, Result
from tsunagari.evaluation.policy.board import rounded
from tsunagari.evaluation.policy.wording import FLAGS, REASONS
from tsunagari.kit.templatetags.tsunagari import is_english, yen

register = template.Library()


@register.filter
def figure(result: Result) -> str:
    """174,419円; 62.5％; 12件; 出さない."""
    if result.value is None:
        return _("出さない")
    if result.unit == SHARE:
        return percent(Fraction(result.value))
    return amount(rounded(result.value), result.unit)


@register.filter
def quantity(side: Quantity) -> str:
    """57億9,000万円; 12件; 記録なし."""
    if side.value is None:
        return _("記載なし") if side.unit == YEN else _("記録なし")
    return yen(side.value) if side.unit == YEN else amount(side.value, side.unit)


def amount(value: int | None, unit: str) -> str:
    """Yen to the yen: a cost is compared with another, not read aloud."""
    if unit == YEN:
        return f"¥{value:,}" if is_english() else f"{value:,}円"
    if unit != CASES:
        return f"{value:,}"
    return ngettext("%(n)s件", "%(n)s件", value or 0) % {"n": f"{value:,}"}


def percent(share: Fraction) -> str:
    """One decimal, half up."""
    tenths = (share * 1000 + Fraction(1, 2)).__floor__()
    return f"{tenths // 10}.{tenths % 10}%" if is_english() else f"{tenths // 10}.{tenths % 10}％"


@register.filter
def days(period: Period | None) -> str:
    """2009年4月1日〜2009年10月1日, in figures that fit a cell."""
    if period is None:
        return ""
    return f"{period.first:%Y.%-m.%-d}–{period.last:%Y.%-m.%-d}"


@register.filter
def flag_words(flag: Flag) -> Words:
    return FLAGS[flag]


@register.filter
def reason(flag: Flag) -> Words:
    return REASONS[flag]
