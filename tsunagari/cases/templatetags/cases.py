"""Days and hours as a desk writes them, and the numbers of cases."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from operator import attrgetter

from django import template
from django.utils import timezone
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from tsunagari.cases.models.cases import Case
from tsunagari.cases.policy.numbers import case_number
from tsunagari.cases.views.rows import Row
from tsunagari.kit.templatetags.tsunagari import is_english, mixed, words

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


ROW = (
    '<tr role="row" data-row="{pk}"{here}>'
    '<td role="cell" class="bare" data-label="{due_label}">{due}</td>'
    '<th role="rowheader" scope="row" class="lead-cell"><a href="{href}">{firm}</a></th>'
    '<td role="cell" class="bare" data-label="{next_label}"><b>{next}</b><br>{title}</td>'
    "{holder}"
    '<td role="cell" class="bare" data-label="{state_label}">'
    '<span class="state" data-meaning="{meaning}">{state}</span></td>'
    '<td role="cell"><a class="btn btn--line btn--small" href="{href}">'
    '{open_label}<span class="sr"> {named}</span></a></td>'
    "</tr>"
)
HOLDER = '<td role="cell" data-label="{}">{}</td>'
HERE, NOTHING = mark_safe(' class="is-here"'), mark_safe("")
NOT_HELD = '<span class="flag flag--warn">{}</span>'


@register.simple_tag
def inbox_rows(
    rows: Iterable[Row], group: str, today: datetime.date, *, selected: Row | None, has_holder: bool
) -> SafeString:
    """The rows of one group of an inbox, written in one go: node by node they cost more than their data.

    `group` is a code of policy.inbox.GROUPS; `has_holder` adds the column that says who holds each.
    """
    labels = {
        "due_label": escape(_("期限")),
        "next_label": escape(_("すること")),
        "state_label": escape(_("状態")),
        "open_label": escape(_("開く")),
    }
    tell, say = (mixed, words) if is_english() else (str, attrgetter("ja"))
    unseen, holder_label = escape(_("会社（いまは同意がない）")), escape(_("担当"))
    not_held = format_html(NOT_HELD, _("担当なし"))

    def holder_cell(row: Row) -> str:
        return format_html(HOLDER, holder_label, tell(row.holder) if row.holder else not_held)

    return format_html_join(
        "\n",
        ROW,
        (
            {
                **labels,
                "pk": row.case.pk,
                "here": HERE if row is selected else NOTHING,
                "due": due_cell(row.due_on, group, today),
                "href": row.href,
                "firm": tell(row.firm) if row.firm else unseen,
                "next": say(row.next.words) if row.next else NOTHING,
                "title": tell(row.case.title),
                "holder": holder_cell(row) if has_holder else NOTHING,
                "meaning": row.case.meaning,
                "state": say(row.step.label),
                "named": tell(row.firm or row.number),
            }
            for row in rows
        ),
    )


def due_cell(due_on: datetime.date | None, group: str, today: datetime.date) -> SafeString:
    """When a case of this group is due, as a row says it."""
    if due_on is None:
        return format_html('<span class="ink-2">{}</span>', _("なし"))
    if group == "today":
        return format_html('<span class="soon nowrap">{}</span>', _("今日"))
    if group == "overdue":
        late = '<span class="late nowrap">{}</span> <span class="late nowrap">{}</span>'
        return format_html(late, desk_day(due_on), days_late(due_on, today))
    return format_html('<span class="nowrap">{}</span>', desk_day(due_on))
