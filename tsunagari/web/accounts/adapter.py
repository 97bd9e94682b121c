"""What allauth asks the house: nobody signs up unasked, mail goes through the outbox, where people land."""

from __future__ import annotations

import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from tsunagari.registry.actions.outbox import put
from tsunagari.registry.policy.actor import Actor
from tsunagari.registry.policy.roles import PLANNER, REVIEWER
from tsunagari.web.accounts.address import client_address
from tsunagari.web.accounts.backend import PersonBackend

LANDING = ("inbox", "organisation")  # the first that exists is where staff begin the day
OWN_LANDING = {PLANNER: ("plan",), REVIEWER: ("evaluation",)}  # who has no inbox


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from invitations only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return landing(request)

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Home, in the language one leaves in."""
        return reverse("home")

    def pre_login(self, request: HttpRequest, user: AbstractBaseUser, **how: Any) -> HttpResponse | None:
        """However someone proved who they are, the backend says whether they may enter."""
        if not PersonBackend().user_can_authenticate(user):
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **how)

    def reauthenticate(self, user: AbstractBaseUser, password: str) -> bool:
        """A person's one address is on the person; allauth would look for it in its own table."""
        found = self.authenticate(context.request, email=user.get_username(), password=password)
        return found is not None and found.pk == user.pk

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Rendered now, sent by the worker: a slow mail server holds nobody up, and tells nobody apart."""
        request = self.request
        message = self.render_mail(template_prefix, email, {"request": request, "email": email} | context)
        now = request.now
        digest = hashlib.sha256(f"{email} {message.body}".encode()).hexdigest()
        payload = {"to": email, "subject": message.subject, "text": str(message.body)}
        with transaction.atomic():
            put("mail", f"account:{digest}", payload, due_at=now, now=now)

    def format_email_subject(self, subject: str) -> str:
        return subject


class SecondFactorAdapter(DefaultMFAAdapter):
    """Names as an authenticator app shows them."""

    def get_totp_issuer(self) -> str:
        return _("つながり")


class OutsideAdapter(DefaultSocialAccountAdapter):
    """Whoever another house vouches for must have been invited here before."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False


def landing(request: HttpRequest) -> str:
    """Where someone begins after signing in: staff at their inbox or their own page, an owner at home."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if actor.is_staff:
        for name in OWN_LANDING.get(actor.role, LANDING):
            try:
                return reverse(name)
            except NoReverseMatch:
                continue
    return reverse("home")
