"""The pages around signing in: allauth's views at the house's addresses, each with its audience."""

from __future__ import annotations

from collections.abc import Callable

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as outside
from allauth.socialaccount.providers.openid_connect import views as openid
from django.conf import settings
from django.http import HttpResponse
from django.urls import URLPattern, path, register_converter
from django.views.decorators.http import require_http_methods

from tsunagari.kit.access import ANYONE, Access, access
from tsunagari.registry.doors.access import SIGNED_IN

RESET_KEY = "password/reset/<base36:uidb36>-<str:key>/"


class Base36:
    """A person's id as the link of a mail carries it: no hyphen, so that the key begins after the first."""

    regex = "[0-9A-Za-z]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Base36, "base36")


def declared(who: Access, address: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
    """A route to a view of allauth that only `who` is let through to, to read or to send a form."""
    return path(address, access(who)(require_http_methods(["GET", "HEAD", "POST"])(view)), name=name)


account_urls = [
    declared(ANYONE, "sign-in/", account.login, "account_login"),
    declared(ANYONE, "sign-out/", account.logout, "account_logout"),
    declared(ANYONE, "sign-up/", account.signup, "account_signup"),  # says that one is invited
    declared(ANYONE, "inactive/", account.account_inactive, "account_inactive"),
    declared(SIGNED_IN, "confirm/", account.reauthenticate, "account_reauthenticate"),
    declared(SIGNED_IN, "password/", account.password_change, "account_change_password"),
    declared(SIGNED_IN, "password/first/", account.password_set, "account_set_password"),
    declared(ANYONE, "password/reset/", account.password_reset, "account_reset_password"),
    declared(ANYONE, "password/reset/sent/", account.password_reset_done, "account_reset_password_done"),
    declared(ANYONE, RESET_KEY, account.password_reset_from_key, "account_reset_password_from_key"),
    declared(
        ANYONE,
        "password/reset/done/",
        account.password_reset_from_key_done,
        "account_reset_password_from_key_done",
    ),
    # the second step of signing in, and what it is made of
    declared(ANYONE, "second/", second_factor.authenticate, "mfa_authenticate"),
    declared(SIGNED_IN, "second/confirm/", second_factor.reauthenticate, "mfa_reauthenticate"),
    declared(SIGNED_IN, "protection/", second_factor.index, "mfa_index"),
    declared(SIGNED_IN, "protection/app/", totp.activate_totp, "mfa_activate_totp"),
    declared(SIGNED_IN, "protection/app/remove/", totp.deactivate_totp, "mfa_deactivate_totp"),
    declared(SIGNED_IN, "protection/codes/", recovery_codes.view_recovery_codes, "mfa_view_recovery_codes"),
    declared(
        SIGNED_IN,
        "protection/codes/new/",
        recovery_codes.generate_recovery_codes,
        "mfa_generate_recovery_codes",
    ),
    declared(
        SIGNED_IN,
        "protection/codes/file/",
        recovery_codes.download_recovery_codes,
        "mfa_download_recovery_codes",
    ),
    declared(SIGNED_IN, "protection/passkeys/", passkeys.list_webauthn, "mfa_list_webauthn"),
    declared(SIGNED_IN, "protection/passkeys/new/", passkeys.add_webauthn, "mfa_add_webauthn"),
    declared(SIGNED_IN, "protection/passkeys/<int:pk>/name/", passkeys.edit_webauthn, "mfa_edit_webauthn"),
    declared(
        SIGNED_IN, "protection/passkeys/<int:pk>/remove/", passkeys.remove_webauthn, "mfa_remove_webauthn"
    ),
    declared(ANYONE, "passkey/", passkeys.login_webauthn, "mfa_login_webauthn"),
    declared(SIGNED_IN, "passkey/confirm/", passkeys.reauthenticate_webauthn, "mfa_reauthenticate_webauthn"),
]

# Another house that vouches for people (OpenID Connect): its addresses are fixed, so they have no language.
outside_urls = [
    declared(ANYONE, "<str:provider_id>/sign-in/", openid.login, "openid_connect_login"),
    declared(ANYONE, "<str:provider_id>/answer/", openid.callback, "openid_connect_callback"),
    declared(ANYONE, "stopped/", outside.login_cancelled, "socialaccount_login_cancelled"),
    declared(ANYONE, "failed/", outside.login_error, "socialaccount_login_error"),
    declared(ANYONE, "unknown/", outside.signup, "socialaccount_signup"),
    declared(SIGNED_IN, "links/", outside.connections, "socialaccount_connections"),
]
if not settings.OIDC_URL:
    outside_urls = []
