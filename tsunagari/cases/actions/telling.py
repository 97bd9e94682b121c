"""Mail to the firm and to whoever holds the case, put into the outbox with what it tells of."""

from __future__ import annotations

import datetime

from tsunagari.cases.models.cases import Case
from tsunagari.cases.policy.telling import Letter
from tsunagari.registry.actions.outbox import put

UNDO_WITHIN = datetime.timedelta(minutes=10)  # a mail waits as long as what it tells of can be undone


def tell_firm(
    case: Case, letter: Letter, *, key: str, now: datetime.datetime, wait: datetime.timedelta | None = None
) -> None:
    """Put a mail to the case's contact into the outbox; nothing where no address is known."""
    send(case, case.contact_email, letter, key=key, now=now, due_at=now + (wait or datetime.timedelta()))


def tell_holder(case: Case, letter: Letter, *, key: str, now: datetime.datetime) -> None:
    """Put a mail to the person in charge into the outbox; nothing where nobody is."""
    send(case, case.holder.email if case.holder else "", letter, key=key, now=now, due_at=now)


def send(
    case: Case, to: str, letter: Letter, *, key: str, now: datetime.datetime, due_at: datetime.datetime
) -> None:
    if to:
        payload = {"to": to, "subject": letter.subject, "text": letter.text}
        put("mail", key, payload, due_at=due_at, now=now, organisation_id=case.organisation_id)
