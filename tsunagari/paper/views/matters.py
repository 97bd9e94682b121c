"""`/paper/status/<word>.pdf`: a firm's own matter, opened by the same signed word as its page."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from tsunagari.base.words import Words
from tsunagari.cases.models.entries import CaseEntry
from tsunagari.cases.policy.firms_thread import ThreadLine
from tsunagari.cases.queries.matters import (
    Matter,
    consents_of_matter,
    handoff_waiting,
    meetings_ahead,
    questions_to_firm,
)
from tsunagari.cases.queries.procedures import procedure_of, step_of
from tsunagari.cases.views.status import ahead_of, in_time, matter_by, number_of, thread_of
from tsunagari.kit.access import ANYONE, access
from tsunagari.kit.private import private
from tsunagari.navigator.templatetags.navigator import plain
from tsunagari.paper.policy.status_sheet import Happened, Shown, Standing, status_paper
from tsunagari.paper.press import printed
from tsunagari.paper.views.answering import answer
from tsunagari.registry.policy.field_groups import FIELD_GROUPS


@access(ANYONE)
@private
def status(request: HttpRequest, word: str) -> HttpResponse:
    """What the page says today. A word that opens no page opens no paper: 404."""
    matter = matter_by(word)
    standing = standing_of(matter, request)
    paper = status_paper(standing, request.today, settings.SITE)
    return answer(request, paper, f"status-{standing.number}", press=printed)


def standing_of(matter: Matter, request: HttpRequest) -> Standing:
    case, procedure, on = matter.now, procedure_of(matter.now), request.today  # type: ignore[attr-defined]
    step = step_of(case)
    awaited = handoff_waiting(matter)
    meeting = meetings_ahead(matter, request.now).last()  # type: ignore[attr-defined]
    silence = in_time(step, procedure)
    return Standing(
        number=number_of(case),
        firm=matter.firm.name,
        desk=case.organisation.words,
        holder=case.holder.name if case.holder else "",
        phone=case.organisation.phone,
        step=step.label,
        tell=step.tell,
        since=case.since,
        due_on=case.due_on,
        is_over=case.closed_at is not None,
        awaited=(awaited.sent_to.words, awaited.answer_by) if awaited else None,
        silence=silence.tell if silence else None,
        meets_at=(meeting.begins_at, meeting.place) if meeting else None,
        questions=tuple(question.text for question in questions_to_firm(matter)),
        happened=tuple(
            Happened(entry.at, line, teller(entry, line, matter)) for entry, line in thread_of(matter)
        ),
        ahead=tuple(each.label for each in ahead_of(step, procedure)),
        shown=tuple(
            Shown(consent.given_to.words, groups_of(consent.groups), consent.ends_on)
            for consent in consents_of_matter(matter, on)
        ),
    )


def teller(entry: CaseEntry, line: ThreadLine, matter: Matter) -> str:
    """Who said or did it, as the firm's page tells it: the desk, not the person; time itself is nobody."""
    if entry.person_id:
        return plain(entry.case.organisation.words)
    return _("期限がきたため") if line.is_by_time else matter.firm.name


def groups_of(codes: list[str]) -> tuple[Words, ...]:
    return tuple(words for code, words in FIELD_GROUPS.items() if code in codes)
