"""Cases within reach of an actor. Whatever is out of reach does not exist for them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery

from tsunagari.cases.models.cases import Case
from tsunagari.cases.models.entries import CaseEntry
from tsunagari.cases.policy.inbox import ROWS, Cursor, InboxQuestion
from tsunagari.registry.models.handoffs import Handoff
from tsunagari.registry.policy.actor import Actor
from tsunagari.registry.policy.firm_search import search_words
from tsunagari.registry.policy.roles import EXPERT, PLANNER, REVIEWER
from tsunagari.registry.queries.firms import begins, terms_seen

NO_CASES = frozenset({PLANNER, REVIEWER})  # they see figures, never cases
NUMBER = re.compile(r"([0-9]{4})-([0-9]{1,9})")
HEARING = "hearing"
NOBODY = "none"  # asks for cases that nobody holds
TOLD = (  # of an entry
    *("case", "at", "kind", "verb", "from_step", "to_step", "text", "fields", "is_for_firm"),
    *("person__name", "on_behalf_of__name"),
)
SHOWN_IN_ROWS = (
    *("organisation", "year", "serial", "procedure", "step", "meaning", "due_on", "programme"),
    *("title", "asked", "channel", "opened_at", "firm__name", "firm__kept_by", "holder__name"),
)


class LastEntry(NamedTuple):
    """When something was last said or done in a case, and in which words."""

    at: datetime.datetime
    text: str


def cases_within_reach(actor: Actor) -> QuerySet[Case]:
    """Those of the organisations the role reads; an expert only has the cases they hold."""
    if not actor.is_staff or actor.role in NO_CASES:
        return Case.objects.none()
    cases = Case.objects.filter(organisation__in=actor.organisations)
    return cases.filter(holder_id=acts_as(actor)) if actor.role == EXPERT else cases


def cases_in_hand(actor: Actor) -> QuerySet[Case]:
    """Those that the actor's own organisation carries: branches' cases are read, never touched."""
    return cases_within_reach(actor).filter(organisation_id=actor.organisation_id)


def acts_as(actor: Actor) -> int | None:
    """Whose cases are one's own: those of the absent colleague while standing in."""
    return actor.on_behalf_of_id or actor.person_id


def case_page(cases: QuerySet[Case]) -> QuerySet[Case]:
    """The same with what a case's page shows beside it. Few came from elsewhere: they are asked for then."""
    return cases.select_related("organisation", "firm", "holder", "follow_up")


# ── the inbox ─────────────────────────────────────────────────────────────────────────────────────
def wanted(actor: Actor, view: str) -> Q:
    """`view` is one of policy.inbox.VIEWS."""
    return {
        "mine": Q(holder_id=acts_as(actor)),
        "unheld": Q(holder=None),
        "waiting": Q(meaning="waiting"),
        "all": Q(),
    }[view]


def view_counts(actor: Actor, today: datetime.date) -> dict[str, int]:
    """How many open cases each view has, and how many of one's own are `due` by today.

    One query, which an index answers alone: a row for each holder and meaning. The views are added up here:
    to word a condition for each of them costs more than to read the rows.
    """
    open_ = cases_within_reach(actor).filter(closed_at=None).order_by().values_list("holder", "meaning")
    are_due = Count("organisation", filter=Q(due_on__lte=today))
    counts = dict.fromkeys(("mine", "unheld", "waiting", "all", "due"), 0)
    for holder, meaning, every, due in open_.annotate(every=Count("organisation"), due=are_due):
        counts["all"] += every
        counts["waiting"] += every if meaning == "waiting" else 0
        counts["unheld"] += every if holder is None else 0
        if holder == acts_as(actor):
            counts["mine"] += every
            counts["due"] += due
    return counts


def inbox(actor: Actor, question: InboxQuestion, today: datetime.date) -> QuerySet[Case]:
    """Open cases as asked, by due day, those without one last."""
    cases = cases_within_reach(actor).filter(wanted(actor, question.view), closed_at=None)
    if question.holder:
        cases = cases.filter(holder_id=None if question.holder == NOBODY else int(question.holder))
    if question.programme:
        cases = cases.filter(programme=question.programme)
    if question.meaning:
        cases = cases.filter(meaning=question.meaning)
    if question.text:
        cases = called(cases, question.text, actor, today)
    return inbox_rows(cases).order_by(F("due_on").asc(nulls_last=True), "pk")


