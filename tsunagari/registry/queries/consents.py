"""What firms agreed to share, as it stands on a day. Revoking works at once: nothing here is kept."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from tsunagari.registry.models.consents import Consent
from tsunagari.registry.models.firms import Firm
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.field_groups import FIELD_GROUPS


def consents_in_force(organisation_ids: Collection[int], on: datetime.date) -> QuerySet[Consent]:
    """Consents given to any of these organisations that are neither revoked nor past their last day."""
    lasting = Q(ends_on=None) | Q(ends_on__gte=on)
    return Consent.objects.filter(lasting, given_to__in=organisation_ids, revoked_at=None)


def firms_shared(organisation_ids: Collection[int], on: datetime.date) -> QuerySet[Consent]:
    """Ids of the firms' cards that are shared; a merged card leads to the one that took it over."""
    card = Coalesce(F("firm__merged_into"), F("firm"))
    return consents_in_force(organisation_ids, on).order_by().values_list(card, flat=True)


def groups_shared(firm: Firm, organisation_ids: Collection[int], on: datetime.date) -> frozenset[str]:
    """The field groups of a firm that these organisations may see by consent."""
    card = firm.merged_into_id or firm.pk
    given = consents_in_force(organisation_ids, on).filter(Q(firm=card) | Q(firm__merged_into=card))
    return frozenset(group for groups in given.values_list("groups", flat=True) for group in groups) & set(
        FIELD_GROUPS
    )


def consents_of(firm: Firm) -> QuerySet[Consent]:
    """Everything the firm ever agreed to, the newest first; a merged card's consents are the firm's too."""
    return Consent.objects.filter(Q(firm=firm) | Q(firm__merged_into=firm)).select_related("given_to", "firm")


def consents_shown(firm: Firm) -> QuerySet[Consent]:
    """The same with what a card tells of each."""
    told = ("groups", "purpose", "may_approach", "given_how", "given_at", "ends_on", "revoked_at")
    shown = consents_of(firm).select_related(None).select_related("given_to")
    return shown.only("given_to", *told, "given_to__name")


def organisations_to_share_with(firm: Firm) -> QuerySet[Organisation]:
    """Whom the firm's staff are likely to name: the organisations of its keeper's prefecture."""
    there = Organisation.objects.filter(prefecture=firm.kept_by.prefecture)
    return there.exclude(pk=firm.kept_by_id)
