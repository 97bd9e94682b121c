"""Days and hours as a desk writes them, and the numbers of cases."""

from __future__ import annotations

import datetime

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from tsunagari.cases.models.cases import Case
from tsunagari.cases.policy.numbers import case_number
from tsunagari.kit.templatetags.tsunagari import is_english

register = template.Library()
WEEKDAYS = "月火水木金土日"


@register.filter
def desk_day(value: datetime.date | None) -> str:
    """10月2日（金） / Fri 2 October; nothing for no day."""
    if value is None:
        return ""
    if is_english():
        return f"{value:%a} {value.day} {value:%B}"
    return f"{value.month}月{value.day}日（{WEEKDAYS[value.weekday()]}）"


@register.filter
def desk_time(value: datetime.datetime | None) -> str:
    """9月29日（火）14:05 / Tue 29 September 14:05, in the time of the house."""
    if value is None:
        return ""
    local = value.astimezone(timezone.get_default_timezone())
    return f"{desk_day(local.date())}{' ' if is_english() else ''}{local:%H:%M}"


@register.filter
def days_late(due_on: datetime.date, today: datetime.date) -> str:
    """1日超過 / 1 day late."""
    late = (today - due_on).days
    return f"{late} {'day' if late == 1 else 'days'} late" if is_english() else f"{late}日超過"


@register.filter
def number(case: Case) -> str:
    """2009-0412."""
    return case_number(case.year, case.serial)


@register.filter
def channel(code: str) -> str:
    """How a case came, in words."""
    return {
        "page": _("ページから"),
        "phone": _("電話"),
        "visit": _("来所"),
        "mail": _("手紙・ファクス"),
        "handoff": _("紹介"),
    }.get(code, code)
