"""The parts judged one after the other with NumPy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyarrow as pa

from tsunagari.census.files import ID
from tsunagari.census.intake import Intake
from tsunagari.census.judging import Judge
from tsunagari.census.parquet import read_table
from tsunagari.census.verdicts import verdict_table


def judged(judge: Judge, intake: Intake, parts: Iterable[int]) -> Iterator[tuple[int, pa.Table]]:
    for part in parts:
        table = read_table(intake.part(part))
        certain, possible = judge.judge(intake.columns(table), len(table))
        yield part, verdict_table(table[ID], certain, possible)
