"""What the worker does: each kind of outbox work, and what comes round."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.core.management import call_command

from tsunagari.alerts.actions.saving import forget_unconfirmed
from tsunagari.alerts.actions.telling import tell_subscribers
from tsunagari.cases.actions.periodic import ask_what_became_of_it, let_time_speak, remind
from tsunagari.registry.actions import mails, periodic
from tsunagari.registry.actions.anchors import write_anchor
from tsunagari.registry.actions.periodic import Duty, turn_handler
from tsunagari.registry.actions.sweeping import sweep_outbox, sweep_submissions
from tsunagari.registry.policy.handlers import Handler

HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)


def anchor_journal(now: datetime.datetime) -> None:
    """An operator keeps copies elsewhere."""
    write_anchor(settings.ANCHORS, now=now)


def sweep_sessions(now: datetime.datetime) -> None:
    """Sessions that have run out, by the machine's own clock."""
    call_command("clearsessions", verbosity=0)


DUTIES: tuple[Duty, ...] = (
    Duty("anchor-journal", HOUR, anchor_journal),
    # ── the cases desk ──
    Duty("let-time-speak", HOUR, let_time_speak),
    Duty("remind", HOUR, remind),
    Duty("ask-what-became-of-it", DAY, ask_what_became_of_it),
    # ── alerts ──
    Duty("tell-subscribers", DAY, tell_subscribers),
    # ── forgetting ──
    Duty("forget-unconfirmed", DAY, forget_unconfirmed),
    Duty("sweep-sessions", DAY, sweep_sessions),
    Duty("sweep-submissions", DAY, sweep_submissions),
    Duty("sweep-outbox", DAY, sweep_outbox),
)
HANDLERS: dict[str, Handler] = {
    mails.KIND: mails.MAIL,
    periodic.KIND: turn_handler(DUTIES),
}
