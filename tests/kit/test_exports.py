"""Files for spreadsheets open as such, and run nothing."""

from __future__ import annotations

import csv
import datetime
import io

import openpyxl
import pytest

from tsunagari.kit.exports import as_csv, as_xlsx, download, safe_text
from tsunagari.kit.tables import Column

Row = tuple[str, int | None]
COLUMNS = (
    Column("name", "事業", lambda row: row[0]),
    Column("budget", "予算（円）", lambda row: row[1], is_number=True, missing="記載なし"),
    Column("day", "日", lambda row: datetime.date(2009, 10, 1)),
)
ROWS: list[Row] = [("＝そのまま、", 5_800_000_000), ("=1+1", None), ('"引用"\n改行', 0)]


def rows_of_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_csv_opens_in_excel_as_japanese() -> None:
    content = as_csv(COLUMNS, ROWS)
    assert content.startswith(b"\xef\xbb\xbf")
    head, first, second, third = rows_of_csv(content)
    assert head == ["事業", "予算（円）", "日"]
    assert first == ["＝そのまま、", "5800000000", "2009-10-01"]
    assert second == ["'=1+1", "記載なし", "2009-10-01"]
    assert third[:2] == ['"引用"\n改行', "0"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_starts_a_formula(start: str) -> None:
    assert safe_text(f"{start}cmd") == f"'{start}cmd"
    assert safe_text(-3) == -3


def test_excel_opens_with_numbers_as_numbers_and_texts_as_texts() -> None:
    content = as_xlsx(COLUMNS, ROWS, sheet="計画 2009", note="出どころ")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    assert sheet.title == "計画 2009"
    assert [cell.value for cell in sheet[1]] == ["事業", "予算（円）", "日"]
    assert sheet["B2"].value == 5_800_000_000
    assert (sheet["A3"].value, sheet["A3"].data_type) == ("=1+1", "s")
    assert sheet["B3"].value == "記載なし"
    assert sheet["B4"].value == 0
    assert sheet.freeze_panes == "B2"
    assert sheet["A6"].value == "出どころ"


def test_an_empty_table_is_still_a_file() -> None:
    assert rows_of_csv(as_csv(COLUMNS, [])) == [["事業", "予算（円）", "日"]]
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(COLUMNS, [], sheet="空"))).active
    assert sheet is not None
    assert sheet.max_row == 1


def test_a_file_has_a_name_and_a_kind() -> None:
    response = download(b"x", "csv", "plan-2009")
    assert response["Content-Disposition"] == 'attachment; filename="plan-2009.csv"'
    assert response["Content-Type"] == "text/csv; charset=utf-8"
