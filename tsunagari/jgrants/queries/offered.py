"""All that the doors of the wire give out: the plan's programmes, then those that were pulled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tsunagari.jgrants.models.records import PulledRecord
from tsunagari.jgrants.policy.reading import Reading, read_record
from tsunagari.jgrants.policy.subsidy import Subsidy
from tsunagari.jgrants.queries.ours import ours


def reading_of(record: PulledRecord) -> Reading:
    return read_record(
        record.number,
        record.row,
        record.detail,
        record.judged,
        created_at=record.first_seen_at,
        changed_at=record.changed_at,
    )


def subsidies_with(keyword: str) -> Iterator[Subsidy]:
    """Those in whose words the folded keyword stands. A programme of the plan goes before a pulled one."""
    plan = ours()
    if plan:
        yield from (one for one in plan.subsidies if keyword in one.words)
    own = plan.programmes if plan else {}
    found = PulledRecord.objects.filter(gone_at=None, words__contains=keyword).values_list("number", "digest")
    yield from made_of({number: digest for number, digest in found if number not in own})


# Reading takes HTML apart: a record is read again only when it has changed. Number → digest, what was read.
_made: dict[str, tuple[str, Subsidy]] = {}


def made_of(digests: Mapping[str, str]) -> Iterator[Subsidy]:
    stale = [number for number, digest in digests.items() if _made.get(number, ("",))[0] != digest]
    for record in PulledRecord.objects.filter(number__in=stale).iterator() if stale else ():
        _made[record.number] = (record.digest, reading_of(record).subsidy)
    yield from (_made[number][1] for number in digests if number in _made)


def subsidy_with(number: str) -> Subsidy | None:
    """The one with this id."""
    plan = ours()
    own = next((one for one in (plan.subsidies if plan else ()) if one.id == number), None)
    if own is not None:
        return own
    record = PulledRecord.objects.filter(number=number, gone_at=None).first()
    return reading_of(record).subsidy if record else None
