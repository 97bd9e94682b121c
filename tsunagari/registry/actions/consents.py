"""A firm agrees that another organisation sees something of it, and takes that back."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagari.base.errors import BadInput
from tsunagari.registry.actions.journal import record
from tsunagari.registry.models.consents import Consent
from tsunagari.registry.models.firms import Firm
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.actor import Actor
from tsunagari.registry.policy.consents import HOW, read_groups, read_last_day


@transaction.atomic
def give_consent(  # noqa: PLR0913 (all that a consent says)
    actor: Actor,
    firm: Firm,
    given_to: Organisation,
    groups: Collection[str],
    purpose: str,
    how: str,
    *,
    now: datetime.datetime,
    ends_on: datetime.date | None = None,
    may_approach: bool = False,
) -> Consent:
    """Write down that the firm agreed. Whether the actor may speak for the firm is the door's business.

    may_approach  it also agreed to be approached about programmes: nothing else lets others list it for that

    The name is part of every consent: without it nobody would know whose the rest is. Raises BadInput.
    """
    if given_to.pk == firm.kept_by_id:
        raise BadInput(given=given_to.name, allowed=_("ほかの機関"), where=_("見せる相手"))
    if how not in HOW:
        raise BadInput(given=how, allowed="、".join(HOW), where=_("もらいかた"))
    if not purpose.strip():
        raise BadInput(given=purpose, allowed=_("何のために見せるか"), where=_("目的"))
    consent = Consent.objects.create(
        firm=firm,
        given_to=given_to,
        groups=read_groups(groups),
        purpose=purpose.strip(),
        may_approach=may_approach,
        given_how=how,
        given_at=now,
        ends_on=read_last_day(ends_on, now.date()),
    )
    record_consent(actor, "consent.given", consent, now=now)
    return consent


@transaction.atomic
def revoke_consent(actor: Actor, consent: Consent, *, now: datetime.datetime) -> Consent:
    """Take a consent back. From here on nothing is shown by it; revoking it again changes nothing."""
    held = Consent.objects.select_for_update().select_related("firm").get(pk=consent.pk)
    if held.revoked_at is None:
        held.revoked_at = now
        held.save(update_fields=["revoked_at"])
        record_consent(actor, "consent.revoked", held, now=now)
    return held


def record_consent(actor: Actor, verb: str, consent: Consent, *, now: datetime.datetime) -> None:
    record(
        actor,
        verb,
        organisation_id=consent.firm.kept_by_id,
        subject_kind="consent",
        subject_id=consent.pk,
        firm_id=consent.firm_id,
        now=now,
        values={
            "given_to": consent.given_to_id,
            "groups": consent.groups,
            "purpose": consent.purpose,
            "may_approach": consent.may_approach,
            "how": consent.given_how,
            "ends_on": consent.ends_on.isoformat() if consent.ends_on else None,
        },
    )
