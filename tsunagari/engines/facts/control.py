"""Firms that a large firm controls (みなし大企業): a term of calls for applications (公募要領)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from tsunagari.engines.facts.kinds import firm_kinds
from tsunagari.engines.facts.statutes import Statutes

DEEMED = "deemed_large"
ONE_HOLDER = "firm.large_shareholder_ratio"
ALL_HOLDERS = "firm.large_shareholders_total_ratio"
OFFICERS = "firm.large_officer_ratio"
LIMITS = ("one_holder_min", "all_holders_min", "officers_min")


def is_deemed_large(given: Mapping[str, Any], *, statutes: Statutes, as_of: datetime.date) -> frozenset[bool]:
    """Half of the shares with one large firm, two thirds with large firms together, or half of the officers.

    An individual has neither shares nor officers. What one ratio says of the other is used: the largest
    holder never holds more than all of them together.
    """
    found: set[bool] = set()
    for kind in firm_kinds(given):
        found |= {False} if kind == "individual" else _controlled(given, statutes, as_of)
    return frozenset(found)


def _controlled(given: Mapping[str, Any], statutes: Statutes, as_of: datetime.date) -> frozenset[bool]:
    one, together, officers = (given.get(name) for name in (ONE_HOLDER, ALL_HOLDERS, OFFICERS))
    half, two_thirds, half_of_officers = (statutes.ratio(DEEMED, name, as_of) for name in LIMITS)
    parts = (
        reaches(one, half, at_most=together),
        reaches(together, two_thirds, at_least=one),
        reaches(officers, half_of_officers),
    )
    if True in parts:
        return frozenset({True})
    return frozenset({True, False}) if None in parts else frozenset({False})


def reaches(
    share: Fraction | None,
    limit: Fraction,
    *,
    at_least: Fraction | None = None,
    at_most: Fraction | None = None,
) -> bool | None:
    """Whether `share` is `limit` or more (以上); None = open. Bounds help where the share is missing."""
    if share is not None:
        return share >= limit
    if at_least is not None and at_least >= limit:
        return True
    if at_most is not None and at_most < limit:
        return False
    return None
