"""The parts judged one after the other by DuckDB."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import ibis
import pyarrow as pa

from tsunagari.census.expression import verdicts
from tsunagari.census.files import ID
from tsunagari.census.intake import ROW, Intake
from tsunagari.census.judging import Judge
from tsunagari.census.parquet import read_table
from tsunagari.census.verdicts import verdict_schema, word_names


def judged(judge: Judge, intake: Intake, parts: Iterable[int]) -> Iterator[tuple[int, pa.Table]]:
    words = len(judge.layout.words)
    connection = ibis.duckdb.connect()
    query = ""
    try:
        for part in parts:
            firms = connection.read_parquet(intake.part(part), table_name="firms")
            query = query or connection.compile(verdicts(judge, firms, range(words)))
            found = connection.con.sql(query).to_arrow_table().sort_by(ROW)
            ids = read_table(intake.part(part), [ID])
            columns = [ids[ID], *(found[name] for name in word_names(words))]
            yield part, pa.table(columns, schema=verdict_schema(words))
    finally:
        connection.disconnect()
