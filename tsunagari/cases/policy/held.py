"""Everything that is held about a firm, as one file that people and programs can read."""

from __future__ import annotations

import csv
import datetime
import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from tsunagari.base.words import Words
from tsunagari.kit.exports import safe_text

TITLE = Words("お預かりしている情報", "What is held about you")
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same content makes the same file


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of thing held: named columns and rows of text. `note` says what is missing and why."""

    name: str
    title: Words
    columns: tuple[tuple[str, Words], ...]
    rows: tuple[tuple[str, ...], ...] = ()
    note: str = ""


def archive(sections: Sequence[Section], on: datetime.date) -> bytes:
    """A zip: one page to read, one file for programs, one table for each section."""
    files = {"index.html": as_page(sections, on), "held.json": as_json(sections, on)}
    files |= {f"{section.name}.csv": as_table(section) for section in sections}
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as whole:
        for name, text in files.items():
            whole.writestr(zipfile.ZipInfo(name, ZIP_EPOCH), text.encode("utf-8"))
    return held.getvalue()


def as_json(sections: Sequence[Section], on: datetime.date) -> str:
    content = {section.name: section_object(section) for section in sections}
    return json.dumps({"taken_on": on.isoformat(), **content}, ensure_ascii=False, indent=2) + "\n"


def section_object(section: Section) -> dict[str, object]:
    keys = [key for key, _ in section.columns]
    rows = [dict(zip(keys, row, strict=True)) for row in section.rows]
    return {"title": section.title.ja, "rows": rows} | ({"note": section.note} if section.note else {})


def as_table(section: Section) -> str:
    """CSV with a byte order mark, as spreadsheets in Japan expect it; nothing in it runs as a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([words.ja for _, words in section.columns])
    writer.writerows([[safe_text(cell) for cell in row] for row in section.rows])
    return "\ufeff" + text.getvalue()


def as_page(sections: Sequence[Section], on: datetime.date) -> str:
    body = "".join(section_html(section) for section in sections)
    return (
        f'<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>{TITLE.ja}</title>'
        "<style>body{font-family:sans-serif;line-height:1.7;max-width:60rem;margin:2rem auto;padding:0 1rem}"
        "table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid #999;padding:.3rem .6rem;"
        "text-align:left;vertical-align:top;white-space:pre-wrap}</style></head><body>"
        f'<h1>{TITLE.ja} <small lang="en">{TITLE.en}</small></h1><p>{on.isoformat()}</p>{body}'
        "</body></html>\n"
    )


def section_html(section: Section) -> str:
    head = "".join(f'<th scope="col">{escape(words.ja)}</th>' for _, words in section.columns)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in section.rows
    )
    title = f'{escape(section.title.ja)} <small lang="en">{escape(section.title.en)}</small>'
    note = f"<p>{escape(section.note)}</p>" if section.note else ""
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>" if rows else "<p>―</p>"
    return f"<h2>{title}</h2>{note}{table}"
