"""Cases as rows: what a list, a file and the part beside the list say of each."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse

from tsunagari.cases.models.cases import Case
from tsunagari.cases.policy.movers import movers_of
from tsunagari.cases.policy.numbers import case_number
from tsunagari.cases.policy.to_do import NextThing, next_thing
from tsunagari.cases.queries.cases import HEARING
from tsunagari.cases.queries.procedures import procedure_of
from tsunagari.engines.procedure.declared import Step
from tsunagari.registry.policy.actor import Actor
from tsunagari.registry.policy.field_groups import IDENTITY
from tsunagari.registry.queries.cards import groups_seen_of


@dataclass(frozen=True, slots=True)
class Row:
    """A case as a row shows it. `firm` is its name, empty where the firm no longer agrees to be seen."""

    case: Case
    href: str
    number: str
    firm: str
    step: Step
    next: NextThing | None

    @property
    def due_on(self) -> datetime.date | None:
        return self.case.due_on

    @property
    def holder(self) -> str:
        """Who holds it; empty where nobody does."""
        return self.case.holder.name if self.case.holder else ""


def rows_shown(cases: Collection[Case], actor: Actor, today: datetime.date) -> list[Row]:
    """One query: which of the firms may be seen."""
    seen = groups_seen_of(actor, [case.firm for case in cases], today)
    movers = {one: movers_of(actor, one) for one in {case.organisation_id for case in cases}}
    return [
        row_of(case, movers[case.organisation_id], sees_firm=IDENTITY in seen.get(case.firm_id, ()))
        for case in cases
    ]


def row_of(case: Case, movers: frozenset[str], *, sees_firm: bool) -> Row:
    """`movers` are those of the procedure that the actor is for this case."""
    procedure = procedure_of(case)
    step = procedure.steps[case.step]
    return Row(
        case,
        reverse("case", args=[case.pk]),
        case_number(case.year, case.serial),
        case.firm.name if sees_firm else "",
        step,
        next_thing(procedure, step, movers, form_is_filled=case.stage == HEARING),
    )
