"""Writing down what happened. The only way into the journal, and never outside the record's transaction."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from itertools import groupby
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.db.transaction import TransactionManagementError

from tsunagari.base.errors import BadInput
from tsunagari.engines.trace.canonical import plain
from tsunagari.engines.trace.line import Head, Line, salted_digests, seal
from tsunagari.registry.models.journal import JournalHead, JournalLine, JournalPayload
from tsunagari.registry.policy.actor import Actor
from tsunagari.registry.policy.verbs import PAYLOAD_ERASED, VERBS

PARTS = [part.name for part in fields(Line)]
BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a line says, without who says it and where it will stand.

    values  the fields that were changed, with their new values; for a verb of policy.verbs.READING the fields
            that were seen, each None: what was seen stands in the record, only that it was seen stands here
    event   what it counts as, with the `programme` (key) and the `year` of the plan that it counts for
    """

    verb: str
    subject_kind: str
    subject_id: int
    firm_id: int | None = None
    programme: str = ""
    year: int | None = None
    event: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.verb not in VERBS:
            mend = "Add it to tsunagari/registry/policy/verbs.py."
            raise BadInput(given=self.verb, allowed=", ".join(VERBS), mend=mend, where="journal verb")


def record(  # noqa: PLR0913 (all that a line says)
    actor: Actor,
    verb: str,
    *,
    organisation_id: int,
    subject_kind: str,
    subject_id: int,
    now: datetime.datetime,
    firm_id: int | None = None,
    programme: str = "",
    year: int | None = None,
    event: str = "",
    values: Mapping[str, Any] | None = None,
) -> JournalLine:
    """Add one line to an organisation's chain, in the caller's transaction: see `Entry` for the parts.

    The chain's head stays locked until that transaction ends; an action that writes in two chains takes both
    first (`hold_chains`). Raises TransactionManagementError outside a transaction, BadInput for an
    unknown verb, TypeError for a value that JSON and a digest cannot keep exactly (a float).
    """
    entry = Entry(
        verb=verb,
        subject_kind=subject_kind,
        subject_id=subject_id,
        firm_id=firm_id,
        programme=programme,
        year=year,
        event=event,
        values=values or {},
    )
    return record_all(actor, [entry], organisation_id=organisation_id, now=now)[0]


def record_all(
    actor: Actor, entries: Iterable[Entry], *, organisation_id: int, now: datetime.datetime
) -> list[JournalLine]:
    """Add many lines at once, as an import needs. As `record`, with four queries for five hundred lines."""
    kept = hold_chains(organisation_id)[0]
    head, lines, payloads = Head(kept.number, kept.hash), [], []
    for entry in entries:
        salt, values = secrets.token_hex(16), {name: plain(value) for name, value in entry.values.items()}
        line = line_of(actor, entry, salted_digests(salt, values), organisation_id, head.number + 1, now)
        lines.append(link(head, line))
        if values:
            payloads.append(JournalPayload(line=lines[-1], salt=salt, values=values))
        head = Head(line.number, lines[-1].hash)
    JournalLine.objects.bulk_create(lines, batch_size=BATCH)
    JournalPayload.objects.bulk_create(payloads, batch_size=BATCH)
    JournalHead.objects.filter(organisation_id=organisation_id).update(number=head.number, hash=head.hash)
    return lines


def hold_chains(*organisation_ids: int) -> list[JournalHead]:
    """The heads of these chains, lowest id first, held until the caller's transaction ends.

    An action that writes in two chains holds both before it writes: two that go opposite ways then wait for
    each other in turn instead of for ever.
    """
    if not transaction.get_connection().in_atomic_block:
        raise TransactionManagementError("a line belongs in the transaction of the record it is about")
    heads = JournalHead.objects.select_for_update(no_key=True)
    return [heads.get_or_create(organisation_id=one)[0] for one in sorted(organisation_ids)]


def line_of(
    actor: Actor,
    entry: Entry,
    digests: Mapping[str, str],
    organisation_id: int,
    number: int,
    now: datetime.datetime,
) -> Line:
    return Line(
        organisation_id=organisation_id,
        number=number,
        at=now,
        actor_id=actor.person_id,
        on_behalf_of_id=actor.on_behalf_of_id,
        role=actor.role,
        verb=entry.verb,
        subject_kind=entry.subject_kind,
        subject_id=entry.subject_id,
        firm_id=entry.firm_id,
        programme=entry.programme,
        year=entry.year,
        event=entry.event,
        digests=digests,
    )


def link(head: Head, line: Line) -> JournalLine:
    """The line sealed upon the head, ready to be stored."""
    parts = {name: getattr(line, name) for name in PARTS}
    return JournalLine(**parts, previous_hash=head.hash, hash=seal(head.hash, line))


@transaction.atomic
def erase(actor: Actor, lines: QuerySet[JournalLine], *, now: datetime.datetime) -> int:
    """Empty the values of these lines for good, and say so in a line for each. Returns how many were emptied.

    The chain stays valid: it holds digests only, and without the salt nobody can find a value by trying.
    `queries.journal.lines_of_firm` and `lines_about` give the lines of a firm or of one record.
    """
    kept = JournalPayload.objects.select_for_update(of=("self",)).filter(line__in=lines, erased_at=None)
    payloads = list(kept.select_related("line").order_by("line__organisation_id", "line__number"))
    for payload in payloads:
        payload.salt, payload.values, payload.erased_at = "", {}, now
    JournalPayload.objects.bulk_update(payloads, ["salt", "values", "erased_at"], batch_size=BATCH)
    emptied = (payload.line for payload in payloads)
    for organisation_id, theirs in groupby(emptied, key=lambda line: line.organisation_id):
        entries = [erasure_of(line) for line in theirs]
        record_all(actor, entries, organisation_id=organisation_id, now=now)
    return len(payloads)


def erasure_of(line: JournalLine) -> Entry:
    """The line's number within its chain stands for it: its database id is not sealed."""
    return Entry(verb=PAYLOAD_ERASED, subject_kind="line", subject_id=line.number, firm_id=line.firm_id)
