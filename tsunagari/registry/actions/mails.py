"""Handing mails to the mail server: {to, subject, text, html?}, owed with the record they tell of."""

from __future__ import annotations

import datetime
import smtplib
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.mail import get_connection

from tsunagari.base.errors import BadInput
from tsunagari.kit.mail import compose
from tsunagari.registry.policy.handlers import Handler, NotDone

KIND = "mail"
# The server said no: so it does not have the mail.
REFUSALS = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused)


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
