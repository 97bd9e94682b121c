"""How sales have changed."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from tsunagari.engines.facts.statutes import Statutes


def sales_change(
    given: Mapping[str, Any], *, statutes: Statutes, as_of: datetime.date
) -> frozenset[Fraction] | None:
    """(this year − the year before) ÷ the year before; None = unknown, also without sales before."""
    now, before = given.get("firm.sales_yen"), given.get("firm.sales_before_yen")
    if now is None or not before:
        return None
    return frozenset({Fraction(now - before, before)})
