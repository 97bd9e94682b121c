"""`/outreach/`: whom to tell of a programme. Who was shown is written down; the list leaves for a purpose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tsunagari.base.errors import BadInput
from tsunagari.base.places import PREFECTURES
from tsunagari.base.trades import DIVISIONS
from tsunagari.base.words import Words
from tsunagari.base.years import fiscal_year_of
from tsunagari.kit.access import access
from tsunagari.kit.exports import KINDS, as_file, download
from tsunagari.kit.published import outside_of, plan_for
from tsunagari.outreach.forms.asked import FARTHEST, NEAREST, NEWLY, Asked, read_asked
from tsunagari.outreach.policy.causes import CAUSES
from tsunagari.outreach.policy.found import Found, Hit
from tsunagari.outreach.policy.programmes import is_running
from tsunagari.outreach.policy.sheet import Row, columns_in
from tsunagari.outreach.queries.lists import newly_eligible, one_fact_away
from tsunagari.outreach.queries.rows import rows_of
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.schema import Programme
from tsunagari.registry.actions.exports import note_export
from tsunagari.registry.actions.firms import note_readings
from tsunagari.registry.doors.access import CASE_WORKERS
from tsunagari.registry.forms.firms import read_purpose

SHOWN, MOST_EXPORTED = 30, 2_000


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, of which plan."""

    catalogue: Catalogue
    offered: Mapping[str, Programme]
    asked: Asked


def read_question(request: HttpRequest) -> Question:
    catalogue = plan_for(fiscal_year_of(request.today))
    offered = {one.key: one for one in (*catalogue.programmes, *outside_of(catalogue))}
    return Question(catalogue, offered, read_asked(request.GET, offered, request.today))


def find(request: HttpRequest, question: Question, programme: Programme) -> Found:
    asked, catalogue, on = question.asked, question.catalogue, request.today
    if asked.question == NEWLY:
        return newly_eligible(request.actor, catalogue, programme, asked.narrowed, since=asked.since, on=on)
    return one_fact_away(request.actor, catalogue, programme, asked.narrowed, on=on)


def rows_for(
    request: HttpRequest, question: Question, programme: Programme, hits: tuple[Hit, ...]
) -> list[Row]:
    since = question.asked.since if question.asked.question == NEWLY else None
    return rows_of(request.actor, hits, question.catalogue, programme, since=since, on=request.today)


@access(CASE_WORKERS)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The page. A line for each firm shown says who saw what of it."""
    question = read_question(request)
    asked = question.asked
    context: dict[str, Any] = {
        "asked": asked,
        "is_newly": asked.question == NEWLY,
        "programmes": {key: one.name for key, one in question.offered.items()},
        "key": asked.programme.key if asked.programme else "",
        "places": {place.code: Words(place.ja, place.en) for place in PREFECTURES},
        "trades": {letter: Words(ja, en) for letter, (ja, en, _first, _last) in DIVISIONS.items()},
        "earliest": request.today - FARTHEST,
        "latest": request.today - NEAREST,
        "on": request.today,
    }
    if asked.programme is not None:
        context |= listed(request, question, asked.programme)
    return render(request, "outreach/list.html", context)


def listed(request: HttpRequest, question: Question, programme: Programme) -> dict[str, Any]:
    asked, catalogue = question.asked, question.catalogue
    found = find(request, question, programme)
    hits = found.only(asked.why)
    pages = max(1, -(-len(hits) // SHOWN))
    page = min(asked.page, pages)
    rows = rows_for(request, question, programme, hits[(page - 1) * SHOWN : page * SHOWN])
    note_readings(
        request.actor,
        {row.line.firm_id: row.groups for row in rows},
        organisation_id=request.actor.organisation_id,
        now=request.now,
    )
    return {
        "programme": programme,
        "is_running": is_running(programme, catalogue.year, request.today),
        "is_assumed": any(one.startswith("eligibility") for one in programme.assumed),
        "found": found,
        "count": len(hits),
        "rows": rows,
        "all_reasons": asked.address(why=""),
        "reasons": reasons(found, question, programme),
        "page": page,
        "pages": pages,
        "earlier": asked.address(page=str(page - 1)) if page > 1 else "",
        "later": asked.address(page=str(page + 1)) if page < pages else "",
        "exports": [(kind, reverse("outreach-export", args=[kind]) + asked.address()) for kind in KINDS],
    }


def reasons(found: Found, question: Question, programme: Programme) -> list[tuple[str, Words, int, str]]:
    """Code, words, number of firms and address of each reason there is, the most frequent first."""
    facts = question.catalogue.vocabulary.facts
    return [
        (code, CAUSES.get(code) or facts[code].label, count, question.asked.address(why=code))
        for code, count in found.counts.most_common()
    ]


@access(CASE_WORKERS)
@require_POST
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The whole list as a file. A line for each firm says who took what, of which list and what for."""
    if kind not in KINDS:
        raise Http404(_("ファイルの形は xlsx か csv です。"))
    purpose = read_purpose(request.POST)
    question = read_question(request)
    asked, programme = question.asked, question.asked.programme
    if programme is None:
        raise BadInput(
            given="", allowed=_("一覧にある制度"), mend=_("制度をえらんでください。"), where=_("制度")
        )
    hits = find(request, question, programme).only(asked.why)
    if len(hits) > MOST_EXPORTED:
        mend = _("条件をしぼって、分けて書き出してください。")
        raise BadInput(given=str(len(hits)), allowed=str(MOST_EXPORTED), mend=mend, where=_("会社の数"))
    rows = rows_for(request, question, programme, hits)
    note_export(
        request.actor,
        {row.line.firm_id: row.groups for row in rows},
        purpose,
        organisation_id=request.actor.organisation_id,
        now=request.now,
        of_list={"list": "outreach", "programme": programme.key, "question": asked.question},
    )
    columns = columns_in(get_language() or "ja")
    content = as_file(kind, columns, rows, sheet=_("案内する企業"), note=purpose)
    return download(content, kind, f"outreach-{request.today.isoformat()}")
