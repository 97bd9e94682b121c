"""Mails made ready to send: one recipient, one subject, a name of their own."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email

from tsunagari.base.errors import BadInput
from tsunagari.base.text import CONTROL

LONGEST_SUBJECT = 200
OWN_HEADERS = ("List-Unsubscribe", "List-Unsubscribe-Post")  # how a mail program offers to stop them


def compose(key: str, payload: Mapping[str, Any]) -> EmailMultiAlternatives:
    """A mail ready to send, of {to, subject, text, html?, headers?}; `headers` are some of OWN_HEADERS.

    The same key gives the same Message-ID, so that a receiver can tell a double. Raises BadInput for an
    address, a subject or a header that would carry more than itself.
    """
    sender = settings.DEFAULT_FROM_EMAIL
    headers = own_headers(payload.get("headers", {})) | {
        "Message-ID": message_id(key, sender),
        "Auto-Submitted": "auto-generated",
    }
    mail = EmailMultiAlternatives(
        subject=one_line(payload["subject"]),
        body=payload["text"],
        from_email=sender,
        to=[address(payload["to"])],
        headers=headers,
    )
    if payload.get("html"):
        mail.attach_alternative(payload["html"], "text/html")
    return mail


def message_id(key: str, sender: str) -> str:
    """The name of the mail with this key, under the domain of its sender."""
    digest = hashlib.sha256(key.encode()).hexdigest()[:40]
    return f"<{digest}@{parseaddr(sender)[1].rpartition('@')[2]}>"


def own_headers(given: Mapping[str, str]) -> dict[str, str]:
    """Headers that a mail may bring along, none of which can begin another."""
    for name, value in given.items():
        if name not in OWN_HEADERS or CONTROL.search(value) or len(value.splitlines()) != 1:
            raise BadInput(given=f"{name}: {value}", allowed=", ".join(OWN_HEADERS), where="headers")
    return dict(given)


def one_line(subject: str) -> str:
    """A subject that cannot begin another header."""
    if not 0 < len(subject) <= LONGEST_SUBJECT or CONTROL.search(subject) or len(subject.splitlines()) > 1:
        raise BadInput(given=subject, allowed=f"one line of 1-{LONGEST_SUBJECT} characters", where="subject")
    return subject


def address(to: str) -> str:
    """One address and nothing more."""
    try:
        validate_email(to)
    except ValidationError as refused:
        raise BadInput(given=to, allowed="one e-mail address", where="to") from refused
    return to
