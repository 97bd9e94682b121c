"""API keys: made once, shown once, revoked at once."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils.timezone import localdate

from tsunagari.registry.actions.journal import record
from tsunagari.registry.models.keys import ApiKey
from tsunagari.registry.models.people import Membership
from tsunagari.registry.policy.actor import Actor
from tsunagari.registry.policy.staff import LONGEST_KEY, check_days
from tsunagari.registry.policy.tokens import digest_of, new_token

PREFIX = "tsunagari_"  # a scanner for leaked secrets knows it by this


@transaction.atomic
def make_key(
    actor: Actor, membership: Membership, label: str, ends_on: datetime.date, *, now: datetime.datetime
) -> tuple[ApiKey, str]:
    """A key that acts with one membership's rights, and its secret, which nobody can read again.

    Raises BadInput for a last day that is past or more than a year off.
    """
    check_days(localdate(now), ends_on, today=localdate(now), longest=LONGEST_KEY, where="ends_on")
    secret = new_token(PREFIX)
    key = ApiKey.objects.create(
        membership=membership,
        label=label,
        key_digest=digest_of(secret),
        hint=secret[-4:],
        made_at=now,
        ends_on=ends_on,
    )
    record_of(actor, "key.made", key, now=now, values={"label": label, "ends_on": ends_on})
    return key, secret


@transaction.atomic
def revoke_key(actor: Actor, key: ApiKey, *, now: datetime.datetime) -> None:
    """The key opens nothing from now on. Revoking it again changes nothing."""
    if ApiKey.objects.filter(pk=key.pk, revoked_at=None).update(revoked_at=now):
        record_of(actor, "key.revoked", key, now=now)


def note_use(key: ApiKey, *, now: datetime.datetime) -> None:
    """When the key was last used, so that one nobody uses can be found and revoked."""
    ApiKey.objects.filter(pk=key.pk).update(used_at=now)


def record_of(
    actor: Actor,
    verb: str,
    key: ApiKey,
    *,
    now: datetime.datetime,
    values: dict[str, object] | None = None,
) -> None:
    record(
        actor,
        verb,
        organisation_id=key.membership.organisation_id,
        subject_kind="key",
        subject_id=key.pk,
        now=now,
        values=values,
    )
