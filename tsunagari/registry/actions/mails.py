"""Sending mails: owed in the transaction of the record they tell of, sent by the worker."""

from __future__ import annotations

import datetime
import smtplib
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.mail import get_connection

from tsunagari.base.errors import BadInput
from tsunagari.kit.mail import compose, write_mail
from tsunagari.registry.actions.outbox import put
from tsunagari.registry.models.outbox import OutboxItem
from tsunagari.registry.policy.handlers import Handler, NotDone

KIND = "mail"
# The server said no: so it does not have the mail.
REFUSALS = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused)


def owe_mail(
    template: str,
    context: Mapping[str, Any],
    *,
    key: str,
    to: str,
    language: str,
    now: datetime.datetime,
    organisation_id: int | None = None,
) -> OutboxItem:
    """Owe a mail of a template, in the caller's transaction. Raises BadInput for one that cannot be sent."""
    payload = write_mail(template, context, to=to, language=language)
    compose(key, payload)
    return put(KIND, key, payload, due_at=now, now=now, organisation_id=organisation_id)


def send_mail(key: str, payload: Mapping[str, Any], now: datetime.datetime) -> None:
    """Hand one mail to the mail server. NotDone where it does not have it for certain."""
    try:
        mail = compose(key, payload)
        connection = get_connection()
        connection.open()
    except (BadInput, ImproperlyConfigured, KeyError, OSError) as refused:  # smtplib's errors are OSErrors
        raise NotDone(f"{type(refused).__name__}: {refused}") from refused
    try:
        connection.send_messages([mail])
    except REFUSALS as refused:
        raise NotDone(f"{type(refused).__name__}: {refused}") from refused
    finally:
        with suppress(OSError):  # a server that does not say goodbye has the mail all the same
            connection.close()


MAIL = Handler(send_mail)
