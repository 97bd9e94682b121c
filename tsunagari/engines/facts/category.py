"""A firm's category of trade: 中小企業基本法第2条第1項 and the cabinet orders of the support laws."""

from __future__ import annotations

import datetime
from functools import lru_cache

from tsunagari.base.trades import is_under, revision_on
from tsunagari.engines.facts.statutes import Statutes

SME = "sme_definition"
TRADES = "sme_trades"
EVERY = "*"


def categories(industry: str | None, *, statutes: Statutes, as_of: datetime.date) -> frozenset[str]:
    """The SME categories still possible for a trade; all of them where the trade is not known."""
    return _classes("category", industry, statutes, as_of)


def small_classes(industry: str | None, *, statutes: Statutes, as_of: datetime.date) -> frozenset[str]:
    """The classes of 中小企業基本法第2条第5項 still possible: commerce_service, lodging_amusement, other."""
    return _classes("small_class", industry, statutes, as_of)


@lru_cache(maxsize=8192)
def _classes(name: str, industry: str | None, statutes: Statutes, as_of: datetime.date) -> frozenset[str]:
    """The class of the most specific group above the trade, and those of the groups beneath it."""
    table = trade_table(name, statutes, as_of)
    if industry is None:
        return frozenset().union(*table.values())
    beneath = (
        table[trade] for trade in table if trade not in (EVERY, industry) and is_under(trade, industry)
    )
    above = [trade for trade in table if trade == EVERY or is_under(industry, trade)]
    return table[max(above, key=depth)].union(*beneath)


@lru_cache(maxsize=64)
def trade_table(name: str, statutes: Statutes, as_of: datetime.date) -> dict[str, frozenset[str]]:
    """Trade → its own classes, in the revision of the JSIC in use on the day.

    Several where the law divides a trade more finely than the JSIC; none where the groups beneath do.
    """
    revision = revision_on(as_of)
    rows = [row for row in statutes.in_force(TRADES, name, as_of) if revision in row.where["revisions"]]
    return {trade: frozenset(row.value) for row in rows for trade in row.where["trades"]}


def depth(trade: str) -> int:
    """How specific a code is: everything, a letter, then two to four digits."""
    if trade == EVERY:
        return 0
    return 1 if trade.isalpha() else len(trade)
