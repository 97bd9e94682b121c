"""How large a firm is in law: SME, small enterprise (中小企業基本法第2条), with what is known so far."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from tsunagari.engines.facts.category import SME, categories, small_classes
from tsunagari.engines.facts.kinds import firm_kinds
from tsunagari.engines.facts.statutes import Statutes

Truths = frozenset[bool]
TRUE, FALSE, EITHER = frozenset({True}), frozenset({False}), frozenset({True, False})


def within(value: int | None, limit: int) -> Truths:
    """Whether `value` is at most `limit` (以下)."""
    return EITHER if value is None else frozenset({value <= limit})


def either(a: Truths, b: Truths) -> Truths:
    return frozenset(x or y for x in a for y in b)


def is_sme(given: Mapping[str, Any], *, statutes: Statutes, as_of: datetime.date) -> Truths:
    """中小企業基本法第2条第1項 and the cabinet orders of the support laws (昭和38年政令第334号第1条).

    A company passes by capital or by employees, an individual by employees only. A cooperative is among
    the 中小企業者 of the support laws; an association may or may not be (商店街振興組合 is); others are not.
    """
    found: set[bool] = set()
    trades = categories(given.get("firm.industry"), statutes=statutes, as_of=as_of)
    for kind in firm_kinds(given):
        if kind in ("company", "individual"):
            for category in trades:
                found |= _passes(kind, category, given, statutes, as_of)
        else:
            found |= {"cooperative": TRUE, "association": EITHER, "other": FALSE}[kind]
    return frozenset(found)


def _passes(
    kind: str, category: str, given: Mapping[str, Any], statutes: Statutes, as_of: datetime.date
) -> Truths:
    people = within(
        given.get("firm.employees_regular"), statutes.value(SME, "employees_max", as_of, category=category)
    )
    if kind == "individual":
        return people
    limit = statutes.value(SME, "capital_max_yen", as_of, category=category)
    return either(within(given.get("firm.capital_yen"), limit), people)


def is_small_enterprise(given: Mapping[str, Any], *, statutes: Statutes, as_of: datetime.date) -> Truths:
    """中小企業基本法第2条第5項: 20 regular employees or fewer, 5 in commerce and services.

    Lodging and amusement count 20 under the laws for small enterprises since April 2014.
    """
    few = few_people(given, statutes=statutes, as_of=as_of)
    found: set[bool] = set()
    for kind in firm_kinds(given):
        found |= {"other": FALSE, "association": few | FALSE}.get(kind, few)
    return frozenset(found)


def few_people(given: Mapping[str, Any], *, statutes: Statutes, as_of: datetime.date) -> Truths:
    """Whether the headcount is that of a small enterprise, whatever the kind of firm."""
    classes = small_classes(given.get("firm.industry"), statutes=statutes, as_of=as_of)
    limits = (statutes.value(SME, "small_employees_max", as_of, small_class=name) for name in classes)
    return frozenset().union(*(within(given.get("firm.employees_regular"), limit) for limit in limits))


def size(given: Mapping[str, Any], *, statutes: Statutes, as_of: datetime.date) -> frozenset[str]:
    """small, medium or large: a small enterprise, an SME that is not small, or no SME at all.

    What can never be an SME (a medical corporation, say) counts as large, however few its people.
    """
    sizes: set[str] = set()
    for known in _completions(given, statutes, as_of):
        sme = is_sme(known, statutes=statutes, as_of=as_of)
        if False in sme:
            sizes.add("large")
        if True in sme:
            few = few_people(known, statutes=statutes, as_of=as_of)
            sizes |= {"small" if is_few else "medium" for is_few in few}
    return frozenset(sizes)


def _completions(
    given: Mapping[str, Any], statutes: Statutes, as_of: datetime.date
) -> list[Mapping[str, Any]]:
    """One firm per kind still possible; where the headcount is open, one per side of each threshold."""
    known = [{**given, "firm.kind": kind} for kind in sorted(firm_kinds(given))]
    if "firm.employees_regular" in given:
        return list(known)
    limits = thresholds(statutes, as_of, "firm.employees_regular")
    return [{**one, "firm.employees_regular": count} for one in known for count in (*limits, limits[-1] + 1)]


def thresholds(statutes: Statutes, as_of: datetime.date, fact: str) -> tuple[int, ...]:
    """Inclusive upper limits at which a derived fact may change with a given number, ascending."""
    names = {
        "firm.employees_regular": ("employees_max", "small_employees_max"),
        "firm.capital_yen": ("capital_max_yen",),
    }.get(fact, ())
    return tuple(sorted({row.value for name in names for row in statutes.in_force(SME, name, as_of)}))
