"""Organisations that a case could be handed to."""

from __future__ import annotations

import datetime

from django.db.models import QuerySet

from tsunagari.base.years import fiscal_year_of
from tsunagari.cases.models.cases import Case
from tsunagari.cases.policy.delivering import programmes_by_cases
from tsunagari.cases.policy.proposing import NO, Proposal, propose
from tsunagari.cases.queries.cases import HEARING
from tsunagari.kit.published import plan_for
from tsunagari.registry.models.handoffs import Handoff
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.actor import Actor
from tsunagari.registry.queries.consents import consents_in_force


def partners(case: Case, on: datetime.date) -> QuerySet[Organisation]:
    """Those who take cases of some kind, but for the one that holds it."""
    programmes = programmes_by_cases(plan_for(fiscal_year_of(on)))
    kinds = {kind for programme in programmes if programme.deliver for kind in programme.deliver.by}
    return Organisation.objects.filter(kind__in=kinds).exclude(pk=case.organisation_id)


def proposals_for(case: Case, on: datetime.date) -> tuple[list[Proposal], int]:
    """Those that serve the firm's place, best first, and how many were left out for working elsewhere."""
    place = case.firm.prefecture or case.organisation.prefecture
    proposals = propose(
        partners(case, on),
        prefecture=place,
        municipality=case.firm.municipality,
        themes=themes_of(case),
    )
    near = [proposal for proposal in proposals if proposal.territory != NO]
    return near, len(proposals) - len(near)


def themes_of(case: Case) -> frozenset[str]:
    """What the firm needs help with, as heard."""
    heard = case.entries.filter(kind=HEARING, undone_at=None)
    told = (entry.fields.get("themes") for entry in heard)
    return frozenset(theme for themes in told if isinstance(themes, list) for theme in themes)


def agreed_with(case: Case, on: datetime.date, organisation_ids: list[int]) -> set[int]:
    """The organisations that the firm already agreed to be made known to."""
    given = consents_in_force(organisation_ids, on).filter(firm_id=case.firm_id)
    return set(given.values_list("given_to_id", flat=True))


def handoffs_received(actor: Actor, on: datetime.date) -> QuerySet[Handoff]:
    """What was sent to the actor's own organisation, as long as the firm's consent stands."""
    in_force = consents_in_force([actor.organisation_id], on).values("pk")
    received = Handoff.objects.filter(sent_to_id=actor.organisation_id, desk="cases", consent__in=in_force)
    return received.select_related("sent_by", "sent_to", "firm", "consent")
