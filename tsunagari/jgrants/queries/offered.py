"""All that the doors of the wire give out: the plan's programmes, then those that were pulled."""

from __future__ import annotations

from collections.abc import Iterator

from tsunagari.jgrants.policy.subsidy import Subsidy
from tsunagari.jgrants.queries.ours import ours


def subsidies_with(keyword: str) -> Iterator[Subsidy]:
    """Those in whose words the folded keyword stands."""
    plan = ours()
    yield from (one for one in (plan.subsidies if plan else ()) if keyword in one.words)


def subsidy_with(number: str) -> Subsidy | None:
    """The one with this id; a programme of the plan goes before a pulled one."""
    plan = ours()
    return next((one for one in (plan.subsidies if plan else ()) if one.id == number), None)
