"""Firms that may be approached about a programme, and the field groups that may be used to choose them."""

from __future__ import annotations

import datetime

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from tsunagari.registry.models.firms import Firm
from tsunagari.registry.policy.actor import Actor
from tsunagari.registry.policy.field_groups import groups_read_by
from tsunagari.registry.queries.consents import consents_in_force
from tsunagari.registry.queries.firms import Narrowing, reads_cards


def approachable_firms(actor: Actor, on: datetime.date, narrowed: Narrowing) -> QuerySet[Firm]:
    """Cards of the organisations the actor reads, and of firms that agreed to be approached by them.

    A consent to something else, one that was revoked and one that has ended let nobody in.
    """
    if not reads_cards(actor):
        return Firm.objects.none()
    card = Coalesce("firm__merged_into", "firm")
    agreed = consents_in_force(actor.organisations, on).filter(may_approach=True).order_by()
    seen = Q(kept_by__in=actor.organisations) | Q(pk__in=agreed.values_list(card, flat=True))
    return Firm.objects.filter(seen, narrowed.of(""), merged_into=None)


def groups_agreed(actor: Actor, on: datetime.date) -> dict[int, frozenset[str]]:
    """Others' firms that may be approached → the groups that those very consents show. One query.

    What the firm shares for some other purpose is not used to choose it.
    """
    reads = groups_read_by(actor.role)
    card = Coalesce("firm__merged_into", "firm")
    agreed = consents_in_force(actor.organisations, on).filter(may_approach=True).order_by()
    found: dict[int, frozenset[str]] = {}
    for firm, groups in agreed.values_list(card, "groups"):
        found[firm] = found.get(firm, frozenset()) | (reads & frozenset(groups))
    return found
