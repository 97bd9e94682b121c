"""Staff record a consultation: a card where the firm is new, a case, what was heard; or nothing at all."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from tsunagari.cases.actions.moving import move_case
from tsunagari.cases.actions.noting import record_hearing
from tsunagari.cases.actions.opening import Request, open_case
from tsunagari.cases.models.cases import Case
from tsunagari.cases.policy.delivering import Delivery
from tsunagari.cases.policy.recording import first_form
from tsunagari.registry.actions.firms import open_card
from tsunagari.registry.models.firms import Firm
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.actor import Actor


@dataclass(frozen=True, slots=True)
class Record:
    """What is recorded: of a firm with a card (`firm`) or of a new one (`card`, fields as text).

    heard  the answers of the procedure's first form; None where nothing was heard yet
    """

    request: Request
    firm: Firm | None = None
    card: Mapping[str, str] = field(default_factory=dict, hash=False)
    holder_id: int | None = None
    heard: Mapping[str, Any] | None = field(default=None, hash=False)


@transaction.atomic
def record_consultation(
    actor: Actor,
    organisation: Organisation,
    record: Record,
    *,
    delivery: Delivery,
    by: Collection[str],
    now: datetime.datetime,
) -> Case:
    """Open the case; where something was heard, take it up and keep that too."""
    firm = record.firm or open_card(actor, organisation, record.card, now=now)
    case = open_case(
        actor,
        organisation,
        firm,
        record.request,
        programme=delivery.programme,
        procedure=delivery.procedure,
        now=now,
        holder_id=record.holder_id,
    )
    first = first_form(delivery.procedure, by)
    if record.heard is None or first is None:
        return case
    if first.move:
        move_case(actor, case.pk, first.move.verb, by=by, given={}, guards={}, now=now)
    record_hearing(actor, case.pk, record.heard, now=now)
    return case
