"""Tables as Parquet, written the same way every time: the same rows make the same bytes."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

LIKE_THIS = {"compression": "zstd", "version": "2.6", "use_dictionary": False, "write_statistics": True}


def write_table(path: Path, table: pa.Table) -> None:
    write_tables(path, table.schema, [table])


def write_tables(path: Path, schema: pa.Schema, tables: Iterable[pa.Table]) -> None:
    """One row group per table. The file appears when it is whole and on disk."""
    draft = path.with_name(f".{path.name}.draft")
    with draft.open("wb") as file:
        with pq.ParquetWriter(file, schema, **LIKE_THIS) as writer:
            for table in tables:
                writer.write_table(table.combine_chunks(), row_group_size=max(len(table), 1))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def read_table(path: Path, columns: list[str] | None = None) -> pa.Table:
    return pq.ParquetFile(path).read(columns=columns)
