"""The parts judged by Spark, all at once: on this machine, or on a cluster that sees the same folder.

Word by word: more than two in one projection defeat Spark's compiler and take many times as long.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.dataset as pa_dataset
from pyspark.sql import SparkSession

from tsunagari.census.expression import verdicts
from tsunagari.census.files import ID
from tsunagari.census.intake import ROW, Intake
from tsunagari.census.judging import Judge
from tsunagari.census.parquet import read_table
from tsunagari.census.run import Engine
from tsunagari.census.verdicts import verdict_schema, word_names

PLAIN = {
    "spark.ui.enabled": "false",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.parquet.compression.codec": "zstd",
}


def on(master: str) -> Engine:
    """The reader on a master such as local[2] or spark://host:7077."""

    def judged(judge: Judge, intake: Intake, parts: Iterable[int]) -> Iterator[tuple[int, pa.Table]]:
        todo = list(parts)
        if todo:
            with session_on(master) as session:
                folders = judge_words(session, judge, intake, todo)
            for part in todo:
                yield part, gathered(folders, intake, part)

    return judged


@contextmanager
def session_on(master: str) -> Iterator[SparkSession]:
    """A session of one's own, or the one that is there already; that one stays."""
    running = SparkSession.getActiveSession()
    builder = SparkSession.builder.appName("tsunagari check-all").master(master)
    for name, value in PLAIN.items():
        builder = builder.config(name, value)
    session = running or builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    try:
        yield session
    finally:
        if running is None:
            session.stop()


def judge_words(session: SparkSession, judge: Judge, intake: Intake, parts: list[int]) -> list[Path]:
    """A folder of Parquet for each word: row, certain, possible."""
    connection = ibis.pyspark.connect(session)
    session.read.parquet(*(str(intake.part(part)) for part in parts)).createOrReplaceTempView("firms")
    firms = connection.table("firms")

    def keep(name: str, table: pa.Table) -> ir.Table:
        session.createDataFrame(table).createOrReplaceTempView(name)
        return connection.table(name)

    folders = []
    for word in range(judge.layout.words):
        folder = intake.folder / f"spark-w{word}"
        found = session.sql(connection.compile(verdicts(judge, firms, [word], keep)))
        found.write.mode("overwrite").parquet(str(folder))
        folders.append(folder)
    return folders


def gathered(folders: list[Path], intake: Intake, part: int) -> pa.Table:
    """One part's rows out of all words' folders, in the order of the firms."""
    ids = read_table(intake.part(part), [ROW, ID])
    rows, row = ids[ROW].to_numpy(), pa_dataset.field(ROW)
    mine = (row >= rows[0].item()) & (row <= rows[-1].item())
    found = [pa_dataset.dataset(folder).to_table(filter=mine).sort_by(ROW) for folder in folders]
    by_name = {name: table[name] for table in found for name in table.column_names}
    columns = [ids[ID], *(by_name[name] for name in word_names(len(folders)))]
    return pa.table(columns, schema=verdict_schema(len(folders)))
