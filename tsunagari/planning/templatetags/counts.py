"""Counts as the what-if page shows them."""

from __future__ import annotations

from django import template

from tsunagari.planning.policy.compared import Line

register = template.Library()


@register.filter
def figures(number: int) -> str:
    return f"{number:,}"


@register.filter
def signed(number: int) -> str:
    """With a plus where there are more than now."""
    return f"{number:+,}" if number else "0"


@register.filter
def share(line: Line) -> str:
    """The difference in a hundredth of all firms, to one place; exact until it is written."""
    tenths = round(1000 * line.gained / line.firms)
    return f"{tenths / 10:.1f}%"
