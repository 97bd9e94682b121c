"""Chains as they are stored, read for proof. A chain that grows meanwhile is not accused of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import fields
from itertools import chain
from typing import Any

from django.db.models import BigIntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tsunagari.engines.trace.breaks import Break, Kind
from tsunagari.engines.trace.line import Head, Line, Link, Payload
from tsunagari.engines.trace.verify import verify
from tsunagari.registry.models.journal import JournalHead, JournalLine, JournalPayload
from tsunagari.registry.policy.verbs import PAYLOAD_ERASED

PARTS = [part.name for part in fields(Line)]
KEPT = ("previous_hash", "hash", "payload__salt", "payload__values", "payload__erased_at")
CHUNK = 2_000
Watch = Callable[[Iterable[Link]], Iterable[Link]]


def heads() -> dict[int, Head]:
    """What every organisation's head remembers now, by organisation id."""
    rows = JournalHead.objects.order_by("organisation_id").values_list("organisation_id", "number", "hash")
    return {organisation_id: Head(number, hash_) for organisation_id, number, hash_ in rows}


def head_of(organisation_id: int) -> Head:
    row = JournalHead.objects.filter(organisation_id=organisation_id).values_list("number", "hash").first()
    return Head(*row) if row else Head()


def organisations_with_lines() -> set[int]:
    return set(JournalLine.objects.order_by().values_list("organisation_id", flat=True).distinct())


def count_lines(organisation_ids: Collection[int]) -> int:
    return JournalLine.objects.filter(organisation_id__in=organisation_ids).count()


def breaks_of(organisation_id: int, anchors: Iterable[Head] = (), *, watch: Watch = iter) -> Iterator[Break]:
    """Every break of one organisation's chain, as it is met. `watch` sees each line go by.

    The head is read first, and the chain up to it: what is added meanwhile stands behind and is not read.
    """
    head = head_of(organisation_id)
    lines = JournalLine.objects.filter(organisation_id=organisation_id)
    known, beyond = lines.filter(number__lte=head.number), lines.filter(number__gt=current_head())
    yield from verify(watch(chain(links(known), links(beyond))), head, anchors)
    yield from unsaid_erasures(organisation_id)


def current_head() -> Coalesce:
    """The head's number, read in the same statement as the lines it is compared with."""
    kept = JournalHead.objects.filter(organisation_id=OuterRef("organisation_id")).values("number")
    return Coalesce(Subquery(kept), 0, output_field=BigIntegerField())


def links(lines: QuerySet[JournalLine]) -> Iterator[Link]:
    """Lines with their payloads, in order of number, a chunk at a time."""
    rows = lines.order_by("number").values_list(*PARTS, *KEPT)
    for row in rows.iterator(chunk_size=CHUNK):
        parts, (previous_hash, hash_, salt, values, erased_at) = row[: len(PARTS)], row[len(PARTS) :]
        named = dict(zip(PARTS, parts, strict=True))
        line = Line(**named | {"digests": mapping(named["digests"])})
        payload = None if salt is None else Payload(salt, mapping(values), erased_at is not None)
        yield Link(line, previous_hash, hash_, payload)


def mapping(stored: Any) -> Mapping[str, Any]:
    """What a JSON column should hold; whatever else somebody put there, under a name that no field has."""
    return stored if isinstance(stored, dict) else {"": stored}


def unsaid_erasures(organisation_id: int) -> Iterator[Break]:
    """Values that were emptied although no line says who did it. Holds the numbers of what was erased."""
    payloads = JournalPayload.objects.filter(line__organisation_id=organisation_id).exclude(erased_at=None)
    lines = JournalLine.objects.filter(organisation_id=organisation_id, verb=PAYLOAD_ERASED)
    erased = set(payloads.values_list("line__number", flat=True))
    said = lines.filter(subject_kind="line").order_by().values_list("subject_id", flat=True)
    for number in sorted(erased.difference(said.iterator(chunk_size=CHUNK))):
        yield Break(Kind.ERASED, number)
