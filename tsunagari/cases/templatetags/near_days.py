"""Days and hours near today, as one tells them to a firm: with the year only where it is another one."""

from __future__ import annotations

import datetime

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tsunagari.cases.templatetags.cases import WEEKDAYS
from tsunagari.kit.templatetags.tsunagari import is_english

register = template.Library()


@register.filter
def near_day(day: datetime.date, on: datetime.date) -> str:
    """10月7日（水） / Wednesday 7 October."""
    if is_english():
        return f"{day:%A} {day.day} {day:%B}" + (f" {day.year}" if day.year != on.year else "")
    year = f"{day.year}年" if day.year != on.year else ""
    return f"{year}{day.month}月{day.day}日（{WEEKDAYS[day.weekday()]}）"


@register.filter
def near_time(moment: datetime.datetime, on: datetime.date) -> SafeString:
    """10月7日（水）14:00 / Wednesday 7 October, 14:00, as a <time>."""
    local = timezone.localtime(moment)
    return format_html('<time datetime="{}">{}</time>', f"{local:%Y-%m-%dT%H:%M}", near_moment(moment, on))


def near_moment(moment: datetime.datetime, on: datetime.date) -> str:
    """The same without the tag."""
    local = timezone.localtime(moment)
    return f"{near_day(local.date(), on)}{', ' if is_english() else ''}{local:%H:%M}"
