"""Masks as one expression in Ibis: the same for DuckDB and Spark, over the typed parts of an intake.

First every coder's code, then each firm's place in the small tables of classes and of words, which are
joined on it: an engine does that many times faster than a long CASE or a long list. Null is made the unknown
code at once: SQL's own logic of three values is never asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from operator import and_
from typing import Any

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tsunagari.census.change import BEFORE, NOW, ChangeCoder
from tsunagari.census.codes import ListedCoder, OrderedCoder, mixed
from tsunagari.census.intake import ROW
from tsunagari.census.judging import Coder, Group, Judge

EXACT = "decimal(19, 0)"  # a product of two of them still fits in 38 digits
HALVES = ("certain", "possible")
Keep = Callable[[str, pa.Table], ir.Table]  # a small table under a name, where the engine finds it
UNKNOWN = ibis.literal(0, "int32")


def verdicts(judge: Judge, firms: ir.Table, words: Iterable[int], keep: Keep) -> ir.Table:
    """Row → certain and possible word, for the `words` asked for.

    Several at once read the firms once; on Spark one at a time is quicker than any two.
    """
    asked = list(words)
    layout = judge.layout
    needed = sorted({piece.word for word in asked for piece in layout.pieces_of(word)})
    found = with_places(judge, firms, keep)
    for number, group in enumerate(judge.groups):
        found = beside(found, f"g{number}", rows_of(group, number, needed), keep)
    groups = range(len(judge.groups))
    return found.select(
        ROW,
        *(
            layout.folded(ways_of(found, groups, half, needed), word).name(f"{half}_w{word}")
            for half in HALVES
            for word in asked
        ),
    )


def ways_of(found: ir.Table, groups: Iterable[int], half: str, words: Iterable[int]) -> dict[int, Any]:
    """Words of ways: what all groups leave open."""
    return {word: reduce(and_, (found[f"g{group}_{half}_{word}"] for group in groups)) for word in words}


def rows_of(group: Group, number: int, words: Iterable[int]) -> dict[str, NDArray[np.int64]]:
    return {
        f"g{number}_{half}_{word}": group.rows[word, :, place]
        for word in words
        for place, half in enumerate(HALVES)
    }


def beside(firms: ir.Table, place: str, columns: Mapping[str, NDArray[Any]], keep: Keep) -> ir.Table:
    """The firms with the row of a small table that stands at their `place`."""
    places = np.arange(len(next(iter(columns.values()))), dtype=np.int32)
    arrays = {name: pa.array(values) for name, values in {place: places, **columns}.items()}
    return firms.join(keep(f"by_{place}", pa.table(arrays)), place)


def with_places(judge: Judge, firms: ir.Table, keep: Keep) -> ir.Table:
    """The firms with their place in each group's table: `g0`, `g1`, …"""
    found, names = with_codes(judge, firms, keep)
    tables = [table for group in judge.groups for table in group.tables]
    classes = {table: names[table.coders[0]] for table in tables if table.is_plain}
    derived = {f"f{number}": table for number, table in enumerate(tables) if not table.is_plain}
    places = {name: mixed_of(found, table.coders, table.sizes, names) for name, table in derived.items()}
    found = computed(found, places, *dict.fromkeys(classes.values()))
    for name, table in derived.items():
        classes[table] = f"class_{name}"
        found = beside(found, name, {classes[table]: table.class_of}, keep)
    groups = {
        f"g{number}": mixed_of(found, group.tables, [table.size for table in group.tables], classes)
        for number, group in enumerate(judge.groups)
    }
    return computed(found, groups)


def with_codes(judge: Judge, firms: ir.Table, keep: Keep) -> tuple[ir.Table, dict[Coder, str]]:
    """The firms with a code per coder, and the names of these columns."""
    names = {coder: f"c{number}" for number, coder in enumerate(judge.coders)}
    found = computed(firms, {name: code(coder, firms) for coder, name in names.items()})
    for coder, name in names.items():
        if isinstance(coder, ListedCoder) and not coder.is_plain:
            names[coder] = f"code_{name}"
            found = beside(found, name, {names[coder]: coder.table.ravel()}, keep)
    return found, names


def computed(found: ir.Table, columns: Mapping[str, Any], *kept: str) -> ir.Table:
    """The row, what is kept, and the new columns. Two steps: Ibis would go on joining with one."""
    return found.mutate(**columns).select(ROW, *kept, *columns)


def mixed_of(found: ir.Table, parts: Iterable[Any], sizes: Sequence[int], names: Mapping[Any, str]) -> Any:
    """Columns of small numbers as one place in a table of `sizes`."""
    places = [found[names[part]] for part in parts]
    return mixed(places, sizes).cast("int32") if places else UNKNOWN


# ── codes ─────────────────────────────────────────────────────────────────────────────────────────
def code(coder: Coder, firms: ir.Table) -> Any:
    match coder:
        case OrderedCoder():
            return ordered_code(coder, firms[coder.fact])
        case ListedCoder():
            return listed_code(coder, firms)
        case ChangeCoder():
            return change_code(coder, firms)


def ordered_code(coder: OrderedCoder, value: Any) -> Any:
    below = [(value < int(edge), ibis.literal(n, "int32")) for n, edge in enumerate(coder.edges, 1)]
    last = ibis.literal(len(coder.edges) + 1, "int32")
    return ibis.cases((value.isnull(), UNKNOWN), *below, else_=last)


def listed_code(coder: ListedCoder, firms: ir.Table) -> Any:
    """The place in the coder's table, which is the code where the table is plain; 0 is unknown."""
    if not coder.facts:
        return UNKNOWN
    places = [ibis.coalesce(firms[fact] + 1, UNKNOWN) for fact in coder.facts]
    return mixed(places, coder.table.shape).cast("int32")


def change_code(coder: ChangeCoder, firms: ir.Table) -> Any:
    now, before = firms[NOW].cast(EXACT), firms[BEFORE].cast(EXACT)
    steps = [
        compared((now - before) * exact(rate.denominator), before * exact(rate.numerator), is_after=is_after)
        for rate, is_after in coder.edges
    ]
    usable = firms[NOW] + firms[BEFORE].nullif(0)
    return ibis.cases((usable.isnull(), UNKNOWN), else_=counted(steps))


def counted(steps: Sequence[ir.BooleanValue]) -> Any:
    """One more than the steps that a value has taken."""
    return sum((step.cast("int32") for step in steps), ibis.literal(1, "int32"))


def exact(number: int) -> ir.Value:
    return ibis.literal(number, "int64").cast(EXACT)


def compared(left: Any, right: Any, *, is_after: bool) -> Any:
    return left > right if is_after else left >= right