def inbox_rows(cases: QuerySet[Case]) -> QuerySet[Case]:
    """The same with what a row of an inbox shows; `stage` is how far the step has come."""
    entries = CaseEntry.objects.filter(case=OuterRef("pk"), undone_at=None)
    stage = Subquery(staging(entries).values("kind")[:1])
    return cases.select_related("firm", "holder").only(*SHOWN_IN_ROWS).annotate(stage=stage)


def called(cases: QuerySet[Case], text: str, actor: Actor, today: datetime.date) -> QuerySet[Case]:
    """Those of `cases` with this number or title, or by any word under which the actor may find their firm.

    Each way is asked by itself, so that each goes by its own index, and what they find is put together.
    """
    if match := NUMBER.fullmatch(text):
        return cases.filter(year=int(match[1]), serial=int(match[2]))
    named = cases.order_by().values("pk")
    titled = named.filter(says("title", text))
    words, seen = search_words(text), terms_seen(actor, today)
    for word in words:
        own, shared = (terms.filter(begins(word)).values("firm") for terms in seen)
        named = named.filter(firm__in=own.union(shared, all=True))
    return cases.filter(pk__in=titled.union(named, all=True) if words else titled)


def says(field: str, text: str) -> Q:
    """Texts that contain this one, in large or small letters; what has neither spares folding every row."""
    is_plain = text.lower() == text.upper()
    return Q(**{f"{field}__contains" if is_plain else f"{field}__icontains": text})


def rows_after(cases: QuerySet[Case], after: Cursor | None) -> tuple[list[Case], Cursor | None]:
    """One page of an inbox and where the next one begins; None after the last. One query, however deep."""
    if after is not None and after.due_on is None:
        cases = cases.filter(due_on=None, pk__gt=after.pk)
    elif after is not None:
        same_day = Q(due_on=after.due_on, pk__gt=after.pk)
        cases = cases.filter(same_day | Q(due_on__gt=after.due_on) | Q(due_on=None))
    rows = list(cases[: ROWS + 1])
    if len(rows) <= ROWS:
        return rows, None
    return rows[:ROWS], Cursor(rows[ROWS - 1].due_on, rows[ROWS - 1].pk)


def handoffs_waiting(actor: Actor) -> QuerySet[Handoff]:
    """What other organisations ask the actor's own to take on, the most urgent first."""
    if not actor.is_staff or actor.role in NO_CASES | {EXPERT}:
        return Handoff.objects.none()
    waiting = Handoff.objects.filter(sent_to__in=actor.organisations, answer="", desk="cases")
    told = ("title", "answer_by", "firm__name", "sent_by__name", "sent_by__name_en")
    return waiting.select_related("sent_by", "firm").only(*told).order_by("answer_by", "pk")


# ── one case ──────────────────────────────────────────────────────────────────────────────────────
def entries_of(case: Case, *, for_firm: bool = False) -> QuerySet[CaseEntry]:
    """What was said and done, the newest first; for the firm only what it is shown."""
    entries = case.entries.filter(undone_at=None).select_related("person", "on_behalf_of").only(*TOLD)
    return (entries.filter(is_for_firm=True) if for_firm else entries).order_by("-at", "-pk")


def last_of(case: Case) -> LastEntry | None:
    """The last thing said or done, as the part beside the list tells it."""
    last = case.entries.filter(undone_at=None).order_by("-at", "-pk").values_list("at", "text").first()
    return LastEntry(*last) if last else None


def last_entry_of(case: Case) -> int:
    """The number of the last thing said or done."""
    return case.entries.aggregate(last=Max("pk"))["last"] or 0


def handoffs_of(case: Case) -> QuerySet[Handoff]:
    """Where the case was handed to, the newest first."""
    sent = Handoff.objects.filter(desk="cases", subject_id=case.pk)
    told = ("desk", "sent_at", "answer_by", "answer", "sent_to__name", "sent_to__name_en")
    return sent.select_related("sent_to").only(*told).order_by("-sent_at", "-pk")


# The last of these says whether a step's form is still to be filled in.
STAGING = ("opened", "moved", HEARING)


def staging(entries: QuerySet[CaseEntry]) -> QuerySet[CaseEntry]:
    return entries.filter(kind__in=STAGING).order_by("-at", "-pk")


def form_is_filled(case: Case) -> bool:
    """Whether the form of the step was filled in since the case came to it."""
    return is_filled(staging(case.entries.filter(undone_at=None))[:1])


def is_filled(entries: Iterable[CaseEntry]) -> bool:
    """The same by entries at hand, the newest first."""
    return next((entry.kind for entry in entries if entry.kind in STAGING), "") == HEARING
