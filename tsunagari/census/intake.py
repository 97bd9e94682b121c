"""From a file of firms to typed parts on disk: looked through whole before anything is judged.

A part holds PART firms: `row`, `firm_id`, numbers and days as int64, all else as places in the lists of
values that intake.json keeps. Every reader, on this machine or on a cluster, begins from the same parts.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tsunagari.base.errors import BadInput
from tsunagari.base.files import write_whole
from tsunagari.census.cells import Cells, ListedCells, cells_of, is_text, plain_cells, typed_cell
from tsunagari.census.columns import UNKNOWN, Column, Columns, Listed, Ordered
from tsunagari.census.files import ID, FirmFile, unreadable
from tsunagari.census.parquet import write_table
from tsunagari.programmes.vocabulary import Fact

PART = 1 << 18
ROW = "row"
TWICE = """
    SELECT firm_id, min(row) + 1, max(row) + 1 FROM read_parquet(?)
    GROUP BY 1 HAVING count(*) > 1 ORDER BY 2 LIMIT 1
"""
Watch = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Intake:
    """Typed firms under `folder`. `distinct` lists the values of each fact that is not a number or a day."""

    folder: Path
    rows: int
    ordered: tuple[str, ...]
    distinct: Mapping[str, tuple[Any, ...]]

    @property
    def told(self) -> frozenset[str]:
        """The facts that were in the file."""
        return frozenset({*self.ordered, *self.distinct})

    @property
    def parts(self) -> range:
        return range(-(-self.rows // PART))

    def size(self, number: int) -> int:
        return min(PART, self.rows - number * PART)

    def part(self, number: int) -> Path:
        return self.folder / f"firms-{number:05}.parquet"

    def columns(self, table: pa.Table) -> Columns:
        found: dict[str, Column] = {name: ordered_column(table[name]) for name in self.ordered}
        return found | {name: listed_column(table[name], values) for name, values in self.distinct.items()}

    def no_firms(self) -> Columns:
        """Columns without a row: which facts there are, and of which values."""
        return self.columns(typed_schema(self.ordered, self.distinct).empty_table())


def typed_schema(ordered: Iterator[str] | tuple[str, ...], listed: Mapping[str, Any]) -> pa.Schema:
    numbers = [(name, pa.int64()) for name in ordered]
    places = [(name, pa.int32()) for name in listed]
    return pa.schema([(ROW, pa.int64()), (ID, pa.string()), *numbers, *places])


def ordered_column(cells: pa.ChunkedArray) -> Ordered:
    return Ordered(pc.fill_null(cells, 0).to_numpy(), pc.is_valid(cells).to_numpy())


def listed_column(cells: pa.ChunkedArray, distinct: tuple[Any, ...]) -> Listed:
    return Listed(pc.fill_null(cells, UNKNOWN).to_numpy(), distinct)


# ── taking in ─────────────────────────────────────────────────────────────────────────────────────
def facts_in(file: FirmFile, facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """The facts a file tells. Raises BadInput for a derived one, which is computed, or if there is none."""
    derived = [name for name in file.names if name in facts and facts[name].derived_by]
    if derived:
        mend = "Take the column out: derived facts are computed."
        raise BadInput(given=derived[0], allowed="facts that are told", mend=mend, where=file.path.name)
    told = {name: facts[name] for name in file.names if name in facts}
    if not told:
        allowed = ", ".join(name for name, fact in facts.items() if not fact.derived_by)
        raise BadInput(given=", ".join(file.names), allowed=allowed, where=f"columns of {file.path.name}")
    return told


def take_in(
    file: FirmFile, facts: Mapping[str, Fact], folder: Path, *, as_of: datetime.date, watch: Watch
) -> Intake:
    """Type every cell and write the parts. Raises BadInput naming row and fact; nothing is judged then."""
    told = facts_in(file, facts)
    cells = {name: cells_of(fact, as_of) for name, fact in told.items()}
    rows = 0
    for number, table in enumerate(stretches(typed_batches(file, cells, watch))):
        write_table(folder / f"firms-{number:05}.parquet", table)
        rows += len(table)
    refuse_doubles(folder, file, rows)
    listed = {name: tuple(each.distinct) for name, each in cells.items() if isinstance(each, ListedCells)}
    intake = Intake(folder, rows, tuple(name for name in cells if name not in listed), listed)
    write_whole(folder / "intake.json", json.dumps(as_object(intake), ensure_ascii=False))
    return intake


def typed_batches(file: FirmFile, cells: Mapping[str, Cells], watch: Watch) -> Iterator[pa.Table]:
    row = 0
    try:
        for batch in file.batches():
            columns = [
                pa.array(np.arange(row, row + len(batch))),
                ids_of(batch, row),
                *(read_cells(each, batch, name, row) for name, each in cells.items()),
            ]
            row += len(batch)
            watch(len(batch))
            yield pa.table(columns, names=[ROW, ID, *cells])
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise unreadable(file.path, error) from error


def ids_of(batch: pa.RecordBatch, before: int) -> pa.Array:
    ids = plain_cells(batch[ID])
    if not (pa.types.is_integer(ids.type) or is_text(ids)):
        raise BadInput(given=str(ids.type), allowed="texts or whole numbers", where=ID)
    ids = ids.cast(pa.string())
    nameless = pc.index(pc.equal(pc.utf8_length(pc.fill_null(ids, "")), 0), value=True).as_py()
    if nameless >= 0:
        raise BadInput(given="", allowed="an id for every firm", where=f"{ID}, row {before + nameless + 1}")
    return ids


def read_cells(cells: Cells, batch: pa.RecordBatch, name: str, before: int) -> pa.Array:
    raw = plain_cells(batch[name])
    try:
        return cells.read(raw)
    except BadInput as refused:
        row = before + first_refused(cells, raw) + 1
        raise BadInput(
            given=refused.given, allowed=refused.allowed, mend=refused.mend, where=f"{name}, row {row}"
        ) from None


def first_refused(cells: Cells, raw: pa.Array) -> int:
    """Where the first cell stands that the reader does not take."""
    for place, cell in enumerate(raw.to_pylist()):
        try:
            if cell is not None:
                typed_cell(cells.fact, ",".join(cell) if isinstance(cell, list) else cell, cells.as_of)
        except BadInput:
            return place
    return 0


def stretches(tables: Iterator[pa.Table]) -> Iterator[pa.Table]:
    """The same rows as tables of PART rows, the last one shorter, however they came."""
    kept: list[pa.Table] = []
    held = 0
    for table in tables:
        kept.append(table)
        held += len(table)
        while held >= PART:
            whole = pa.concat_tables(kept)
            yield whole.slice(0, PART)
            kept = [whole.slice(PART)]
            held -= PART
    if held:
        yield pa.concat_tables(kept)


def refuse_doubles(folder: Path, file: FirmFile, rows: int) -> None:
    """Each firm once. DuckDB groups the ids, on disk where they are many."""
    if not rows:
        return
    with duckdb.connect(config={"memory_limit": "256MB", "temp_directory": str(folder / "sorting")}) as base:
        twice = base.execute(
            TWICE,
            [str(folder / "firms-*.parquet")],
        ).fetchone()
    if twice:
        where = f"{file.path.name}, rows {twice[1]} and {twice[2]}"
        raise BadInput(given=twice[0], allowed=f"each {ID} once", mend="Delete one of them.", where=where)


# ── kept and found again ──────────────────────────────────────────────────────────────────────────
def as_object(intake: Intake) -> dict[str, Any]:
    distinct = {name: [as_kept(value) for value in values] for name, values in intake.distinct.items()}
    return {"rows": intake.rows, "ordered": list(intake.ordered), "distinct": distinct}


def as_kept(value: Any) -> Any:
    """A typed value as JSON holds it and its reader takes it back."""
    if isinstance(value, frozenset):
        return sorted(value)
    return str(value) if isinstance(value, Fraction) else value


def found_again(folder: Path, facts: Mapping[str, Fact], as_of: datetime.date) -> Intake | None:
    """What an earlier run took in here; None if it did not come to the end."""
    path = folder / "intake.json"
    if not path.exists():
        return None
    kept = json.loads(path.read_text(encoding="utf-8"))
    distinct = {
        name: tuple(typed_cell(facts[name], value, as_of) for value in values)
        for name, values in kept["distinct"].items()
    }
    return Intake(folder, kept["rows"], tuple(kept["ordered"]), distinct)
