"""Which programmes a call of the list gets, and in which order."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable

from tsunagari.base.text import folded
from tsunagari.jgrants.policy.parameters import Asked
from tsunagari.jgrants.policy.subsidy import Subsidy
from tsunagari.jgrants.policy.words import parts


def answer(subsidies: Iterable[Subsidy], asked: Asked, now: datetime.datetime) -> list[Subsidy]:
    found = ordered([one for one in subsidies if matches(one, asked, now)], asked)
    end = None if asked.limit is None else asked.offset + asked.limit
    return found[asked.offset : end]


def matches(subsidy: Subsidy, asked: Asked, now: datetime.datetime) -> bool:
    """Values within one parameter widen, parameters narrow. Values are compared as the wire writes them."""
    return (
        asked.keyword in subsidy.words
        and (not asked.is_open_only or is_open(subsidy, now))
        and meets(asked.use_purposes, subsidy.use_purpose)
        and meets(asked.industries, subsidy.industry)
        and meets(asked.areas, subsidy.area)
        and asked.employees in ("", subsidy.employees)
        and asked.institution in folded(subsidy.institution or "")
    )


def meets(wanted: Collection[str], held: str | None) -> bool:
    return not wanted or not set(wanted).isdisjoint(parts(held))


def is_open(subsidy: Subsidy, now: datetime.datetime) -> bool:
    """Not before the days of acceptance and not after them; a day that is not stated bounds nothing."""
    has_opened = subsidy.opens_at is None or subsidy.opens_at <= now
    return has_opened and (subsidy.closes_at is None or now <= subsidy.closes_at)


def ordered(found: Collection[Subsidy], asked: Asked) -> list[Subsidy]:
    """By the instant asked for, then by id; what states none comes last either way."""
    instants = {
        "created_date": lambda one: one.created_at,
        "acceptance_start_datetime": lambda one: one.opens_at,
        "acceptance_end_datetime": lambda one: one.closes_at,
    }
    instant = instants[asked.sort]
    dated = sorted((one for one in found if instant(one)), key=lambda one: one.id)
    dated.sort(key=instant, reverse=asked.is_descending)
    return [*dated, *sorted((one for one in found if not instant(one)), key=lambda one: one.id)]
