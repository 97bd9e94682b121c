"""Counts of reasons as tables: those of one part, kept until all are there, and the sums that people read."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tsunagari.census.blocking import PLACES, TRADES, Blocking, Counts

AXES = ("kind", "fact", "programme", "cell")


def counts_table(counts: Counts) -> pa.Table:
    """The counts that are not 0, each with its place in the array."""
    places = np.nonzero(counts)
    columns = [*(pa.array(place.astype(np.int32)) for place in places), pa.array(counts[places])]
    return pa.table(columns, names=[*AXES, "firms"])


def add_counts(total: Counts, table: pa.Table) -> None:
    total[tuple(table[axis].to_numpy() for axis in AXES)] += table["firms"].to_numpy()


def reasons_table(blocking: Blocking, counts: NDArray[np.int64]) -> pa.Table:
    """Programme × fact × prefecture × division, and how many firms; null where the firm's is unknown."""
    keys = blocking.judge.masks.programmes
    facts = blocking.facts
    names = ("programme", "fact", "prefecture", "division")
    rows = sorted(
        (keys[programme], facts[fact], PLACES[cell // len(TRADES)], TRADES[cell % len(TRADES)], count)
        for (fact, programme, cell), count in zip(
            np.argwhere(counts).tolist(), counts[counts != 0].tolist(), strict=True
        )
    )
    columns = [pa.array([row[at] or None for row in rows], pa.string()) for at in range(len(names))]
    return pa.table([*columns, pa.array([row[-1] for row in rows], pa.int64())], names=[*names, "firms"])
