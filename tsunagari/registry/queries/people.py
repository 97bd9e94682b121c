"""The people of an organisation, what was offered to whom, and whose keys there are."""

from __future__ import annotations

import datetime

from django.db.models import QuerySet

from tsunagari.registry.models.keys import ApiKey
from tsunagari.registry.models.people import Deputising, Invitation, Membership, Person
from tsunagari.registry.policy.actor import Actor
from tsunagari.registry.policy.roles import ADMINISTRATOR
from tsunagari.registry.policy.tokens import digest_of


def colleagues(actor: Actor) -> QuerySet[Membership]:
    """The roles held in the actor's organisation now."""
    return Membership.objects.filter(organisation=actor.organisation_id, ended_at=None).select_related(
        "person", "organisation"
    )


def own_memberships(actor: Actor) -> QuerySet[Membership]:
    """The actor's own roles in this organisation; an administrator may look after everyone's."""
    everyone = colleagues(actor)
    return everyone if actor.role == ADMINISTRATOR else everyone.filter(person=actor.person_id)


def membership_of(actor: Actor) -> Membership:
    """The role that the actor acts in, which must be their own: nobody lends out a colleague's.

    Raises Membership.DoesNotExist for an actor on someone's behalf, and for one without a role.
    """
    return colleagues(actor).get(person=actor.person_id, role=actor.role)


def waiting_invitations(actor: Actor, now: datetime.datetime) -> QuerySet[Invitation]:
    """Offers of the actor's organisation that can still be taken up."""
    return Invitation.objects.filter(
        organisation=actor.organisation_id, accepted_at=None, withdrawn_at=None, ends_at__gt=now
    )


def invitation_by(token: str, now: datetime.datetime) -> Invitation | None:
    """The open offer that the word in a mail's link stands for."""
    return (
        Invitation.objects.filter(
            token_digest=digest_of(token), accepted_at=None, withdrawn_at=None, ends_at__gt=now
        )
        .select_related("organisation", "invited_by")
        .first()
    )


def deputisings_of(actor: Actor, today: datetime.date) -> QuerySet[Deputising]:
    """Who stands in for whom in the actor's organisation, today or later."""
    return Deputising.objects.filter(
        membership__organisation=actor.organisation_id, ended_at=None, ends_on__gte=today
    ).select_related("membership__person", "deputy")


def changeable_deputisings(actor: Actor, today: datetime.date) -> QuerySet[Deputising]:
    """Those that the actor may end: their own absence, or anyone's for an administrator."""
    every = deputisings_of(actor, today)
    return every if actor.role == ADMINISTRATOR else every.filter(membership__person=actor.person_id)


def absent_colleagues(person: Person, today: datetime.date) -> QuerySet[Deputising]:
    """Whom the person may act for today."""
    return person.deputisings.filter(
        begins_on__lte=today, ends_on__gte=today, ended_at=None, membership__ended_at=None
    ).select_related("membership__person", "membership__organisation")


def keys_seen(actor: Actor) -> QuerySet[ApiKey]:
    """The actor's own keys; an administrator sees those of the whole organisation."""
    keys = ApiKey.objects.filter(
        membership__organisation=actor.organisation_id, revoked_at=None
    ).select_related("membership__person", "membership__organisation")
    return keys if actor.role == ADMINISTRATOR else keys.filter(membership__person=actor.person_id)


def key_by(secret: str, today: datetime.date) -> ApiKey | None:
    """The key in force that this secret is."""
    return (
        ApiKey.objects.filter(
            ends_on__gte=today,
            key_digest=digest_of(secret),
            revoked_at=None,
            membership__ended_at=None,
            membership__person__is_active=True,
        )
        .select_related("membership__person", "membership__organisation")
        .first()
    )
