"""Each figure of the law at −1, 0 and +1: a table written from the law, not from the engine, and all agree.

boundaries.csv was drawn up from the figures of the law alone. Here every reader is held against it: the
scalar derivations, and the masks over columns.
"""

from __future__ import annotations

import csv
import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.engines.masks.rules import condition
from tsunagari.census.columns import listed as listed_column
from tsunagari.census.columns import ordered
from tsunagari.census.judging import build_judge
from tsunagari.engines.facts.derive import derive
from tsunagari.engines.masks.masks import compile_masks
from tsunagari.programmes.answers import read_facts
from tsunagari.programmes.catalogue import Catalogue

TABLE = Path(__file__).with_name("boundaries.csv")
NUMBERS = ("firm.capital_yen", "firm.employees_regular")
WORDS = {(True, True): "yes", (False, True): "unknown", (False, False): "no"}


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def firm_of(row: dict[str, str], catalogue: Catalogue) -> dict[str, Any]:
    told = {name: value for name, value in row.items() if name.startswith("firm.") and value}
    return read_facts(told, catalogue.vocabulary.facts, as_of=day_of(row))


def day_of(row: dict[str, str]) -> datetime.date:
    return datetime.date.fromisoformat(row["as_of"])


def test_the_derivations_agree_with_the_law(catalogue: Catalogue) -> None:
    wrong = []
    for row in rows():
        found = derive(firm_of(row, catalogue), statutes=catalogue.statutes, as_of=day_of(row))[row["fact"]]
        said = {(True,): "yes", (False,): "no"}.get(tuple(found), "unknown")
        if said != row["expected"]:
            wrong.append((row, said))
    assert wrong == []


@pytest.mark.parametrize("day", sorted({row["as_of"] for row in rows()}))
def test_the_columns_agree_with_the_law(catalogue: Catalogue, day: str) -> None:
    some = [row for row in rows() if row["as_of"] == day]
    firms = [firm_of(row, catalogue) for row in some]
    names = {name for row in some for name in row if name.startswith("firm.")}
    columns = {
        name: (ordered if name in NUMBERS else listed_column)([firm.get(name) for firm in firms])
        for name in names
    }
    masks = compile_masks({fact: condition(fact, "is", True) for fact in {row["fact"] for row in some}})
    judge = build_judge(masks, columns, statutes=catalogue.statutes, as_of=datetime.date.fromisoformat(day))
    certain, possible = judge.judge(columns, len(firms))
    for place, row in enumerate(some):
        bit = masks.programmes.index(row["fact"])
        pair = bool(certain[0, place] >> bit & 1), bool(possible[0, place] >> bit & 1)
        assert WORDS[pair] == row["expected"], row


def test_every_figure_of_the_law_is_in_the_table(catalogue: Catalogue) -> None:
    """Of the day: a figure that nobody put in the table would go untested."""
    day = catalogue.plan.as_of
    for name, column in (
        ("capital_max_yen", "firm.capital_yen"),
        ("employees_max", "firm.employees_regular"),
        ("small_employees_max", "firm.employees_regular"),
    ):
        tried = {int(row[column]) for row in rows() if row[column]}
        for figure in catalogue.statutes.in_force("sme_definition", name, day):
            assert {figure.value - 1, figure.value, figure.value + 1} <= tried
