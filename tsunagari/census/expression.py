"""Masks as one expression in Ibis: the same for DuckDB and Spark, over the typed parts of an intake.

First every coder's code, then for each fact the word of its class, looked up in an array and ANDed. Null is
made the unknown code at once: SQL's own logic of three values is never asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from operator import and_, or_
from typing import Any

import ibis
import ibis.expr.types as ir
import numpy as np
from numpy.typing import NDArray

from tsunagari.census.change import BEFORE, NOW, ChangeCoder
from tsunagari.census.codes import ListedCoder, OrderedCoder
from tsunagari.census.intake import ROW
from tsunagari.census.judging import Coder, FactTable, Judge

EXACT = "decimal(19, 0)"  # a product of two of them still fits in 38 digits


def verdicts(judge: Judge, firms: ir.Table, words: Iterable[int]) -> ir.Table:
    """Row → certain and possible word, for the `words` asked for.

    Several at once read the firms once; on Spark one at a time is quicker than any two.
    """
    coded = with_codes(judge, firms)
    found = [word_column(judge, coded, half, word) for half in (0, 1) for word in words]
    return coded.select(ROW, *found)


def with_codes(judge: Judge, firms: ir.Table) -> ir.Table:
    """The firms with a code per coder, and with the class of each fact that rests on several."""
    coded = firms.select(ROW, *(code(coder, firms).name(f"c{n}") for n, coder in enumerate(judge.coders)))
    names = {id(coder): f"c{n}" for n, coder in enumerate(judge.coders)}
    return coded.mutate(
        **{f"f{n}": class_of(table, coded, names) for n, table in enumerate(tables_of(judge))}
    )


def tables_of(judge: Judge) -> tuple[FactTable, ...]:
    return tuple(table for group in judge.groups for table in group.tables)


def code(coder: Coder, firms: ir.Table) -> ir.IntegerValue:
    match coder:
        case OrderedCoder():
            steps = [firms[coder.fact] >= int(edge) for edge in coder.edges]
            return counted(steps, firms[coder.fact], len(coder.samples) - 1)
        case ListedCoder():
            return listed_code(coder, firms)
        case ChangeCoder():
            return change_code(coder, firms)


def counted(steps: Sequence[ir.BooleanValue], value: ir.Value, unknown: int) -> ir.IntegerValue:
    """How many steps a value has taken; `unknown` where it is null."""
    taken = sum((step.cast("int32") for step in steps), ibis.literal(0, "int32"))
    return ibis.cases((value.isnull(), ibis.literal(unknown, "int32")), else_=taken)


def listed_code(coder: ListedCoder, firms: ir.Table) -> ir.IntegerValue:
    """Places of the facts seen together → their class; the last place of each axis is unknown."""
    sizes = coder.table.shape
    places = [
        ibis.coalesce(firms[fact], ibis.literal(size - 1, "int32"))
        for fact, size in zip(coder.facts, sizes, strict=True)
    ]
    return looked_up(coder.table.ravel(), mixed(places, sizes), "int32")


def change_code(coder: ChangeCoder, firms: ir.Table) -> ir.IntegerValue:
    now, before = firms[NOW].cast(EXACT), firms[BEFORE].cast(EXACT)
    steps = [
        compared((now - before) * exact(rate.denominator), before * exact(rate.numerator), is_after=is_after)
        for rate, is_after in coder.edges
    ]
    usable = firms[BEFORE].nullif(0)
    return counted(steps, firms[NOW] + usable * 0, len(coder.samples) - 1)


def exact(number: int) -> ir.Value:
    return ibis.literal(number, "int64").cast(EXACT)


def compared(left: Any, right: Any, *, is_after: bool) -> Any:
    return left > right if is_after else left >= right


def class_of(table: FactTable, coded: ir.Table, names: dict[int, str]) -> ir.IntegerValue:
    codes = [coded[names[id(coder)]] for coder in table.coders]
    if table.is_plain:
        return codes[0]
    place: Any = ibis.literal(0, "int32")
    sizes = [len(coder.samples) for coder in table.coders]
    for each, size, stage in zip(codes, sizes, stages(table.class_of, sizes), strict=True):
        place = looked_up(stage, place * size + each, "int32")
    return place


def mixed(codes: Sequence[Any], sizes: Sequence[int]) -> Any:
    """Several codes as one place in a table laid out flat."""
    pairs = zip(codes[1:], sizes[1:], strict=True)
    return reduce(
        lambda places, pair: places * pair[1] + pair[0], pairs, codes[0] if codes else ibis.literal(0)
    )


def looked_up(table: Iterable[int], place: Any, type_: str) -> Any:
    values = [int(value) for value in table]
    if len(set(values)) == 1:
        return ibis.literal(values[0], type_)
    return ibis.literal(values, f"array<{type_}>")[place]


def stages(class_of: NDArray[np.uint16], sizes: Sequence[int]) -> Iterator[NDArray[np.intp]]:
    """A table over several axes as one small lookup per axis: (place so far, code) → next place.

    Codes that nothing further on tells apart share a place; after the last axis the place is the class.
    """
    rest = class_of.reshape(1, -1)
    for size in sizes[:-1]:
        rest, stage = np.unique(rest.reshape(len(rest) * size, -1), axis=0, return_inverse=True)
        yield stage
    yield rest.reshape(-1).astype(np.intp)


def word_column(judge: Judge, coded: ir.Table, half: int, word: int) -> ir.Value:
    """The verdicts of 62 programmes: in each layer the AND of all facts, the layers laid over each other."""
    layout = judge.layout
    start = half * layout.length + sum(map(len, layout.words[:word]))
    layers = range(start, start + len(layout.words[word]))
    every = [*layout.cut(judge.masks.existing) * 2]
    folded = reduce(or_, (layer_word(judge, coded, layer, every[layer]) for layer in layers))
    return folded.name(f"{('certain', 'possible')[half]}_w{word}")


def layer_word(judge: Judge, coded: ir.Table, layer: int, every: int) -> Any:
    """Facts that leave every way of the layer open say nothing and are not looked up."""
    tables = enumerate(tables_of(judge))
    asked = [(n, table) for n, table in tables if (table.rows[:, layer] != every).any()]
    found = (looked_up(table.rows[:, layer], coded[f"f{n}"], "int64") for n, table in asked)
    return reduce(and_, found, ibis.literal(every, "int64"))
