"""The inbox as a file, with what it is for."""

from __future__ import annotations

import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tsunagari.base.errors import BadInput
from tsunagari.cases.actions.exporting import note_export
from tsunagari.cases.queries.cases import inbox
from tsunagari.cases.views.inbox import filters_for, read_question
from tsunagari.cases.views.rows import Row, rows_shown
from tsunagari.kit.access import access
from tsunagari.kit.address import read_choice, read_text
from tsunagari.kit.exports import KINDS, as_file, download
from tsunagari.kit.tables import Column
from tsunagari.registry.doors.access import CASE_READERS

MOST = 10_000  # rows in one file
LONGEST_PURPOSE = 120


@access(CASE_READERS)
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """Every case that the page's question finds, not only those of one page."""
    kind = read_choice(request.POST, "kind", tuple(KINDS), where=_("ファイルの形"), default="xlsx")
    purpose = read_text(request.POST, "purpose", limit=LONGEST_PURPOSE, where=_("目的"))
    if not purpose:
        mend = _("何に使うかを書いてください。")
        raise BadInput(given="", allowed=_("空でないことば"), mend=mend, where=_("目的"))
    question = read_question(request.POST, filters_for(request.actor, request.today))
    cases = list(inbox(request.actor, question, request.today)[: MOST + 1])
    if len(cases) > MOST:
        mend = _("条件をしぼって、分けて書き出してください。")
        raise BadInput(given=_("%(most)d件より多い") % {"most": MOST}, allowed=str(MOST), mend=mend)
    rows = rows_shown(cases, request.actor, request.today)
    note_export(request.actor, rows=len(rows), purpose=purpose, now=request.now)
    columns = columns_in(get_language() or "ja")
    title = _("案件")
    content = as_file(kind, columns, rows, sheet=title, note=purpose)
    return download(content, kind, f"cases-{request.today}")


def columns_in(language: str) -> list[Column[Row]]:
    return [
        Column("number", _("受付番号"), lambda row: row.number),
        Column("firm", _("会社・お店"), lambda row: row.firm, width=28),
        Column("title", _("相談"), lambda row: row.case.title, width=36),
        Column("step", _("状態"), lambda row: row.step.label.in_(language)),
        Column("next", _("すること"), lambda row: row.next.words.in_(language) if row.next else ""),
        Column("due", _("期限"), lambda row: row.case.due_on),
        Column("holder", _("担当"), lambda row: row.holder),
        Column("opened", _("受付日"), lambda row: day_of(row.case.opened_at)),
        Column("channel", _("経路"), lambda row: row.case.channel),
        Column("programme", _("制度"), lambda row: row.case.programme),
    ]


def day_of(at: datetime.datetime) -> datetime.date:
    """The day in the time of the house."""
    return at.astimezone(timezone.get_default_timezone()).date()
