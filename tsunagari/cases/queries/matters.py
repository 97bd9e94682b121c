"""A firm's matter as the firm sees it: one thread, whichever organisations it went through."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet

from tsunagari.cases.models.cases import Case
from tsunagari.cases.models.entries import CaseEntry
from tsunagari.cases.models.questions import Appointment, Question
from tsunagari.cases.policy.delivering import DESK
from tsunagari.cases.policy.movers import APPLICANT
from tsunagari.cases.queries.procedures import position_of, procedure_of
from tsunagari.engines.procedure.declared import Move
from tsunagari.engines.procedure.positions import open_moves
from tsunagari.registry.models.consents import Consent
from tsunagari.registry.models.firms import Firm
from tsunagari.registry.models.handoffs import Handoff
from tsunagari.registry.models.journal import JournalLine
from tsunagari.registry.policy.verbs import READING


@dataclass(frozen=True, slots=True)
class Matter:
    """The cases of one matter, the first one first; the last is where it stands."""

    cases: tuple[Case, ...]

    @property
    def now(self) -> Case:
        return self.cases[-1]

    @property
    def firm(self) -> Firm:
        """The card that was opened with the matter, whatever it was merged into since."""
        return self.cases[0].firm


def matter_of(case: Case) -> Matter:
    """All cases that a case came from and led to, from organisation to organisation."""
    cases = [case]
    while (before := sent_from(cases[0])) is not None:
        cases.insert(0, before)
    while (after := taken_on_from(cases[-1])) is not None:
        cases.append(after)
    return Matter(tuple(cases))


def sent_from(case: Case) -> Case | None:
    handoff = case.came_from
    return seen().get(pk=handoff.subject_id) if handoff and handoff.desk == DESK else None


def taken_on_from(case: Case) -> Case | None:
    return seen().filter(came_from__desk=DESK, came_from__subject_id=case.pk).first()


def seen() -> QuerySet[Case]:
    return Case.objects.select_related("organisation", "firm", "holder", "procedure", "came_from")


def entries_for_firm(matter: Matter) -> QuerySet[CaseEntry]:
    """What the firm sees of what was said and done, in order."""
    shown = CaseEntry.objects.filter(case__in=matter.cases, is_for_firm=True, undone_at=None)
    return shown.select_related("case__organisation", "person").order_by("at", "pk")


def questions_to_firm(matter: Matter) -> QuerySet[Question]:
    """Open questions, the oldest first."""
    return Question.objects.filter(case__in=matter.cases, answered_at=None, withdrawn_at=None)


def meetings_ahead(matter: Matter, now: datetime.datetime) -> QuerySet[Appointment]:
    return Appointment.objects.filter(case__in=matter.cases, cancelled_at=None, begins_at__gt=now)


def handoff_waiting(matter: Matter) -> Handoff | None:
    """Whom the matter was offered to, while they have not answered."""
    sent = Handoff.objects.filter(desk=DESK, subject_id=matter.now.pk, answer="")
    return sent.select_related("sent_to").first()


def own_moves(matter: Matter) -> tuple[Move, ...]:
    """What the firm itself may do at this step without being asked anything."""
    moves = open_moves(procedure_of(matter.now), position_of(matter.now), by={APPLICANT})
    return tuple(move for move in moves if not move.fields and not move.guards)


def consents_of_matter(matter: Matter, on: datetime.date) -> list[Consent]:
    """What is shared of the matter's own card and with whom, the newest first."""
    given = Consent.objects.filter(firm=matter.firm, revoked_at=None).select_related("given_to")
    return [consent for consent in given if consent.ends_on is None or consent.ends_on >= on]


def is_own_card(matter: Matter) -> bool:
    """Whether the card holds this firm's matter alone.

    A card that was merged with others may hold what others told; whoever holds a link has not shown that it
    is theirs to see.
    """
    return matter.firm.merged_into_id is None and not matter.firm.merged.exists()


def readings_of(matter: Matter) -> QuerySet[JournalLine]:
    """Who looked at the matter's card and cases, the newest first."""
    about_card = JournalLine.objects.filter(subject_kind="firm", subject_id=matter.firm.pk)
    about_cases = JournalLine.objects.filter(
        subject_kind="case", subject_id__in=[case.pk for case in matter.cases]
    )
    looks = (about_card | about_cases).filter(verb__in=READING)
    return looks.select_related("organisation").order_by("-at", "-pk")
