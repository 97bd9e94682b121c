"""A table as people send it, CSV or Excel, read into rows of text within limits of our own."""

from __future__ import annotations

import csv
import datetime
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.utils.exceptions import InvalidFileException

from tsunagari.base.errors import BadInput
from tsunagari.base.text import without_controls

MOST_BYTES = 10_000_000
MOST_UNPACKED = 100_000_000
MOST_MEMBERS = 200
MOST_ROWS = 50_000
MOST_COLUMNS = 60
LONGEST_CELL = 1_000
ENCODINGS = ("utf-8-sig", "cp932")
BROKEN = (InvalidFileException, KeyError, ValueError, OSError, EOFError, SyntaxError, zipfile.BadZipFile)


def read_sheet(content: bytes, name: str) -> list[list[str]]:
    """Rows of cells, heads first; rows without any text are left out, trailing empty cells too.

    UTF-8 with or without mark, CP932, or the first sheet of an .xlsx. Raises BadInput for what is none of
    these, and for more bytes, rows or columns than we read.
    """
    if len(content) > MOST_BYTES:
        raise too_much(name, _("%(n)dメガバイトまで") % {"n": MOST_BYTES // 1_000_000})
    rows = excel_rows(content, name) if content.startswith(b"PK") else csv_rows(content, name)
    kept: list[list[str]] = []
    for row in rows:
        if len(kept) > MOST_ROWS:
            raise too_much(name, _("%(n)d行まで") % {"n": MOST_ROWS})
        cells = [without_controls(cell)[:LONGEST_CELL].strip() for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if len(cells) > MOST_COLUMNS:
            raise too_much(name, _("%(n)d列まで") % {"n": MOST_COLUMNS})
        kept.append(cells)
    while kept and not kept[-1]:
        kept.pop()
    return kept


def numbered(lines: Sequence[list[str]], name: str, *, at_least: str) -> list[tuple[int, list[str]]]:
    """The rows behind the heads that say anything, as a spreadsheet counts them: the first is row 2.

    Raises BadInput where none does; `at_least` says in words what one would be.
    """
    rows = [(number, cells) for number, cells in enumerate(lines, 2) if cells]
    if not rows:
        raise BadInput(given=name, allowed=at_least, mend=_("表に行を書いてください。"), where=name)
    return rows


def csv_rows(content: bytes, name: str) -> Iterator[list[str]]:
    text = decoded(content, name)
    head = text.partition("\n")[0]
    delimiter = "\t" if head.count("\t") > head.count(",") else ","
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    except csv.Error as broken:
        allowed = _("引用符がとじたCSV")
        raise BadInput(
            given=name, allowed=allowed, mend=_("表計算ソフトで保存しなおしてください。"), where=name
        ) from broken


def decoded(content: bytes, name: str) -> str:
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    allowed = _("UTF-8かシフトJIS（CP932）のCSV、またはExcel（.xlsx）")
    raise BadInput(given=name, allowed=allowed, mend=_("保存しなおしてください。"), where=name)


def excel_rows(content: bytes, name: str) -> Iterator[list[str]]:
    """The first sheet, read row by row. What it would unpack to is looked at first."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            members = packed.infolist()
        if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
            raise too_much(name, _("ふつうの大きさのExcelファイル"))
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for row in sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS + 1, values_only=True):
            yield [cell_text(cell) for cell in row]
    except BadInput:
        raise
    except BROKEN as broken:
        allowed = _("Excelで開けるファイル（.xlsx）")
        raise BadInput(
            given=name, allowed=allowed, mend=_("保存しなおしてください。"), where=name
        ) from broken


def cell_text(cell: object) -> str:
    """A cell as a person would read it: whole numbers without a point, days as 2009-10-01."""
    match cell:
        case None:
            return ""
        case datetime.datetime():
            return cell.date().isoformat()
        case float() if cell.is_integer():
            return str(int(cell))
    return str(cell)


def too_much(name: str, allowed: str) -> BadInput:
    return BadInput(given=name, allowed=allowed, mend=_("いくつかに分けてください。"), where=name)


def as_sheet(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """Rows as CSV that Excel opens as Japanese text and that `read_sheet` reads back."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(list(heads))
    writer.writerows(list(row) for row in rows)
    return text.getvalue().encode("utf-8-sig")
