"""Rows as CSV, and what stands in their columns as Table Schema (https://specs.frictionlessdata.io/table-schema/).

A cell without a value is empty: not stated is never 0.
"""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from tsunagari.base.words import Words
from tsunagari.kit.exports import safe_text

Row = TypeVar("Row")
REQUIRED = {"required": True}
YEN = {"minimum": 0}


@dataclass(frozen=True, slots=True)
class Field(Generic[Row]):
    """A column. `type` is one of Table Schema's; `gif` the item of GIF 451-4 (制度) that it answers to."""

    name: str
    type: str
    title: Words
    value: Callable[[Row], Any]
    note: str = ""
    constraints: Mapping[str, Any] = field(default_factory=dict, hash=False)
    format: str = ""
    gif: str = ""

    def as_object(self) -> dict[str, Any]:
        said = {
            "name": self.name,
            "type": self.type,
            "format": self.format,
            "title": self.title.ja,
            "title_en": self.title.en,
            "description": self.note,
            "gif451_4": self.gif,
            "constraints": dict(self.constraints),
        }
        return {name: value for name, value in said.items() if value}


@dataclass(frozen=True, slots=True)
class Reference:
    """These columns hold the key of a row of another table."""

    fields: tuple[str, ...]
    table: str
    of: tuple[str, ...]

    def as_object(self) -> dict[str, Any]:
        return {"fields": list(self.fields), "reference": {"resource": self.table, "fields": list(self.of)}}


@dataclass(frozen=True, slots=True)
class Table(Generic[Row]):
    """A file `name`.csv. `key` names the columns that identify a row."""

    name: str
    title: Words
    about: Words
    fields: Sequence[Field[Row]]
    rows: Sequence[Row]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    def schema(self) -> dict[str, Any]:
        schema: dict[str, Any] = {
            "fields": [column.as_object() for column in self.fields],
            "missingValues": [""],
            "primaryKey": list(self.key),
        }
        if self.references:
            schema["foreignKeys"] = [reference.as_object() for reference in self.references]
        return schema

    def csv(self) -> bytes:
        """UTF-8 without a mark, lines ended as RFC 4180 says."""
        return written([column.name for column in self.fields], self.cells())

    def cells(self) -> Iterable[list[str]]:
        return ([cell(column.value(row)) for column in self.fields] for row in self.rows)


def written(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows(rows)
    return text.getvalue().encode()


def cell(value: Any) -> str:
    """A value as Table Schema writes it; a text that a spreadsheet would run gets an apostrophe."""
    match value:
        case None | "":
            return ""
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case datetime.date():
            return value.isoformat()
        case list() | tuple() | dict():
            return json.dumps(value, ensure_ascii=False)
        case _:
            return str(safe_text(str(value)))
