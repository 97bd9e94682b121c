"""A file of firms, Parquet or CSV, as batches of raw cells. Only as much is in memory as one batch holds."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from tsunagari.base.errors import BadInput

READ_AT_ONCE = 1 << 16  # rows of a Parquet batch
BYTES_AT_ONCE = 1 << 24  # of a CSV
ID = "firm_id"


@dataclass(frozen=True, slots=True)
class FirmFile:
    """`batches` may be asked for again and again; each reads the file from its beginning."""

    path: Path
    names: tuple[str, ...]
    batches: Callable[[], Iterator[pa.RecordBatch]]
    rows: int | None = None  # where the file itself says so


def open_firms(path: Path) -> FirmFile:
    """Raises BadInput for what is no table of firms; a fault further down is met while reading."""
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        raise BadInput(given=path.name, allowed="a file ending in .parquet or .csv", where="FIRMS")
    try:
        found = kind(path)
    except (OSError, pa.ArrowException) as error:
        raise unreadable(path, error) from error
    repeated = {name for name in found.names if found.names.count(name) > 1}
    if repeated or ID not in found.names:
        allowed = f"one column {ID}, and each fact at most once"
        raise BadInput(given=", ".join(sorted(repeated) or found.names), allowed=allowed, where=path.name)
    return found


def open_parquet(path: Path) -> FirmFile:
    def batches() -> Iterator[pa.RecordBatch]:
        with pq.ParquetFile(path) as file:
            yield from file.iter_batches(batch_size=READ_AT_ONCE)

    with pq.ParquetFile(path) as file:
        return FirmFile(path, tuple(file.schema_arrow.names), batches, file.metadata.num_rows)


def open_csv(path: Path) -> FirmFile:
    """UTF-8 with a head row. Every cell is text; an empty one is unknown."""

    def reader(types: Mapping[str, pa.DataType]) -> pa_csv.CSVStreamingReader:
        convert = pa_csv.ConvertOptions(column_types=types, strings_can_be_null=True, null_values=[""])
        return pa_csv.open_csv(
            path, read_options=pa_csv.ReadOptions(block_size=BYTES_AT_ONCE), convert_options=convert
        )

    with reader({}) as file:
        names = tuple(file.schema.names)

    def batches() -> Iterator[pa.RecordBatch]:
        with reader(dict.fromkeys(names, pa.string())) as file:
            yield from file

    return FirmFile(path, names, batches)


KINDS: Mapping[str, Callable[[Path], FirmFile]] = {".parquet": open_parquet, ".csv": open_csv}


def unreadable(path: Path, error: Exception) -> BadInput:
    said = str(error).splitlines()[0] if str(error) else type(error).__name__
    return BadInput(
        given=path.name,
        allowed="a whole Parquet file, or CSV in UTF-8 with a head row",
        mend=f"{said}. Write the file anew; it may have been cut short.",
        where="FIRMS",
    )


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
