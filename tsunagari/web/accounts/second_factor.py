"""Codes of the second step: failures count like wrong passwords, for the name and for the address."""

from __future__ import annotations

from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from axes.handlers.proxy import AxesProxyHandler
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class Counted:
    """Before `clean_code` of allauth's forms: asks whether there were too many failures, and counts one more.

    Six digits are soon guessed by whoever may guess without end.
    """

    def clean_code(self) -> str:
        request, tried = context.request, {"email": self.user.get_username()}  # type: ignore[attr-defined]
        if not AxesProxyHandler.is_allowed(request, tried):
            request.axes_locked_out, request.axes_credentials = True, tried
            raise ValidationError(_("しばらく待ってください。"))
        try:
            return super().clean_code()  # type: ignore[misc]
        except ValidationError:
            AxesProxyHandler.user_login_failed(sender=type(self), credentials=tried, request=request)
            raise


class CountedAuthenticateForm(Counted, AuthenticateForm):
    """The second step of signing in."""


class CountedReauthenticateForm(Counted, ReauthenticateForm):
    """Confirming before something important changes."""
