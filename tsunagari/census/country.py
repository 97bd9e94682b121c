"""Firms of a whole country as the combinations there are, each with how many firms have it.

What no rule of the plan can tell apart is one combination: a few hundred thousand stand for millions.
"""

from __future__ import annotations

import json
import os
import tempfile
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tsunagari.base.errors import BadInput
from tsunagari.census.columns import Column, Columns, Listed, Ordered

Weights = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Country:
    """`columns` hold a row per combination, `weights` its firms. `told` says what the file is, to people."""

    columns: Columns
    weights: Weights
    told: dict[str, Any] = field(default_factory=dict)

    @property
    def firms(self) -> int:
        return int(self.weights.sum())


def combined(columns: Columns, told: dict[str, Any]) -> Country:
    """Rows that say the same, counted."""
    numbers = [numbered(column) for column in columns.values()]
    key = np.zeros(len(numbers[0]), dtype=np.int64)
    for codes in numbers:
        key = np.unique(key * (int(codes.max(initial=0)) + 1) + codes, return_inverse=True)[1]
    _, first, weights = np.unique(key, return_index=True, return_counts=True)
    return Country({name: taken(column, first) for name, column in columns.items()}, weights, told)


def numbered(column: Column) -> NDArray[np.int64]:
    """A number for each value, 0 for unknown."""
    if isinstance(column, Listed):
        return column.places.astype(np.int64) + 1
    _, codes = np.unique(column.values, return_inverse=True)
    return np.where(column.is_known, codes + 1, 0)


def taken(column: Column, rows: NDArray[np.intp]) -> Column:
    if isinstance(column, Listed):
        return Listed(column.places[rows], column.distinct)
    return Ordered(column.values[rows], column.is_known[rows])


# ── kept in a file ────────────────────────────────────────────────────────────────────────────────
def write_country(path: Path, country: Country) -> Path:
    """One file, in one step. Its facts must be numbers, days or texts."""
    arrays: dict[str, NDArray[Any]] = {"weights": country.weights}
    listed = {}
    for name, column in country.columns.items():
        if isinstance(column, Listed):
            arrays[f"{name}/places"], listed[name] = column.places, list(column.distinct)
        else:
            arrays[f"{name}/values"], arrays[f"{name}/known"] = column.values, column.is_known
    arrays["told"] = np.array(json.dumps({"told": country.told, "listed": listed}, ensure_ascii=False))
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, suffix=".npz")
    with os.fdopen(handle, "wb") as file:
        np.savez_compressed(file, **arrays)
    Path(draft).replace(path)
    return path


def read_country(path: Path) -> Country:
    """Raises BadInput for a file that is not one of these, or was cut short."""
    try:
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        said = json.loads(str(arrays["told"]))
        columns: dict[str, Column] = {
            name: Listed(arrays[f"{name}/places"], tuple(values)) for name, values in said["listed"].items()
        }
        for name in (each.removesuffix("/values") for each in arrays if each.endswith("/values")):
            columns[name] = Ordered(arrays[f"{name}/values"], arrays[f"{name}/known"])
        return Country(columns, arrays["weights"], said["told"])
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        mend = "Make it anew: tsunagari national make"
        raise BadInput(given=path.name, allowed="a file of firms of the country", mend=mend) from error
