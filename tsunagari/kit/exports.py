"""Rows as files: CSV that Excel opens as Japanese text, and Excel itself."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Sequence

import xlsxwriter
from django.http import HttpResponse

from tsunagari.kit.tables import Cell, Column, Row

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe_text(cell: Cell) -> Cell:
    """A text that a spreadsheet would run as a formula gets an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def as_file(
    kind: str, columns: Sequence[Column[Row]], rows: Iterable[Row], *, sheet: str, note: str = ""
) -> bytes:
    """The rows in the form that `kind` names, one of KINDS. A CSV file has neither sheet nor note."""
    return as_csv(columns, rows) if kind == "csv" else as_xlsx(columns, rows, sheet=sheet, note=note)


def as_csv(columns: Sequence[Column[Row]], rows: Iterable[Row]) -> bytes:
    """UTF-8 with a byte order mark, without which Excel reads Japanese wrongly."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([str(column.title) for column in columns])
    for row in rows:
        writer.writerow([safe_text(shown(column, row)) for column in columns])
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(columns: Sequence[Column[Row]], rows: Iterable[Row], *, sheet: str, note: str = "") -> bytes:
    """One sheet: head row frozen and filterable, yen as numbers, `note` beneath the rows."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        page = book.add_worksheet(sheet[:31])
        head = book.add_format({"bold": True, "bottom": 2, "text_wrap": True, "valign": "top"})
        number, wrapped = (
            book.add_format({"num_format": "#,##0"}),
            book.add_format({"text_wrap": True, "valign": "top"}),
        )
        last = 0
        for place, column in enumerate(columns):
            page.set_column(place, place, column.width)
            page.write_string(0, place, str(column.title), head)
        for last, row in enumerate(rows, start=1):
            for place, column in enumerate(columns):
                write_cell(page, last, place, shown(column, row), number if column.is_number else wrapped)
        page.freeze_panes(1, 1)
        page.autofilter(0, 0, last, len(columns) - 1)
        if note:
            page.write_string(last + 2, 0, note)
    return file.getvalue()


def write_cell(page: xlsxwriter.worksheet.Worksheet, row: int, place: int, cell: Cell, style: object) -> None:
    if isinstance(cell, int):
        page.write_number(row, place, cell, style)
    else:
        page.write_string(row, place, "" if cell is None else str(cell), style)


def shown(column: Column[Row], row: Row) -> Cell:
    cell = column.value(row)
    if cell is None:
        return str(column.missing)
    return cell.isoformat() if isinstance(cell, datetime.date) else cell


def download(content: bytes, kind: str, name: str) -> HttpResponse:
    """A file to save as `name`.`kind`."""
    response = HttpResponse(content, content_type=KINDS[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response
