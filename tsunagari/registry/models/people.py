"""People, what they may do for which organisation, and who stands in for them."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.policy.roles import ROLES


class PersonQuerySet(BaseUserManager["Person"]):
    """Finds a person by e-mail address, as Django's sign-in asks."""

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Someone who can sign in. The e-mail address is the name at the door, kept in small letters.

    roles_at_hand  the memberships in force, where they were read together with the person for this request
    """

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=80)
    kana = models.CharField(max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    roles_at_hand: list[Membership] | None = None
    objects = PersonQuerySet()

    class Meta:
        ordering = ["kana", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="person_named"),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """One role of a person in an organisation. It counts while `ended_at` is empty.

    role  a code of policy.roles.ROLES
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["organisation_id", "role", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "role"],
                condition=Q(ended_at=None),
                name="membership_once_in_force",
            ),
            models.CheckConstraint(condition=Q(role__in=list(ROLES)), name="membership_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.organisation_id}"


class Deputising(models.Model):
    """A colleague who acts on behalf of an absent one, first and last day included."""

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="deputisings")
    deputy = models.ForeignKey(Person, models.PROTECT, related_name="deputisings")
    begins_on = models.DateField()
    ends_on = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["begins_on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("begins_on")), name="deputising_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.deputy_id} for {self.membership_id}, {self.begins_on} to {self.ends_on}"


class Invitation(models.Model):
    """An offer of a role, taken up through a link in a mail. Only the digest of the link's word is kept."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=20)
    invited_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    token_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=list(ROLES)), name="invitation_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.organisation_id} for {self.email}"
