"""People's roles: taken on, left, stood in for."""

from __future__ import annotations

import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from tsunagari.base.errors import BadInput
from tsunagari.registry.actions.journal import record
from tsunagari.registry.models.keys import ApiKey
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.models.people import Deputising, Membership, Person
from tsunagari.registry.policy.actor import Actor
from tsunagari.registry.policy.roles import ADMINISTRATOR
from tsunagari.registry.policy.staff import LONGEST_DEPUTY, check_days, check_staff_role


@transaction.atomic
def take_on(
    actor: Actor,
    organisation: Organisation,
    *,
    email: str,
    name: str,
    role: str,
    password: str,
    now: datetime.datetime,
) -> Membership:
    """Give someone a role without an invitation, as an installation's first administrator gets theirs.

    A person who exists keeps name and password.
    """
    check_staff_role(role)
    person, _ = Person.objects.get_or_create(
        email=email.strip().lower(), defaults={"name": name, "password": make_password(password)}
    )
    membership, _ = Membership.objects.get_or_create(
        person=person, organisation=organisation, role=role, ended_at=None, defaults={"since": now}
    )
    record_of(actor, "person.joined", membership, now=now, values={"person": person.pk, "role": role})
    return membership


@transaction.atomic
def end_membership(actor: Actor, membership: Membership, *, now: datetime.datetime) -> None:
    """From the next request on the person holds this role no more; its keys and deputies end with it.

    Who holds no role anywhere any more cannot sign in. Raises BadInput for an organisation's last
    administrator: someone must be able to let people in and out.
    """
    organisation = Organisation.objects.select_for_update().get(pk=membership.organisation_id)
    in_force = organisation.memberships.filter(ended_at=None)
    others = in_force.filter(role=ADMINISTRATOR).exclude(pk=membership.pk)
    if membership.role == ADMINISTRATOR and not others.exists():
        raise BadInput(
            given=str(membership.person),
            allowed="an organisation with another administrator",
            mend="Invite another administrator first.",
        )
    if not in_force.filter(pk=membership.pk).update(ended_at=now):
        return
    ApiKey.objects.filter(membership=membership, revoked_at=None).update(revoked_at=now)
    end_deputisings_with(membership, now=now)
    if not membership.person.memberships.filter(ended_at=None).exists():
        Person.objects.filter(pk=membership.person_id, contacts=None).update(is_active=False)
    record_of(actor, "person.left", membership, now=now)


def end_deputisings_with(membership: Membership, *, now: datetime.datetime) -> None:
    """Those for this role; and, once the person has no role left here, those as somebody's deputy here."""
    ends = Q(membership=membership)
    if not membership.person.memberships.filter(
        organisation=membership.organisation_id, ended_at=None
    ).exists():
        ends |= Q(deputy=membership.person_id, membership__organisation=membership.organisation_id)
    Deputising.objects.filter(ends, ended_at=None).update(ended_at=now)


@transaction.atomic
def change_password(actor: Actor, person: Person, password: str, *, now: datetime.datetime) -> None:
    """For someone who cannot do it themselves. Sessions end, since each is bound to the password."""
    Person.objects.filter(pk=person.pk).update(password=make_password(password))
    for held in person.memberships.filter(ended_at=None).order_by("organisation_id"):
        record_of(actor, "person.changed", held, now=now, values={"password": None})


@transaction.atomic
def name_deputy(
    actor: Actor,
    membership: Membership,
    deputy: Person,
    begins_on: datetime.date,
    ends_on: datetime.date,
    *,
    now: datetime.datetime,
) -> Deputising:
    """A colleague acts for an absent one, first and last day included.

    Raises BadInput for days that cannot be, and for a deputy who is no colleague.
    """
    check_days(begins_on, ends_on, today=localdate(now), longest=LONGEST_DEPUTY, where="ends_on")
    is_colleague = deputy.memberships.filter(organisation=membership.organisation_id, ended_at=None).exists()
    if deputy.pk == membership.person_id or not is_colleague:
        raise BadInput(given=str(deputy), allowed="a colleague of the same organisation", where="deputy")
    deputising = Deputising.objects.create(
        membership=membership, deputy=deputy, begins_on=begins_on, ends_on=ends_on
    )
    values = {"deputy": deputy.pk, "begins_on": begins_on, "ends_on": ends_on}
    record_of(actor, "deputy.named", membership, now=now, values=values)
    return deputising


@transaction.atomic
def end_deputising(actor: Actor, deputising: Deputising, *, now: datetime.datetime) -> None:
    """The absent one is back, or chose someone else. Works at the deputy's next request."""
    if Deputising.objects.filter(pk=deputising.pk, ended_at=None).update(ended_at=now):
        values = {"deputy": deputising.deputy_id}
        record_of(actor, "deputy.ended", deputising.membership, now=now, values=values)


def record_of(
    actor: Actor,
    verb: str,
    membership: Membership,
    *,
    now: datetime.datetime,
    values: dict[str, object] | None = None,
) -> None:
    record(
        actor,
        verb,
        organisation_id=membership.organisation_id,
        subject_kind="membership",
        subject_id=membership.pk,
        now=now,
        values=values,
    )
