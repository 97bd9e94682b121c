"""The tables: an outside validator takes them, sums are the plan's, and nothing not stated is a zero."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package, system
from hypothesis import given
from hypothesis import strategies as st

from tsunagari.base.words import Words
from tsunagari.kit.published import published
from tsunagari.opendata.policy.item_tables import percent
from tsunagari.opendata.policy.package import zipped
from tsunagari.opendata.policy.plan_tables import budgets_table, totals_table
from tsunagari.opendata.policy.sheets import Shelf
from tsunagari.opendata.policy.tables import Field, Table, cell
from tsunagari.programmes.catalogue import Catalogue
from tsunagari.programmes.totals import total_of


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


@pytest.fixture
def catalogue() -> Catalogue:
    return published(2009).catalogue


@pytest.fixture
def folder(shelf: Shelf, tmp_path: Path) -> Path:
    """The ZIP, taken apart."""
    zipfile.ZipFile(io.BytesIO(shelf.made("datapackage.zip").content)).extractall(tmp_path)
    return tmp_path


def faults(folder: Path) -> list[Any]:
    with system.use_context(trusted=True):
        report = Package(str(folder / "datapackage.json")).validate()
    return report.flatten(["type", "message"])


@pytest.mark.usefixtures("desks")
class TestPackage:
    def test_it_is_valid(self, folder: Path) -> None:
        assert not faults(folder)

    @pytest.mark.parametrize(
        ("file", "old", "new", "fault"),
        [
            ("budgets.csv", "n-shinjigyo,", "n-nothing,", "foreign-key"),
            ("budgets.csv", ",true,", ",perhaps,", "type-error"),
            ("offers.csv", "\r\nn-", "\r\n,", "constraint-error"),
        ],
    )
    def test_the_validator_sees_what_is_wrong(
        self, folder: Path, file: str, old: str, new: str, fault: str
    ) -> None:
        path = folder / file
        before = path.read_bytes().decode()
        assert old in before
        path.write_bytes(before.replace(old, new, 1).encode())
        assert fault in {name for name, _message in faults(folder)}

    def test_every_file_is_in_the_zip_as_it_is_served(self, shelf: Shelf, folder: Path) -> None:
        for path in folder.iterdir():
            assert path.read_bytes() == shelf.made(path.name).content
        described = json.loads(shelf.made("datapackage.json").content)["resources"]
        assert {one["path"] for one in described} == {path.name for path in folder.glob("*.csv")}

    def test_made_up_organisations_are_marked(self, shelf: Shelf) -> None:
        marked = {row["name"]: row["is_demo"] for row in rows(shelf.made("organisations.csv").content)}
        assert marked["架空拠点"] == "false"
        assert all(is_demo == "true" for name, is_demo in marked.items() if "デモ" in name)
        assert "架空" in json.loads(shelf.made("datapackage.json").content)["description"]


class TestBudgets:
    def test_the_column_adds_up_to_the_plans_total(self, catalogue: Catalogue) -> None:
        every = rows(budgets_table(catalogue).csv())
        total = total_of(catalogue.programmes)
        assert sum(int(row["budget_yen"]) for row in every if row["budget_yen"]) == total.budget_yen
        assert sum(row["budget_yen"] == "" for row in every) == total.not_stated > 0
        assert all((row["is_stated"] == "true") == bool(row["budget_yen"]) for row in every)

    def test_not_stated_is_empty_and_zero_is_zero(self, catalogue: Catalogue) -> None:
        unstated, zero = (replace(catalogue.programmes[0], budget_yen=yen) for yen in (None, 0))
        first, second = rows(budgets_table(replace(catalogue, programmes=(unstated, zero))).csv())
        assert (first["budget_yen"], first["is_stated"]) == ("", "false")
        assert (second["budget_yen"], second["is_stated"]) == ("0", "true")

    def test_what_goes_through_smrj_lies_within_and_what_was_supplementary_outside(
        self, catalogue: Catalogue
    ) -> None:
        by_key = {row["key"]: row for row in rows(budgets_table(catalogue).csv())}
        within = by_key["n-handson"]
        assert 0 < int(within["smrj_grant_yen"]) <= int(within["budget_yen"])
        outside = by_key["n-jinzai-kakuho"]
        assert outside["supplementary_yen"] == "14000000000"
        assert outside["supplementary_yen"] != outside["budget_yen"]

    def test_pillars_add_up_to_tiers_and_tiers_to_the_plan(self, catalogue: Catalogue) -> None:
        every = rows(totals_table(catalogue).csv())

        def total(level: str, tier: str = "") -> int:
            chosen = [row for row in every if row["level"] == level and tier in ("", row["tier"])]
            return sum(int(row["budget_yen"] or 0) for row in chosen)

        assert total("plan") == total("tier") == total("pillar")
        assert total("tier", "national") == total("pillar", "national") > 0


class TestCells:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (None, ""),
            ("", ""),
            (0, "0"),
            (False, "false"),
            (Fraction(2, 3), "2/3"),
            (("甲", "乙"), '["甲", "乙"]'),
            ((), "[]"),
            ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ],
    )
    def test_a_value_as_table_schema_writes_it(self, value: Any, text: str) -> None:
        assert cell(value) == text

    @pytest.mark.parametrize(
        ("rate", "shown"),
        [
            (Fraction(2, 3), "66.7"),
            (Fraction(1, 2), "50.0"),
            (Fraction(1), "100.0"),
            (Fraction(1, 2000), "0.1"),
        ],
    )
    def test_a_rate_in_per_cent_has_one_decimal(self, rate: Fraction, shown: str) -> None:
        assert percent(rate) == Decimal(shown)
        assert str(percent(rate)) == shown

    @given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))))
    def test_whatever_a_text_holds_comes_back(self, texts: list[str]) -> None:
        column: Field[str] = Field("text", "string", Words("文", "Text"), lambda text: f"_{text}")
        table = Table("t", Words("表", ""), Words("", ""), (column,), texts, key=("text",))
        assert [row["text"] for row in rows(table.csv())] == [f"_{text}" for text in texts]


def test_the_same_files_make_the_same_zip() -> None:
    files = {"a.csv": b"1", "b.csv": b"2"}
    assert zipped(files) == zipped(files)
