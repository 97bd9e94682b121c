"""`tsunagari outbox …` with the database awake."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from tsunagari.base.errors import BadInput
from tsunagari.cli.output import Row, say, show, table
from tsunagari.registry.actions.settling import settle
from tsunagari.registry.models.outbox import OutboxItem
from tsunagari.registry.policy.actor import HOUSE
from tsunagari.web.clock import the_time

NAMES = ("key", "kind", "state", "organisation_id", "due_at", "attempts", "error")
MOST = 1_000


def list_items(arguments: argparse.Namespace) -> int:
    items = OutboxItem.objects.filter(state=arguments.state).order_by("-due_at", "-pk")
    show(list(items.values(*NAMES)[:MOST]), arguments.format, as_text)
    return 0


def as_text(rows: Sequence[Row]) -> str:
    return table(NAMES, [[str(row[name] or "") for name in NAMES] for row in rows])


def settle_item(arguments: argparse.Namespace) -> int:
    item = OutboxItem.objects.filter(key=arguments.key).first()
    if item is None:
        raise BadInput(given=arguments.key, allowed="a key of `tsunagari outbox list`", where="key")
    say(f"{arguments.key}: {settle(HOUSE, item.pk, arguments.decision, now=the_time()).state}")
    return 0
