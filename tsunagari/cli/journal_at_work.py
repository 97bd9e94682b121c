"""What the `journal` commands do, once Django is awake."""

from __future__ import annotations

import argparse
import datetime
import os
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from django.utils import timezone

from tsunagari.base.errors import BadInput
from tsunagari.base.years import read_date
from tsunagari.cli.output import Progress, Row, say, table
from tsunagari.cli.output import show as show_rows
from tsunagari.engines.trace.anchor import broken_anchors, read_anchor
from tsunagari.engines.trace.line import Head
from tsunagari.programmes.folders import anchors_root
from tsunagari.registry.actions.anchors import anchor_texts, write_anchor
from tsunagari.registry.models.organisations import Organisation
from tsunagari.registry.models.people import Person
from tsunagari.registry.queries.chains import breaks_of, count_lines, heads, organisations_with_lines
from tsunagari.registry.queries.journal import Erased, as_it_was
from tsunagari.registry.queries.journal import breach as affected_by
from tsunagari.web.clock import the_time

SUBJECT = re.compile(r"([a-z_]{1,20})[:/]([0-9]{1,18})")
INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9:.]+(Z|[+-][0-9:]+)?")
NO_ANCHOR = (
    "no anchor given: a chain that was sealed anew as a whole, or lost its end together with its head, "
    "cannot be told from a true one; keep anchors elsewhere and name them with --anchor"
)


@dataclass(frozen=True, slots=True)
class Noted:
    """What anchors remember of each organisation's chain, and which of them do not follow the one before."""

    heads: Mapping[int, Collection[Head]] = field(default_factory=dict)
    broken: Sequence[str] = ()
    anchors: int = 0


def verify(arguments: argparse.Namespace) -> int:
    noted = read_anchors(arguments.anchor)
    chosen = chains(noted, arguments.organisation)
    found = 0

    def counted() -> Iterator[Row]:
        nonlocal found
        for row in faults(noted, chosen):
            found += 1
            yield row

    show_rows(counted(), arguments.format, as_text)
    size = f"{count_lines(chosen):,} lines, {len(chosen)} chain(s), {noted.anchors} anchor(s)"
    say(f"{size}, {found} break(s)")
    if not noted.anchors:
        say(NO_ANCHOR)
    return 1 if found else 0


def read_anchors(place: Path | None) -> Noted:
    """The anchors at a place given; else those of the installation, if it has any."""
    folder = place or anchors_root(os.environ)
    if place is None and not folder.is_dir():
        return Noted()
    found: dict[int, set[Head]] = {}
    count = 0
    for count, (name, text) in enumerate(anchor_texts(folder), start=1):  # noqa: B007 (their number is used)
        for organisation_id, head in read_anchor(text, name).heads.items():
            found.setdefault(organisation_id, set()).add(head)
    if place is not None and not count:
        raise BadInput(given=str(place), allowed="an anchor file, or a folder of them", where="--anchor")
    return Noted(found, list(broken_anchors(anchor_texts(folder))), count)


def chains(noted: Noted, organisation_id: int | None) -> list[int]:
    """Whose chains are read: the organisation given, or all that have a line, a head or an anchor."""
    known = organisations_with_lines() | set(heads()) | set(noted.heads)
    if organisation_id is None:
        return sorted(known)
    if organisation_id not in known and not Organisation.objects.filter(pk=organisation_id).exists():
        allowed = ", ".join(map(str, sorted(known))) or "none yet"
        raise BadInput(given=str(organisation_id), allowed=allowed, where="--organisation")
    return [organisation_id]


def faults(noted: Noted, organisation_ids: Sequence[int]) -> Iterator[Row]:
    for name in noted.broken:
        said = f"{name} does not follow the anchor before it"
        yield {
            "organisation": None,
            "kind": "anchor",
            "number": None,
            "last": None,
            "fields": [],
            "said": said,
        }
    with Progress("lines", count_lines(organisation_ids)) as progress:
        for organisation_id in organisation_ids:
            for fault in breaks_of(
                organisation_id, noted.heads.get(organisation_id, ()), watch=progress.watch
            ):
                yield {
                    "organisation": organisation_id,
                    "kind": str(fault.kind),
                    "number": fault.number,
                    "last": max(fault.number, fault.last),
                    "fields": list(fault.fields),
                    "said": str(fault),
                }


def as_text(rows: Sequence[Row]) -> str:
    return (
        "\n".join(f"organisation {row['organisation'] or '-'}, {row['said']}" for row in rows) or "in order"
    )


def anchor(arguments: argparse.Namespace) -> int:
    path = write_anchor(arguments.out or anchors_root(os.environ), now=the_time())
    row = {"anchor": str(path), "chains": len(heads())}
    show_rows([row], arguments.format, lambda rows: str(rows[0]["anchor"]))
    say("keep a copy where nobody of this installation can change it")
    return 0


def breach(arguments: argparse.Namespace) -> int:
    person = Person.objects.filter(email__iexact=arguments.actor).first()
    if person is None:
        raise BadInput(given=arguments.actor, allowed="the e-mail address of an account", where="--actor")
    first, last = read_instant(arguments.first, "--from"), read_instant(arguments.last, "--to", is_end=True)
    rows = [asdict(row) for row in affected_by(person.pk, first, last)]
    show_rows(rows, arguments.format, breach_table)
    firms = {row["firm_id"] for row in rows if row["firm_id"]}
    say(f"{len(firms)} firm(s), {len(rows)} record(s), {first.isoformat()} to {last.isoformat()}")
    return 0


def breach_table(rows: Sequence[Row]) -> str:
    cells = [
        (
            row["name"],
            f"{row['subject_kind']}:{row['subject_id']}",
            "、".join(row["fields"]),
            "、".join(row["verbs"]),
            str(row["times"]),
            timezone.localtime(row["last_at"]).isoformat(timespec="minutes"),
        )
        for row in rows
    ]
    return table(("firm or person", "record", "fields", "what", "times", "last"), cells)


def show(arguments: argparse.Namespace) -> int:
    matched = SUBJECT.fullmatch(arguments.subject)
    if not matched:
        raise BadInput(given=arguments.subject, allowed="kind and number, such as firm:12", where="SUBJECT")
    at = read_instant(arguments.at, "--at", is_end=True) if arguments.at else the_time()
    record = as_it_was(matched[1], int(matched[2]), at)
    show_rows(field_rows(record), arguments.format, field_table)
    if not record:
        say(f"nothing had been written of {arguments.subject} by {at.isoformat(timespec='seconds')}")
    return 0


def field_rows(record: Mapping[str, object]) -> list[Row]:
    return [
        {"field": name, "value": None, "erased_at": value.at}
        if isinstance(value, Erased)
        else {"field": name, "value": value, "erased_at": None}
        for name, value in sorted(record.items())
    ]


def field_table(rows: Sequence[Row]) -> str:
    gone = str(Erased())
    return table(
        ("field", "value"), [(row["field"], gone if row["erased_at"] else str(row["value"])) for row in rows]
    )


def read_instant(text: str, where: str, *, is_end: bool = False) -> datetime.datetime:
    """An instant as typed; of a day alone its first moment, or its last. Raises BadInput."""
    zone = timezone.get_default_timezone()
    if not INSTANT.fullmatch(text):
        hour = datetime.time.max if is_end else datetime.time.min
        return datetime.datetime.combine(read_date(text), hour, zone)
    try:
        at = datetime.datetime.fromisoformat(text)
    except ValueError as error:
        raise BadInput(given=text, allowed="a time such as 2009-10-01T09:30", where=where) from error
    return at if at.tzinfo else at.replace(tzinfo=zone)
