"""The inbox: what needs me today, then the days after; all that narrows it stands in the address."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tsunagari.base.words import Words
from tsunagari.base.years import fiscal_year_of
from tsunagari.cases.forms.inbox import LONGEST, read_inbox
from tsunagari.cases.policy.answers import hands_over
from tsunagari.cases.policy.delivering import programmes_by_cases
from tsunagari.cases.policy.inbox import VIEWS, InboxQuestion, grouped
from tsunagari.cases.policy.movers import movers_of
from tsunagari.cases.queries.cases import (
    NOBODY,
    LastEntry,
    cases_within_reach,
    handoffs_waiting,
    inbox,
    inbox_rows,
    last_of,
    rows_after,
    view_counts,
)
from tsunagari.cases.queries.people import holders_of, names_of
from tsunagari.cases.views.rows import Row, rows_shown
from tsunagari.engines.procedure.positions import is_by
from tsunagari.kit.access import access
from tsunagari.kit.address import query
from tsunagari.kit.published import plan_for
from tsunagari.registry.doors.access import CASE_READERS, CASE_WORKERS
from tsunagari.registry.policy.actor import Actor


@dataclass(frozen=True, slots=True)
class Peek:
    """What stands beside the list of the case chosen there; `refer` leads to handing it over."""

    row: Row
    last: LastEntry | None
    refer: str


@dataclass(frozen=True, slots=True)
class Filters:
    """What the page offers to narrow by: code → label."""

    holders: Mapping[str, str]
    programmes: Mapping[str, Words]
    meanings: Mapping[str, Words]


@access(CASE_READERS)
def show(request: HttpRequest) -> HttpResponse:
    """What needs me today."""
    actor: Actor = request.actor
    offered = filters_for(actor, request.today)
    question = read_question(request.GET, offered)
    cases, next_after = rows_after(inbox(actor, question, request.today), question.after)
    rows = rows_shown(cases, actor, request.today)
    chosen = selected(rows, request.GET.get("sel", ""))
    counts = view_counts(actor, request.today)
    context = {
        "question": question,
        "due_count": counts["due"],
        "views": [(code, label, counts[code], query([("view", code)])) for code, label in VIEWS.items()],
        "groups": list(grouped(rows, request.today)),
        "has_holder": question.view != "mine",
        "selected": chosen,
        "peek": peek_of(chosen, actor) if chosen else None,
        "next_page": query([*question.pairs(), ("after", str(next_after))]) if next_after else "",
        "is_first_page": question.after is None,
        "first_page": query(question.pairs()),
        "handoffs": list(handoffs_waiting(actor)) if question.after is None else [],
        "filters": shown_filters(question, offered),
        "is_filtered": len(question.pairs()) > 1,
        "longest": LONGEST,
        "pairs": question.pairs(),
        "bare": query([("view", question.view)]),
        "can_work": CASE_WORKERS.admits(request),
        "said": _("紹介を、理由をつけて戻しました。") if request.GET.get("said") == "returned" else "",
    }
    return render(request, "cases/inbox.html", context)


@access(CASE_READERS)
@require_safe
def peek(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the page that shows one case; the keys ask for it."""
    case = get_object_or_404(inbox_rows(cases_within_reach(request.actor)), pk=pk)
    (row,) = rows_shown([case], request.actor, request.today)
    return render(request, "cases/parts/peek.html", {"peek": peek_of(row, request.actor)})


def filters_for(actor: Actor, today: datetime.date) -> Filters:
    people = names_of(holders_of(actor.organisations))
    catalogue = plan_for(fiscal_year_of(today))
    return Filters(
        holders={NOBODY: _("担当なし")} | {str(pk): name for pk, name in people.items()},
        programmes={programme.key: programme.name for programme in programmes_by_cases(catalogue)},
        meanings=catalogue.vocabulary.lists["meanings"],
    )


def read_question(params: QueryDict, offered: Filters) -> InboxQuestion:
    return read_inbox(
        params,
        holders=offered.holders,
        programmes=offered.programmes,
        meanings=offered.meanings,
    )


def peek_of(row: Row, actor: Actor) -> Peek:
    """One query: the last thing said or done."""
    movers = movers_of(actor, row.case.organisation_id)
    refer = next((move for move in row.step.moves if hands_over(move) and is_by(move, movers)), None)
    address = reverse("case-refer", args=[row.case.pk, refer.verb]) if refer else ""
    return Peek(row, last_of(row.case), address)


def selected(rows: Collection[Row], asked: str) -> Row | None:
    """The row asked for, else the first one."""
    return next((row for row in rows if str(row.case.pk) == asked), next(iter(rows), None))


def shown_filters(
    question: InboxQuestion, offered: Filters
) -> tuple[tuple[str, str, Mapping[str, Words | str], str], ...]:
    """Name, label, what may be chosen, what is."""
    return (
        ("holder", _("担当"), offered.holders, question.holder),
        ("meaning", _("状態"), offered.meanings, question.meaning),
        ("programme", _("制度"), offered.programmes, question.programme),
    )
