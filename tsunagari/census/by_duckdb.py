"""All parts judged by DuckDB in one query, whose rows come back in order and leave part by part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from tsunagari.census.expression import verdicts
from tsunagari.census.files import ID
from tsunagari.census.intake import ROW, Intake
from tsunagari.census.judging import Judge
from tsunagari.census.parquet import read_table
from tsunagari.census.verdicts import verdict_schema, word_names

ROWS_AT_ONCE = 1 << 16


def judged(
    judge: Judge, intake: Intake, parts: Iterable[int], *, threads: int | None = None
) -> Iterator[tuple[int, pa.Table]]:
    """On as many threads as there are cores, unless told otherwise."""
    todo = sorted(parts)
    if not todo:
        return
    words = judge.layout.words
    connection = ibis.duckdb.connect(**({"threads": threads} if threads else {}))
    try:
        firms = connection.read_parquet([intake.part(part) for part in todo], table_name="firms")
        query = query_of(connection, judge, firms)
        found = Rows(connection.con.sql(query).to_arrow_reader(ROWS_AT_ONCE))
        for part in todo:
            ids = read_table(intake.part(part), [ROW, ID])
            yield part, in_order(found.take(len(ids)), ids, words)
    finally:
        connection.disconnect()


def query_of(connection: Any, judge: Judge, firms: ir.Table) -> str:
    """The SQL that judges a connection's firms, in the order of their rows.

    The joins stand in their best order already; DuckDB's search only finds a worse one.
    """
    connection.con.execute("SET disabled_optimizers = 'join_order'")

    def keep(name: str, table: pa.Table) -> ir.Table:
        connection.con.from_arrow(table).create(name)
        return connection.table(name)

    found = verdicts(judge, firms, range(judge.layout.words), keep)
    return str(connection.compile(found.order_by(ROW)))


class Rows:
    """A stream of rows that is taken from in portions of any size."""

    def __init__(self, batches: Iterable[pa.RecordBatch]) -> None:
        self.batches = iter(batches)
        self.held: list[pa.Table] = []

    def take(self, count: int) -> pa.Table:
        while sum(map(len, self.held)) < count:
            self.held.append(pa.Table.from_batches([next(self.batches)]))
        whole = pa.concat_tables(self.held)
        self.held = [whole.slice(count)]
        return whole.slice(0, count)


def in_order(found: pa.Table, ids: pa.Table, words: int) -> pa.Table:
    """The part's verdicts beside its firms. Raises RuntimeError if they are not the part's rows."""
    if found[ROW] != ids[ROW]:
        raise RuntimeError(f"DuckDB returned rows {found[ROW][0]} to {found[ROW][-1]} for another part")
    return pa.table([ids[ID], *(found[name] for name in word_names(words))], schema=verdict_schema(words))
