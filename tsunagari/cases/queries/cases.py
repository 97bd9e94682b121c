"""Cases within reach of an actor. Whatever is out of reach does not exist for them."""

from __future__ import annotations

import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from tsunagari.cases.models.cases import Case
from tsunagari.cases.models.entries import CaseEntry
from tsunagari.registry.models.handoffs import Handoff
from tsunagari.registry.policy.actor import Actor
from tsunagari.registry.policy.roles import EXPERT, PLANNER, REVIEWER

VIEWS = ("mine", "unheld", "waiting", "all")
NO_CASES = frozenset({PLANNER, REVIEWER})  # they see figures, never cases


def cases_within_reach(actor: Actor) -> QuerySet[Case]:
    """Those of the organisations the role reads; an expert only has the cases they hold."""
    if not actor.is_staff or actor.role in NO_CASES:
        return Case.objects.none()
    cases = Case.objects.filter(organisation__in=actor.organisations)
    return cases.filter(holder_id=actor.person_id) if actor.role == EXPERT else cases


def case_page(actor: Actor) -> QuerySet[Case]:
    """The same with what a case's page shows beside it."""
    return cases_within_reach(actor).select_related(
        "organisation", "firm", "holder", "procedure", "came_from__sent_by", "follow_up"
    )


def inbox(actor: Actor, view: str) -> QuerySet[Case]:
    """Open cases by due day, those without one last. `view` is one of VIEWS."""
    cases = cases_within_reach(actor).filter(closed_at=None)
    held_by = actor.on_behalf_of_id or actor.person_id
    wanted = {
        "mine": Q(holder_id=held_by),
        "unheld": Q(holder=None),
        "waiting": Q(meaning="waiting"),
        "all": Q(),
    }[view]
    return cases.filter(wanted).select_related("firm", "holder", "procedure").order_by("due_on", "pk")


def handoffs_waiting(actor: Actor) -> QuerySet[Handoff]:
    """What other organisations ask the actor's own to take on, the most urgent first."""
    if not actor.is_staff or actor.role in NO_CASES | {EXPERT}:
        return Handoff.objects.none()
    waiting = Handoff.objects.filter(sent_to__in=actor.organisations, answer="", desk="cases")
    return waiting.select_related("sent_by", "firm").order_by("answer_by", "pk")


def entries_of(case: Case, *, for_firm: bool = False) -> QuerySet[CaseEntry]:
    """What was said and done, the newest first; for the firm only what it is shown."""
    entries = case.entries.filter(undone_at=None).select_related("person", "on_behalf_of")
    return (entries.filter(is_for_firm=True) if for_firm else entries).order_by("-at", "-pk")


def form_is_filled(case: Case) -> bool:
    """Whether the form of the step was filled in since the case came to it."""
    since = timezone.make_aware(datetime.datetime.combine(case.since, datetime.time.min))
    return case.entries.filter(kind="hearing", undone_at=None, at__gte=since).exists()
