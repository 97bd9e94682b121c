"""What derivations look at together, and how finely: values of one class can never lead to different results.

With the classes of its parts a derivation is a finite table, so that millions of firms are derived by looking
up what the scalar function says of one firm per class.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tsunagari.engines.eligibility.edges import starts_of
from tsunagari.engines.eligibility.rule import Condition
from tsunagari.engines.facts import control
from tsunagari.engines.facts.category import categories, small_classes
from tsunagari.engines.facts.kinds import applicant_kinds, firm_kinds
from tsunagari.engines.facts.size import thresholds
from tsunagari.engines.facts.statutes import Statutes
from tsunagari.engines.facts.time import founded_by

Given = Mapping[str, Any]
Conditions = Sequence[Condition]


@dataclass(frozen=True, slots=True)
class Part:
    """Given facts that belong together.

    starts    for one ordered fact: the values at which another class begins, ascending, given the conditions
              that ask for the derived fact
    class_of  for others: what stands for their values; equal means never told apart
    """

    facts: tuple[str, ...]
    starts: Callable[[Statutes, datetime.date, Conditions], Sequence[Any]] | None = None
    class_of: Callable[..., Hashable] | None = None


def limits_of(fact: str) -> Callable[[Statutes, datetime.date, Conditions], Sequence[int]]:
    """Above each inclusive upper limit of the law another class begins."""
    return lambda statutes, as_of, _: [limit + 1 for limit in thresholds(statutes, as_of, fact)]


def kinds_of(given: Given, *, statutes: Statutes, as_of: datetime.date) -> Hashable:
    return firm_kinds(given), applicant_kinds(given)


def trades_of(given: Given, *, statutes: Statutes, as_of: datetime.date) -> Hashable:
    industry = given.get("firm.industry")
    return (
        categories(industry, statutes=statutes, as_of=as_of),
        small_classes(industry, statutes=statutes, as_of=as_of),
    )


def share_of(fact: str) -> Callable[..., Hashable]:
    """How a share stands to each of the limits of control."""

    def class_of(given: Given, *, statutes: Statutes, as_of: datetime.date) -> Hashable:
        limits = (statutes.ratio(control.DEEMED, name, as_of) for name in control.LIMITS)
        return None if given.get(fact) is None else tuple(given[fact] >= limit for limit in limits)

    return class_of


def founding_days(_: Statutes, as_of: datetime.date, asked: Conditions) -> Sequence[datetime.date]:
    """The first founding days that are too late for each number of months asked for."""
    return sorted({founded_by(months, as_of) + datetime.timedelta(1) for months in starts_of(asked)})


KIND = Part(("firm.kind", "applicant.kind"), class_of=kinds_of)
TRADE = Part(("firm.industry",), class_of=trades_of)
PEOPLE = Part(("firm.employees_regular",), starts=limits_of("firm.employees_regular"))
CAPITAL = Part(("firm.capital_yen",), starts=limits_of("firm.capital_yen"))
FOUNDED = Part(("firm.founded_on",), starts=founding_days)
SHARES = tuple(
    Part((fact,), class_of=share_of(fact))
    for fact in (control.ONE_HOLDER, control.ALL_HOLDERS, control.OFFICERS)
)
SALES = (Part(("firm.sales_yen",)), Part(("firm.sales_before_yen",)))  # compared, never cut into classes
PARTS: Mapping[str, tuple[Part, ...]] = {
    "applicant.kind": (KIND,),
    "firm.sme_category": (TRADE,),
    "firm.size": (KIND, TRADE, PEOPLE, CAPITAL),
    "firm.is_sme": (KIND, TRADE, PEOPLE, CAPITAL),
    "firm.is_small_enterprise": (KIND, TRADE, PEOPLE),
    "firm.is_deemed_large": (KIND, *SHARES),
    "firm.months_in_business": (FOUNDED,),
    "firm.sales_change": SALES,
}


def beneath(derived: str) -> frozenset[str]:
    """The given facts that a derived one rests on."""
    return frozenset(fact for part in PARTS[derived] for fact in part.facts)
