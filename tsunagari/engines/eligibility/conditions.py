"""The closed vocabulary of conditions. 以上 is `>=`, 以下 is `<=`, 未満 is `<`, 超 is `>`: one word each."""

from __future__ import annotations

import operator
from collections.abc import Callable, Collection
from typing import Any

from tsunagari.base.trades import is_under
from tsunagari.engines.eligibility.verdict import Verdict

Test = Callable[[Any, Any], Verdict]


def plain(test: Callable[[Any, Any], bool]) -> Test:
    return lambda value, operand: Verdict.of(test(value, operand))


def is_between(value: Any, ends: tuple[Any, Any]) -> bool:
    """Both ends included."""
    return bool(ends[0] <= value <= ends[1])


def is_trade_in(code: str, trades: Collection[str]) -> Verdict:
    """A JSIC code among `trades` or beneath one of them; a code too coarse to decide is unknown."""
    if any(is_under(code, trade) for trade in trades):
        return Verdict.YES
    return Verdict.UNKNOWN if any(is_under(trade, code) for trade in trades) else Verdict.NO


TESTS: dict[str, Test] = {
    "is": plain(operator.eq),
    "in": plain(lambda value, operand: value in operand),
    ">=": plain(operator.ge),
    "<=": plain(operator.le),
    "<": plain(operator.lt),
    ">": plain(operator.gt),
    "between": plain(is_between),
    "has": plain(lambda value, operand: operand in value),
    "has_any": plain(lambda value, operand: not value.isdisjoint(operand)),
    "trade_in": is_trade_in,
}
