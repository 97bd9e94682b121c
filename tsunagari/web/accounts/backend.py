"""Who may sign in: an active person; someone of the demo only where this is the demo."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser

from tsunagari.registry.models.people import Person
from tsunagari.registry.queries.actors import person_with_roles


class PersonBackend(AuthenticationBackend):
    """Asked at sign-in and again at each request: whoever may not enter any more is out at the next one."""

    def get_user(self, user_id: int) -> Person | None:
        """The person of a session, with their roles, if they may still enter."""
        person = person_with_roles(user_id)
        return person if self.user_can_authenticate(person) else None

    def user_can_authenticate(self, user: AbstractBaseUser | None) -> bool:
        return isinstance(user, Person) and user.is_active and (settings.IS_DEMO or not user.is_demo)
