"""A line of the journal, its seal, and the values kept beside it."""

from __future__ import annotations

import datetime
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from operator import attrgetter

from tsunagari.engines.trace.canonical import Plain, canonical, instant

FORM = "tsunagari journal 1"  # a later form of the seal must not be mistaken for this one
BEGINNING = ""  # what the first line of a chain is sealed upon


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Who did what to what, when, on whose behalf: ids only. `digests` is field → salted digest."""

    organisation_id: int
    number: int
    at: datetime.datetime
    actor_id: int | None
    on_behalf_of_id: int | None
    role: str
    verb: str
    subject_kind: str
    subject_id: int
    firm_id: int | None
    programme: str
    year: int | None
    event: str
    digests: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Payload:
    """The values of a line. Erased, it keeps neither values nor the salt that would let them be guessed."""

    salt: str = ""
    values: Mapping[str, Plain] = field(default_factory=dict)
    is_erased: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A line as it is kept: with its place in the chain and its payload."""

    line: Line
    previous_hash: str
    hash: str
    payload: Payload | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The number and hash of a chain's last line, as something outside the chain remembers it."""

    number: int = 0
    hash: str = BEGINNING


SEALED = [part.name for part in fields(Line) if part.name not in ("at", "number")]
parts_of = attrgetter(*SEALED)


def seal(previous_hash: str, line: Line) -> str:
    """The hash of a line: SHA-256 over the hash before it and every part of the line, in hexadecimal."""
    return seal_at(previous_hash, line, line.number)


def seal_at(previous_hash: str, line: Line, number: int) -> str:
    """The hash the line would have at another number."""
    whole = (FORM, previous_hash, number, instant(line.at), *parts_of(line))
    return hashlib.sha256(canonical(whole)).hexdigest()


def salted_digest(salt: str, name: str, value: Plain) -> str:
    """HMAC-SHA-256 of a field's name and value. Without the salt, nobody can tell a value by trying."""
    return hmac.digest(salt.encode("utf-8"), canonical((name, value)), "sha256").hex()


def salted_digests(salt: str, values: Mapping[str, Plain]) -> dict[str, str]:
    return {name: salted_digest(salt, name, value) for name, value in values.items()}


def altered_fields(link: Link) -> list[str]:
    """The fields whose values are not those the line was sealed with. An erased payload has none."""
    sealed, payload = link.line.digests, link.payload or Payload()
    if payload.is_erased:
        return sorted(payload.values)
    names = {*sealed, *payload.values}
    return sorted(name for name in names if not is_as_sealed(name, sealed, payload))


def is_as_sealed(name: str, sealed: Mapping[str, str], payload: Payload) -> bool:
    if name not in sealed or name not in payload.values:
        return False
    try:
        return salted_digest(payload.salt, name, payload.values[name]) == sealed[name]
    except TypeError:  # a value of a type that no line is ever sealed with
        return False
