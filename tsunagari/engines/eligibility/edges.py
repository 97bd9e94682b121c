"""Where the conditions on an ordered fact begin to tell its values apart."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from tsunagari.engines.eligibility.rule import Condition

Edge = tuple[Any, bool]  # a value, and whether the next class begins only after it


def edges_of(conditions: Iterable[Condition]) -> tuple[Edge, ...]:
    """Ascending: the classes of values that no condition tells apart begin at these."""
    return tuple(sorted({edge for condition in conditions for edge in edges(condition)}))


def edges(condition: Condition) -> Iterator[Edge]:
    operand = condition.operand
    match condition.test:
        case ">=" | "<":
            yield operand, False
        case "<=" | ">":
            yield operand, True
        case "is":
            yield from ((operand, False), (operand, True))
        case "between":
            yield from ((operand[0], False), (operand[1], True))
        case other:
            raise ValueError(f"{other} does not order values")


def starts_of(conditions: Iterable[Condition]) -> tuple[Any, ...]:
    """The same for whole numbers and days: the first value of each class."""
    return tuple(sorted({one_more(value) if is_after else value for value, is_after in edges_of(conditions)}))


def one_more(value: Any) -> Any:
    return value + (datetime.timedelta(1) if isinstance(value, datetime.date) else 1)
