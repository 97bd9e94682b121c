"""All derived facts of a firm at once."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tsunagari.engines.facts import control, kinds, sales, size, time
from tsunagari.engines.facts.category import categories
from tsunagari.engines.facts.parts import PARTS, beneath
from tsunagari.engines.facts.size import thresholds
from tsunagari.engines.facts.statutes import Statutes

Derive = Callable[..., frozenset[Any] | None]
SIZE_NEEDS = ("firm.kind", "firm.industry", "firm.employees_regular")


@dataclass(frozen=True, slots=True)
class Derivation:
    """A named function and the given facts it rests on, in the order to ask for them."""

    function: Derive
    needs: tuple[str, ...]


def sme_category(given: Mapping[str, Any], *, statutes: Statutes, as_of: datetime.date) -> frozenset[str]:
    return categories(given.get("firm.industry"), statutes=statutes, as_of=as_of)


def applicant_kind(given: Mapping[str, Any], **_: Any) -> frozenset[str] | None:
    return kinds.applicant_kinds(given)


DERIVATIONS: Mapping[str, Derivation] = {
    "applicant.kind": Derivation(applicant_kind, ("firm.kind",)),
    "firm.sme_category": Derivation(sme_category, ("firm.industry",)),
    "firm.size": Derivation(size.size, (*SIZE_NEEDS, "firm.capital_yen")),
    "firm.is_sme": Derivation(size.is_sme, (*SIZE_NEEDS, "firm.capital_yen")),
    "firm.is_small_enterprise": Derivation(size.is_small_enterprise, SIZE_NEEDS),
    "firm.is_deemed_large": Derivation(
        control.is_deemed_large, ("firm.kind", control.ONE_HOLDER, control.ALL_HOLDERS, control.OFFICERS)
    ),
    "firm.months_in_business": Derivation(time.months_in_business, ("firm.founded_on",)),
    "firm.sales_change": Derivation(sales.sales_change, ("firm.sales_yen", "firm.sales_before_yen")),
}
_BENEATH: Mapping[str, tuple[str, ...]] = {name: tuple(sorted(beneath(name))) for name in PARTS}


def derive(
    given: Mapping[str, Any],
    *,
    statutes: Statutes,
    as_of: datetime.date,
    only: Iterable[str] = DERIVATIONS,
) -> dict[str, frozenset[Any]]:
    """Derived fact → the values still possible; a fact of which nothing is known is left out."""
    found = {name: _derived(name, _told(name, given), statutes, as_of) for name in only}
    return {name: values for name, values in found.items() if values is not None}


def _told(name: str, given: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple((fact, given[fact]) for fact in _BENEATH[name] if fact in given)


@lru_cache(maxsize=1 << 16)
def _derived(
    name: str, told: tuple[tuple[str, Any], ...], statutes: Statutes, as_of: datetime.date
) -> frozenset[Any] | None:
    """One derivation, remembered: the next question tries the same few answers again and again."""
    return DERIVATIONS[name].function(dict(told), statutes=statutes, as_of=as_of)


__all__ = ["DERIVATIONS", "Derivation", "derive", "thresholds"]
