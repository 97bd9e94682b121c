"""Boundary firms as the files that people hand in."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tests.census.firms import given_facts, random_firms
from tsunagari.base.errors import BadInput
from tsunagari.base.trades import read_jsic, revision_on
from tsunagari.census.run import Job
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.vocabulary import Fact

Firm = dict[str, Any]
TYPES = {"count": pa.int32(), "yen": pa.int64(), "date": pa.date32(), "flag": pa.bool_()}


def boundary_firms(catalogue: Catalogue, count: int, seed: int) -> list[Firm]:
    """As in the tests of the judge, without trades that the revision of the day does not know."""
    as_of = catalogue.plan.as_of
    firms = random_firms(catalogue, as_of, count, seed)
    for firm in firms:
        if "firm.industry" in firm and not is_known(firm["firm.industry"], as_of):
            del firm["firm.industry"]
    return firms


def is_known(trade: str, as_of: datetime.date) -> bool:
    try:
        return bool(read_jsic(trade, revision_on(as_of)))
    except BadInput:
        return False


def write_csv(path: Path, firms: Iterable[Firm], names: Sequence[str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["firm_id", *names])
        for number, firm in enumerate(firms):
            writer.writerow([f"f{number}", *(as_cell(firm.get(name)) for name in names)])
    return path


def as_cell(value: Any) -> Any:
    match value:
        case frozenset():
            return ",".join(sorted(value)) or "[]"
        case bool():
            return str(value).lower()
    return value


def write_parquet(path: Path, firms: Sequence[Firm], facts: Mapping[str, Fact]) -> Path:
    """Typed columns, as a data frame writes them."""
    columns: dict[str, pa.Array] = {"firm_id": pa.array([f"f{n}" for n in range(len(firms))], pa.string())}
    for name, fact in facts.items():
        values = [plain(firm.get(name)) for firm in firms]
        default = pa.list_(pa.string()) if fact.type == "set" else pa.string()
        columns[name] = pa.array(values, TYPES.get(fact.type, default))
    pq.write_table(pa.table(columns), path)
    return path


def plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    return str(value) if isinstance(value, Fraction) else value


def job_of(catalogue: Catalogue, firms: Path, out: Path, **options: Any) -> Job:
    options = {"engine": "numpy", "explain": False, "as_of": catalogue.plan.as_of, **options}
    return Job(firms=firms, name=firms.name, out=out, catalogue=catalogue, **options)


def told(catalogue: Catalogue) -> dict[str, Fact]:
    return given_facts(catalogue)
