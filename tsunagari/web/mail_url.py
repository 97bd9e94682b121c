"""TSUNAGARI_MAIL_URL → what Django wants to know."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tsunagari.base.errors import BadInput

ALLOWED = "console:, file:///FOLDER, smtp://USER:PASSWORD@HOST:PORT or smtps://…"
BACKEND = "django.core.mail.backends"
PATIENCE_SECONDS = 20  # less than a lease of the outbox


def read_mail_url(url: str) -> dict[str, Any]:
    """Django's EMAIL_ settings for `url`.

    console:                      mails are printed
    file:///var/mail              one file a mail
    smtp://user:password@host:25  in clear; with ?starttls=1 encrypted after the greeting
    smtps://user:password@host    encrypted from the first byte
    Raises BadInput for anything else; the password is never repeated.
    """
    parts = urlsplit(url)
    if parts.scheme == "console" and not parts.netloc and not parts.path:
        return {"EMAIL_BACKEND": f"{BACKEND}.console.EmailBackend"}
    if parts.scheme == "file" and not parts.netloc and parts.path:
        return {"EMAIL_BACKEND": f"{BACKEND}.filebased.EmailBackend", "EMAIL_FILE_PATH": unquote(parts.path)}
    if parts.scheme in ("smtp", "smtps") and parts.hostname:
        is_encrypted = parts.scheme == "smtps"
        return {
            "EMAIL_BACKEND": f"{BACKEND}.smtp.EmailBackend",
            "EMAIL_HOST": parts.hostname,
            "EMAIL_PORT": parts.port or (465 if is_encrypted else 25),
            "EMAIL_HOST_USER": unquote(parts.username or ""),
            "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
            "EMAIL_USE_SSL": is_encrypted,
            "EMAIL_USE_TLS": parse_qs(parts.query).get("starttls") == ["1"],
            "EMAIL_TIMEOUT": PATIENCE_SECONDS,
        }
    shown = f"{parts.scheme}://…{parts.path}"
    raise BadInput(given=shown, allowed=ALLOWED, mend="See docs/operations.md.", where="TSUNAGARI_MAIL_URL")
