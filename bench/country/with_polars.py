"""Polars: one lazy select of an expression per programme, on one thread."""

from __future__ import annotations

from typing import Any

import polars as pl

from country.conditions import NULL, Peers, Test
from tsunagari.engines.eligibility.rule import AllOf, Condition, Not, Rule


def frame_of(peers: Peers) -> pl.DataFrame:
    frame = pl.DataFrame(dict(peers.facts))
    return frame.with_columns(pl.when(pl.all() != NULL).then(pl.all()))


def verdicts(frame: pl.DataFrame, peers: Peers) -> pl.DataFrame:
    conditions = frame.lazy().select(**{name: tested(test) for name, test in peers.tests.items()})
    return conditions.select(**{key: ruled(rule, peers) for key, rule in peers.rules.items()}).collect()


def tested(test: Test) -> pl.Expr:
    column = pl.col(test.fact)
    if test.by_class is not None:
        yes, unknown = ([c for c, said in enumerate(test.by_class) if said == which] for which in (2, 1))
        return (
            pl.when(column.is_in(yes)).then(2).when(column.is_in(unknown)).then(1).otherwise(0).cast(pl.Int8)
        )
    return pl.when(compared(column, test)).then(2).when(column.is_null()).then(1).otherwise(0).cast(pl.Int8)


def compared(column: pl.Expr, test: Test) -> pl.Expr:
    operand: Any = test.condition.operand
    match test.condition.test:
        case ">=":
            return column >= operand
        case "<=":
            return column <= operand
        case ">":
            return column > operand
        case "<":
            return column < operand
        case "between":
            return column.is_between(*operand)
    return column == operand


def ruled(rule: Rule, peers: Peers) -> pl.Expr:
    if isinstance(rule, Condition):
        return pl.col(peers.name(rule))
    if isinstance(rule, Not):
        return 2 - ruled(rule.part, peers)
    parts = [ruled(part, peers) for part in rule.parts]
    if not parts:
        return pl.lit(2 if isinstance(rule, AllOf) else 0, pl.Int8)
    return pl.min_horizontal(parts) if isinstance(rule, AllOf) else pl.max_horizontal(parts)
