"""Inviting people, and their accepting."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string

from tsunagari.base.errors import BadInput
from tsunagari.registry.actions.journal import record
from tsunagari.registry.actions.outbox import put
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.models.people import Invitation, Membership, Person
from tsunagari.registry.policy.actor import Actor
from tsunagari.registry.policy.staff import INVITATION_LASTS, check_staff_role
from tsunagari.registry.policy.tokens import digest_of, new_token

Link = Callable[[str], str]


@transaction.atomic
def invite(
    actor: Actor, organisation: Organisation, email: str, role: str, *, link: Link, now: datetime.datetime
) -> Invitation:
    """Offer a role by mail. `link` makes the address that the mail carries out of the secret word.

    An earlier offer of the same role to the same address is withdrawn. Raises BadInput for a role that cannot
    be given and for someone who holds it already.
    """
    check_staff_role(role)
    email = email.strip().lower()
    if Membership.objects.filter(
        person__email=email, organisation=organisation, role=role, ended_at=None
    ).exists():
        raise BadInput(given=f"{email} {role}", allowed="someone who does not hold the role yet")
    open_invitations(organisation).filter(email=email, role=role).update(withdrawn_at=now)
    token = new_token()
    invitation = Invitation.objects.create(
        organisation=organisation,
        email=email,
        role=role,
        invited_by_id=actor.person_id,
        token_digest=digest_of(token),
        made_at=now,
        ends_at=now + INVITATION_LASTS,
    )
    mail = {"organisation": organisation, "address": link(token), "ends_at": invitation.ends_at}
    put(
        "mail",
        f"invitation:{invitation.pk}",
        {
            "to": email,
            "subject": f"［つながり］{organisation.name}からの招待",
            "text": render_to_string("registry/mail/invitation.txt", mail),
        },
        due_at=now,
        now=now,
        organisation_id=organisation.pk,
    )
    record_about(actor, "person.invited", invitation, now=now, values={"email": email, "role": role})
    return invitation


def open_invitations(organisation: Organisation) -> QuerySet[Invitation]:
    return Invitation.objects.filter(organisation=organisation, accepted_at=None, withdrawn_at=None)


@transaction.atomic
def withdraw_invitation(actor: Actor, invitation: Invitation, *, now: datetime.datetime) -> None:
    """The link in the mail stops working. Once accepted or withdrawn, nothing happens."""
    still_open = open_invitations(invitation.organisation).select_for_update().filter(pk=invitation.pk)
    if still_open.update(withdrawn_at=now):
        record_about(actor, "person.uninvited", invitation, now=now)


@transaction.atomic
def accept_invitation(
    invitation: Invitation, *, name: str, kana: str, password: str, now: datetime.datetime
) -> Person:
    """Someone new becomes a person with a password, and holds the role.

    Raises BadInput where the invitation is no longer open, or where a person with the address exists who can
    sign in: they accept as themselves, with `join`.
    """
    person = Person.objects.select_for_update().filter(email=invitation.email).first()
    if person is not None and person.is_active:
        raise BadInput(given=invitation.email, allowed="an address that nobody signs in with yet")
    person = person or Person(email=invitation.email)
    person.name, person.kana, person.is_active = name, kana, True
    person.password = make_password(password)
    person.save()
    join(invitation, person, now=now)
    return person


@transaction.atomic
def join(invitation: Invitation, person: Person, *, now: datetime.datetime) -> Membership:
    """The invited person takes the role up. Raises BadInput for another person, or when it is too late."""
    held = open_invitations(invitation.organisation).select_for_update().filter(pk=invitation.pk)
    if person.email != invitation.email or not held.filter(ends_at__gt=now).update(accepted_at=now):
        raise BadInput(given=person.email, allowed="the invited person, while the invitation is open")
    membership, _ = Membership.objects.get_or_create(
        person=person,
        organisation=invitation.organisation,
        role=invitation.role,
        ended_at=None,
        defaults={"since": now},
    )
    actor = Actor(person_id=person.pk, organisation_id=membership.organisation_id, role=membership.role)
    record(
        actor,
        "person.joined",
        organisation_id=membership.organisation_id,
        subject_kind="membership",
        subject_id=membership.pk,
        now=now,
        values={"person": person.pk, "role": membership.role},
    )
    return membership


def record_about(
    actor: Actor,
    verb: str,
    invitation: Invitation,
    *,
    now: datetime.datetime,
    values: dict[str, object] | None = None,
) -> None:
    record(
        actor,
        verb,
        organisation_id=invitation.organisation_id,
        subject_kind="invitation",
        subject_id=invitation.pk,
        now=now,
        values=values,
    )
