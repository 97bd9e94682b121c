"""Four readers of one declaration, equal to the bit: whole numbers, NumPy, DuckDB, Spark."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.census.files import Firm, told, write_csv
from tsunagari.census import by_duckdb, by_numpy, intake
from tsunagari.census.files import open_firms
from tsunagari.census.intake import Intake, take_in
from tsunagari.census.judging import Judge, build_judge
from tsunagari.census.words import WORD
from tsunagari.engines.masks.masks import Masks, compile_masks
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.checking import possible_facts


@pytest.fixture(scope="module")
def masks(catalogue: Catalogue) -> Masks:
    return compile_masks({programme.key: programme.rule for programme in catalogue.programmes})


@pytest.fixture(scope="module")
def taken(catalogue: Catalogue, firms: list[Firm], tmp_path_factory: pytest.TempPathFactory) -> Intake:
    folder = tmp_path_factory.mktemp("intake")
    path = write_csv(folder / "firms.csv", firms, list(told(catalogue)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(intake, "PART", 400)
        facts = catalogue.vocabulary.facts
        file = open_firms(path)
        return take_in(file, facts, folder, as_of=catalogue.plan.as_of, watch=lambda _: None)


@pytest.fixture(scope="module")
def judge(catalogue: Catalogue, masks: Masks, taken: Intake) -> Judge:
    return build_judge(masks, taken.no_firms(), statutes=catalogue.statutes, as_of=catalogue.plan.as_of)


@pytest.fixture(scope="module")
def plain(catalogue: Catalogue, masks: Masks, firms: list[Firm]) -> list[tuple[int, int]]:
    """What masks as whole numbers say of each firm: certain and possible programmes."""
    as_of = catalogue.plan.as_of
    return [masks.judge(possible_facts(catalogue, firm, as_of)) for firm in firms]


def words_of(reader: Any, judge: Judge, taken: Intake) -> list[tuple[int, int]]:
    found = []
    for _, table in sorted(reader(judge, taken, [2, 0, 1]), key=lambda pair: pair[0]):
        rows = table.to_pylist()
        found += [(number(row, "certain"), number(row, "possible")) for row in rows]
    return found


def number(row: dict[str, int], kind: str) -> int:
    words = [row[name] for name in row if name.startswith(f"{kind}_w")]
    return sum(word << (WORD * place) for place, word in enumerate(words))


@pytest.mark.parametrize("reader", [by_numpy.judged, by_duckdb.judged], ids=["numpy", "duckdb"])
def test_a_reader_of_columns_says_what_whole_numbers_say(
    reader: Any, judge: Judge, taken: Intake, plain: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "PART", 400)
    assert words_of(reader, judge, taken) == plain


def test_a_wrong_mask_is_seen_by_each_reader(
    judge: Judge, taken: Intake, plain: list[tuple[int, int]]
) -> None:
    """The negative control: one bit of every row of one group turned round."""
    group = max(judge.groups, key=lambda group: group.size)
    kept = group.rows.copy()
    try:
        group.rows[0] ^= np.int64(1 << 5)
        for reader in (by_numpy.judged, by_duckdb.judged):
            assert words_of(reader, judge, taken) != plain
    finally:
        group.rows[:] = kept
